"""A parameter that a notebook does not have is refused, also when plain papermill passes it."""

import pytest

from geduld.editions.injected import refuse_unknown
from geduld.errors import CaseError

KNOWN = ["case", "owner", "language"]


def test_known_parameters_pass() -> None:
    refuse_unknown(KNOWN, ["ownr = 1", '# Parameters\nowner = "partner"\nPAPERMILL_INPUT_PATH = "x"\n'])


def test_a_misspelt_parameter_has_a_near_match() -> None:
    with pytest.raises(CaseError, match=r"parameters: ownr: 'partner': .*did you mean 'owner'"):
        refuse_unknown(KNOWN, ['# Parameters\nownr = "partner"\n'])


def test_outside_a_kernel_there_is_nothing_to_refuse() -> None:
    refuse_unknown(KNOWN)
