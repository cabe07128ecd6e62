"""Fifty examples per property, the same each time; `make test-long` asks for the profile `long`."""

import pytest
from hypothesis import settings

settings.register_profile("test", max_examples=50, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("long", max_examples=500, deadline=None, print_blob=True)
settings.load_profile("test")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whatever looks at editions runs in one process, which opens and renders each of them once."""
    if config.pluginmanager.hasplugin("xdist"):
        for item in items:
            if {"editions", "browser"} & set(item.path.parts):
                item.add_marker(pytest.mark.xdist_group("editions"))
