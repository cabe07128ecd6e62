"""`geduld new`: the folder of a company's own case, to be filled in."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from geduld.assumptions import TRACKS, Assumption
from geduld.case import Shared, load_shared
from geduld.case_accounts import ASSETS, BOUND, CASH_FLOW, CLAIMS, COSTS, INCOME, RESULTS, YEAR_BEFORE
from geduld.case_accounts_feed import ASSUMED, OF_THE_YEAR
from geduld.case_files import CASE
from geduld.case_records import split_key
from geduld.errors import CaseError, plain, problem
from geduld.overrides import flat

SEGMENT, REFERRED = "customers", "referred"
SELDOM = ("customers_at_start", "observed_arrivals_pm")
"""What the segment of referred customers starts with: nobody."""

COMPANY = """\
# Your company. Replace what stands between quotes; `geduld check` says what is still missing.
name = "Your company"
fictional = false
decision = {decision} # the day the owners decide
fiscal_year_starts = 1 # month
horizon_months = 120 # 12 or more
currency = "EUR"

[about]
nl = "Wat het bedrijf doet."
en = "What the company does."

[segments.{segment}]
label = {{ nl = "Klanten", en = "Customers" }}

[segments.{referred}]
label = {{ nl = "Aangebrachte klanten", en = "Referred customers" }}
receives_referrals = 1
like = "{segment}" # the same churn, revenue and cost to serve

# Suppliers you cannot replace at once, if any; their shares are of all purchases. Only squeezing them
# and what the law says of that reads this.
# [suppliers.mill]
# label = {{ nl = "De molen", en = "The mill" }}
# purchase_share = 0.2
# small = 1 # 1 a small or medium-sized firm, 0 a large one; leave it out where you do not know
# source = "purchase ledger 2025"
# grade = "A"
# [legal] # what the law asks about; leave out what you do not know
# food_chain = 0 # 1 where you buy farm or food products
# running_contracts = 1 # 1 where contracts with suppliers run on after the decision
# payment_term_days = 30 # agreed with suppliers today

[owners]
# rest = "..." # who holds what the owners in owners/ do not; leave it out where their stakes add up to 1

# The annual accounts that close on the day of the decision, or up to a month from it. What they say need not stand in
# assumptions.toml too: {fed}.
# They say the year to date below as well, where the fiscal year ends with them.
# [accounts]
# closes = {decision}
# source = "annual accounts {decision.year}"
# grade = "A"
# trial_balance = "trial_balance.csv" # with its mapping in trial_balance.toml; or the two tables here:
# [accounts.balance] # {balance}
# [accounts.profit_and_loss] # {profit}
# [accounts.cash_flow] # {cash_flow}
# [accounts.year_before] # the comparative figures: {before}
# [accounts.monthly] # revenue = [12 amounts], oldest first; else a twelfth of the year
# [accounts.differences] # revenue = {{ nl = "...", en = "..." }}: why the first year differs by more than 10 %

[year_to_date] # in the fiscal year of the decision, up to the day of the decision
# profit_before_tax = ...

[history] # of the twelve months before the decision: {{ year = 120000 }}, or 12 monthly values, oldest first
# total_revenue = {{ year = ... }}
# total_cost_of_sales = {{ year = ... }}
# normalised_ebitda = {{ year = ... }} # without what comes once
# cash_for_debt = {{ year = ... }} # ebitda less tax paid, rise in working capital and capital expenditure
# debt_service = {{ year = ... }} # interest and repayment
"""

TOP = """\
# What only your company knows. Each value needs its source with a year, and a grade: A for your own books, D for a
# guess. Or mark a guess: placeholder = true, with a note that says why. Add p10 and p90 where you are not sure.
# Any other key of the shared assumptions can be brought here in the same way; those marked below as worth replacing
# have a default that is not about you.
"""

OWNER = """\
# One file per owner; the name of the file is the owner's id. Private to this owner's edition and the director's.
name = "Owner"
language = "nl" # or "en"
address = "formal" # or "informal"
tax_preset = "{preset}" # one of: {presets}

[salutation]
nl = "Geachte eigenaar"
en = "Dear owner"

[terms]
{terms}
"""

STRATEGIES = {
    "invest": """\
label = { nl = "Investeren in communicatie", en = "Invest in communication" }
who = "the director"
why = "Time for staff to learn to communicate better, with colleagues and with customers."

[levers]
trained_share = 1
rollout_months = 12
coaching_share = 1
refreshed_share_pa = 0.5
new_hires_trained_share = 1
""",
    "payout": """\
label = { nl = "Nu uitkeren", en = "Pay out now" }
who = "an owner who needs the money now"
why = "The approved budget goes to the owners on the day of the decision instead of into the programme."

[levers]
payout_budget_share = 1
payout_month = 0
""",
}


def new_case(path: str | os.PathLike[str], decision: date | None = None) -> tuple[Path, ...]:
    """Make the folder of a new case, whole or not at all; returns the files made.

    Args:
        path: the folder, which must not exist or be empty; nothing is ever overwritten.
        decision: the day of the decision; the last day of this year if None.

    Raises:
        CaseError: there is something at the path already, or nothing can be written there.
    """
    folder = Path(path)
    _check_free(folder)
    files = _files(load_shared(), decision or date(date.today().year, 12, 31))
    try:
        _write(folder, files)
    except OSError as error:
        raise CaseError(problem(str(folder), "", f"cannot be made: {error.strerror}")) from None
    return tuple(folder / name for name in files)


def _check_free(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not _is_empty(folder)):
        what = "exists already, and nothing is overwritten"
        raise CaseError(problem(str(folder), "", what, allowed="a folder that is new or empty"))


def _is_empty(folder: Path) -> bool:
    try:
        return folder.is_dir() and not any(folder.iterdir())
    except OSError:
        return False


def _write(folder: Path, files: dict[str, str]) -> None:
    """Everything beside the folder first, then in its place at once."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
    try:
        for name, text in files.items():
            (made / name).parent.mkdir(exist_ok=True)
            (made / name).write_text(text, encoding="utf-8")
        made.chmod(0o755)
        made.replace(folder)
    except OSError:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _files(shared: Shared, decision: date) -> dict[str, str]:
    strategies = {f"strategies/{name}.toml": text for name, text in STRATEGIES.items()}
    return {
        CASE: _company(shared, decision),
        "assumptions.toml": _assumptions(shared),
        **strategies,
        "owners/owner.toml": _owner(shared, decision),
    }


def _company(shared: Shared, decision: date) -> str:
    fed = ", ".join(key for key in (*ASSUMED, *OF_THE_YEAR) if key in shared.declared)
    balance, profit = _items(*ASSETS, *CLAIMS, BOUND), _items(*INCOME, *COSTS, *RESULTS)
    cash_flow, before = _items(*CASH_FLOW), _items(*YEAR_BEFORE)
    return COMPANY.format(
        decision=decision, segment=SEGMENT, referred=REFERRED, fed=fed, balance=balance, profit=profit,
        cash_flow=cash_flow, before=before,
    )  # fmt: skip


def _items(*names: str) -> str:
    return f"in EUR, without a minus: {', '.join(names)}"


def _assumptions(shared: Shared) -> str:
    """A table per required key, its base still open, then the defaults worth replacing, as comments."""
    own = [a for a in shared.declared.values() if a.per != "owner"]
    required = [_required(a, key) for a in own if not a.has_value for key in _keys(a)]
    nobody = [_nobody(name) for name in SELDOM]
    worth = [f"# {a.name} = {plain(a.base)} {a.unit} ({_said(a)})" for a in own if a.replace and a.has_value]
    channels = [_channel(shared, key, said) for key, said in flat(shared.channels)]
    return "\n".join([TOP, *required, *nobody, "# Worth replacing:", *worth, *channels, ""])


def _keys(a: Assumption) -> Iterable[str]:
    if a.per in ("channel", "supplier"):
        return []  # every channel has a shared value, and case.toml says the suppliers
    if a.per == "track":
        return [f"track.{track}.{a.name}" for track in TRACKS]
    return [f"segment.{SEGMENT}.{a.name}"] if a.per in ("segment", "class") else [a.name]


def _required(a: Assumption, key: str) -> str:
    indexed = a.indexed_by in ("prices", "wages")
    level = '\n# price_level = "2025" # if it is not of the day of the decision' if indexed else ""
    allowed = f"{plain(a.lower)}..{plain(a.upper)}"
    note = f" {a.note}" if a.note else ""
    return (
        f"[{key}] # {a.label['en']} ({a.label['nl']}).{note}\n"
        f"# base = ... # {a.unit}, {allowed}{level}\n"
        '# source = "annual accounts 2025"\n'
        '# grade = "A"\n'
    )


def _channel(shared: Shared, key: str, said: Mapping[str, Any]) -> str:
    """A value per channel that all companies share, as a comment."""
    from_where = "a marked placeholder" if "placeholder" in said else f"grade {said['grade']}"
    return f"# {key} = {plain(said['base'])} {shared.declared[split_key(key)[1]].unit} ({from_where})"


def _nobody(name: str) -> str:
    return (
        f"[segment.{REFERRED}.{name}]\nbase = 0\n"
        'source = "definition of this case, 2026: referred customers arrive later"\ngrade = "A"\n'
    )


def _said(a: Assumption) -> str:
    return "a marked placeholder" if a.placeholder else f"grade {a.grade}"


def _owner(shared: Shared, decision: date) -> str:
    presets = [p.id for p in shared.presets.values() if p.valid_from <= decision <= (p.valid_to or decision)]
    taxes = {name for preset in shared.presets.values() for name in preset.values}
    terms = [_term(a) for a in shared.declared.values() if a.per == "owner" and a.name not in taxes | {"leaves"}]
    listed = presets or list(shared.presets)
    return OWNER.format(preset=listed[0], presets=", ".join(listed), terms="\n".join(terms))


def _term(a: Assumption) -> str:
    """An owner's term: open where it is required, its default as a comment where it is not."""
    said = '"linear"' if a.name == "loan_form" else plain(a.base) if a.has_value else "..."
    need = "" if a.has_value else ", required"
    texts = {"horizon_months": ' or "none"', "loan_form": ' ("linear" or "annuity")'}
    none = texts.get(a.name, "")
    return f"# {a.name} = {said} # {a.label['en']}: {a.unit}{none}, {plain(a.lower)}..{plain(a.upper)}{need}"
