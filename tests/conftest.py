"""Fifty examples per property, the same each time; `make test-long` asks for the profile `long`."""

import os

import pytest
from hypothesis import settings

settings.register_profile("test", max_examples=50, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("long", max_examples=500, deadline=None, print_blob=True)
settings.load_profile("test")


@pytest.fixture(scope="session", autouse=True)
def together(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder that all processes of a run of the tests share, for what takes long to make."""
    own = tmp_path_factory.getbasetemp()
    os.environ["GEDULD_TEST_FOLDER"] = str(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)
