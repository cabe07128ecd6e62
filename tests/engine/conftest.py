"""What the tests of the engine share."""

from pathlib import Path

import pytest
from engine.toy import Toy


@pytest.fixture
def toy(tmp_path: Path) -> Toy:
    """A maker of made-up cases, in a folder of its own."""
    return Toy(tmp_path)
