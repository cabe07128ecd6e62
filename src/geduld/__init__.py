"""Geduld: what waiting asks of an owner, and what it gives back."""

__version__ = "0.1.0"
