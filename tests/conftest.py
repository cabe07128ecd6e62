"""Fifty examples per property, the same each time; `make test-long` asks for the profile `long`."""

from hypothesis import settings

settings.register_profile("test", max_examples=50, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("long", max_examples=500, deadline=None, print_blob=True)
settings.load_profile("test")
