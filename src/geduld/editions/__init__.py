"""Editions: the results of a case as one owner reads them, in blocks, as a notebook and as one HTML file."""
