"""Key suppliers and legal facts: what case.toml says of them, and what cannot be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from small_case import COMPANY, HISTORY, files, write

from geduld import model
from geduld.case import load_case
from geduld.draws_register import drawn
from geduld.editions.accounts import place_of
from geduld.errors import CaseError
from geduld.reading_sensitivity import driver_name

MILL = """
[suppliers.mill]
label = { nl = "De molen", en = "The mill" }
purchase_share = 0.25
small = 1
source = "purchase ledger 2026"
grade = "A"
[suppliers.farm]
label = { nl = "De boer", en = "The farm" }
purchase_share = 0.5
source = "purchase ledger 2026"
grade = "B"
"""
SQUEEZE = """
label = { nl = "Leveranciers onder druk", en = "Squeeze suppliers" }
who = "purchasing"
why = "Cash now."
[levers]
squeeze_price_cut_share = 0.03
squeeze_purchase_share = 0.6
squeeze_payment_days = 30
"""

TENDER = 'source = "tender 2024"\ngrade = "C"\n'


def with_suppliers(folder: Path, company: str = MILL, squeeze: str = SQUEEZE, own: str = "") -> Path:
    changes = {"case.toml": COMPANY + HISTORY + company, "strategies/squeeze.toml": squeeze}
    return write(folder, {**changes, "assumptions.toml": files()["assumptions.toml"] + own})


def refused(folder: Path, **changes: str) -> str:
    with pytest.raises(CaseError) as caught:
        load_case(with_suppliers(folder, **changes))
    return str(caught.value)


def test_suppliers_are_elements_with_their_share_and_source(tmp_path: Path) -> None:
    case = load_case(with_suppliers(tmp_path))
    assert case.elements["supplier"] == ("supplier.mill", "supplier.farm")
    share = case.assumptions["supplier.mill.supplier_purchase_share"]
    assert (share.base, share.source, share.grade, share.file) == (0.25, "purchase ledger 2026", "A", "case.toml")
    assert (case.suppliers["mill"].small, case.suppliers["farm"].small) == (1, None)


def test_each_supplier_has_a_luck_of_its_own(tmp_path: Path) -> None:
    keys = [key for key in drawn(load_case(with_suppliers(tmp_path))) if key.endswith("_luck")]
    assert keys == [f"supplier.{s}.supplier_{e}_luck" for s in ("mill", "farm") for e in ("leave", "delay")]


def test_a_company_says_of_one_supplier_what_holds_for_it(tmp_path: Path) -> None:
    own = f'[supplier.mill.supplier_premium_months]\nbase = 30\np90 = 40\nquantiles = "bids"\n{TENDER}'
    case = load_case(with_suppliers(tmp_path, own=own))
    values = model.values(case, "squeeze")
    assert values["supplier.mill.supplier_premium_months"] == 30
    assert "supplier.farm.supplier_premium_months" not in values


def test_a_supplier_is_called_what_the_case_calls_it(tmp_path: Path) -> None:
    case = load_case(with_suppliers(tmp_path))
    luck = case.assumptions["supplier.mill.supplier_leave_luck"]
    assert driver_name(case, luck, "en") == f"The mill: {luck.label['en']}"

    class Shown:
        language = "nl"

    shown = Shown()
    shown.case = case  # type: ignore[attr-defined]
    assert place_of(shown, luck) == "De molen"  # type: ignore[arg-type]


def test_without_suppliers_the_gain_is_there_and_all_adds_up(tmp_path: Path) -> None:
    """1000 customers x 200 x 0.6 is about 120,000 of purchases a month: x 0.03 x 0.6 = some 2160, and no event."""
    runs = model.runs(load_case(with_suppliers(tmp_path, company="")))
    run = runs["squeeze"]
    cost = run.line("cost_of_sales")[1]
    assert run.line("price_cut_gained")[1] == pytest.approx(cost * 0.018)
    assert 2100 < cost * 0.018 < 2300
    assert run.line("supplier_replacement_cost").tolist() == [0.0] * 25
    assert abs(run.line("balance_residual")).max() < 1e-6


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "share = 0.5",
            "share = 0.8",
            r"suppliers\.purchase_share: 1\.05 share in all \(mill 0\.25, farm 0\.8\); allowed: at",
        ),
        (
            "share = 0.5",
            "share = 1.5",
            r"suppliers\.farm\.purchase_share: 1\.5 share is out of bounds; allowed: 0\.\.1 share",
        ),
        ("share = 0.5", "share = -0.1", r"suppliers\.farm\.purchase_share: -0\.1 share is out of bounds"),
        ("share = 0.5", 'share = "half"', r"suppliers\.farm\.purchase_share: 'half' is not a number"),
        ("small = 1", "small = 2", r"suppliers\.mill\.small: 2 is neither yes nor no; allowed: 1 \(yes\), 0 \(no\)"),
        ("small = 1", "smal = 1", r"suppliers\.mill\.smal: there is no such key; .*did you mean 'small'"),
        ('grade = "B"', "", r"suppliers\.farm\.grade: is missing"),
        ("ledger 2026", "ledger", r"suppliers\.mill\.source: 'purchase ledger' has no date"),
        ("suppliers.mill", "suppliers.The-Mill", r"The-Mill: 'The-Mill' cannot be an id"),
    ],
)
def test_what_cannot_be_of_a_supplier_is_said(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert re.search(said, refused(tmp_path, company=MILL.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ("food_chain = 3", r"legal\.food_chain: 3 is neither yes nor no"),
        ("payment_term_days = -1", r"legal\.payment_term_days: -1 days is out of bounds; allowed: 0\.\.3650 days"),
        ("food_chian = 1", r"legal\.food_chian: there is no such key; .*did you mean 'food_chain'"),
    ],
)
def test_what_cannot_be_of_a_legal_fact_is_said(tmp_path: Path, facts: str, said: str) -> None:
    assert re.search(said, refused(tmp_path, company=f"{MILL}\n[legal]\n{facts}\n"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("cut_share = 0.03", "cut_share = 0.6", r"price_cut_share: 0\.6 share is out of bounds; allowed: 0\.\.0\.5"),
        ("_days = 30", "_days = 400", r"squeeze_payment_days: 400 days is out of bounds; allowed: 0\.\.365 days"),
        ("purchase_share = 0.6", "purchase_share = 1.1", r"squeeze_purchase_share: 1\.1 share is out of bounds"),
        ("_days = 30", "_days = 30\nsqueeze_start_month = 25", r"start_month: 25 month is out of bounds; allo.*24"),
        ("squeeze_purchase_share = 0.6", "", r"0\.03 share does nothing: squeeze_purchase_share is 0"),
        ("cut_share = 0.03\n", "cut_share = 0\n", ""),
        ("squeeze_payment_days", "squeeze_payment_day", r"squeeze_payment_day.*did you mean 'squeeze_payment_days'"),
        ("_days = 30", "_days = 30\n[levers.supplier.mill]\nsqueeze_payment_days = 9", "is per company, so"),
    ],
)  # fmt: skip
def test_levers_that_cannot_be_are_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    changed = SQUEEZE.replace(old, new)
    if not said:
        load_case(with_suppliers(tmp_path, squeeze=changed))  # later payment alone is a squeeze too
        return
    assert re.search(said, refused(tmp_path, squeeze=changed))


def test_a_share_that_is_squeezed_for_nothing_is_refused(tmp_path: Path) -> None:
    nothing = SQUEEZE.replace("squeeze_price_cut_share = 0.03\n", "").replace("squeeze_payment_days = 30\n", "")
    said = refused(tmp_path, squeeze=nothing)
    assert "strategies/squeeze.toml: levers.squeeze_purchase_share: 0.6 share does nothing" in said


def test_an_unknown_supplier_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    own = f"[supplier.mil.supplier_premium_share]\nbase = 0.1\n{TENDER}"
    said = refused(tmp_path, own=own)
    assert "there is no 'supplier.mil' in this case" in said and "did you mean 'supplier.mill'?" in said


def test_a_share_is_said_where_the_supplier_is(tmp_path: Path) -> None:
    own = '[supplier.mill.supplier_purchase_share]\nbase = 0.1\nsource = "books 2026"\ngrade = "A"\n'
    assert "is not said here; allowed: case.toml: [suppliers.<id>]" in refused(tmp_path, own=own)
