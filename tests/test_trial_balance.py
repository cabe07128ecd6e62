"""A trial balance: read as the file says, never guessed, and every account brought to one item."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from accounts_case import BY_TRIAL, MAPPING, TRIAL, changed, with_trial, written

from geduld.case import load_case
from geduld.case_trial_balance import read_trial_balance
from geduld.errors import CaseError


def refused(folder: Path) -> str:
    with pytest.raises(CaseError) as caught:
        load_case(folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def read(folder: Path, *rows: str, head: str = "Account,Description,Debit,Credit", decimal: str = "") -> list[Decimal]:
    path = folder / "trial_balance.csv"
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return [account.balance for account in read_trial_balance(path, decimal).accounts]


def test_a_trial_balance_says_what_the_tables_say(tmp_path: Path) -> None:
    """Equity 349,500 + 30,000 bound + 40,500 profit - 20,000 dividend = 400,000, as in the tables."""
    by_tables, by_trial = load_case(written(tmp_path / "a")), load_case(with_trial(tmp_path / "b"))
    assert by_tables.accounts is not None and by_trial.accounts is not None
    assert by_trial.accounts.items == by_tables.accounts.items
    assert by_trial.history == by_tables.history
    assert by_trial.assumptions["cash_at_start"].file == "trial_balance.csv"
    assert by_trial.accounts.notes[0].startswith("trial_balance.csv was read as: columns separated by semicolon, dec")


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("Rekening;Omschrijving;Debet;Credit", ("1;a;1.234,50;", "2;b;;1.234,50")),
        ("Account,Description,Debit,Credit", ('1,a,"1,234.50",', '2,b,,"1,234.50"')),
        ("number\tname\tdebit\tcredit", ("1\ta\t1234.50\t", "2\tb\t\t1234.50")),
        ("Rekening;Omschrijving;Debet;Credit", ("1;a;€ 1 234,50;", "2;b;;1234,50")),
        ("Rekening;Omschrijving;Debet;Credit", ("1;a;;1234,50-", "2;b;(1234,50);")),
        ("Omschrijving;Credit;Debet;Rekening", ("a;;1.234,50;1", "b;1234,50;;2", "Totaal;1.234,50;1.234,50;")),
    ],
)
def test_separators_and_decimals_are_found_out(tmp_path: Path, head: str, rows: tuple[str, ...]) -> None:
    assert read(tmp_path, *rows, head=head) == [Decimal("1234.50"), Decimal("-1234.50")]


def test_what_can_be_read_two_ways_is_asked(tmp_path: Path) -> None:
    """1.234 is a thousand or one: the mapping must say it."""
    rows = ("1,a,1.234,", "2,b,,1.234")
    with pytest.raises(CaseError, match=r"'1\.234' can be read with a decimal comma and with a decimal point; allowed"):
        read(tmp_path, *rows)
    assert read(tmp_path, *rows, decimal=",")[0] == 1234


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("1,a,10.50,", '2,b,,"10,50"'), "'10,50' has a decimal comma and '10.50' a decimal point"),
        (("1,a,10.50,", "2,b,,10.40"), "debit EUR 10.50 is not credit EUR 10.40: EUR 0.10 apart"),
        (("1,a,10,50,", "2,b,,10.50"), "row 2: 5 cells where the first row has 4"),
        (
            ("1,a,10.505,", "2,b,,10.505", "3,c,0.50,0.50"),
            "row 2, account 1: '10.505' is no amount with a dec",
        ),
        (("1,a,12.34.5,", "2,b,,12.34.5", "3,c,1.5,1.5"), "one of them throughout"),
        (("1,a,ten,", "2,b,,10"), "row 2, account 1: 'ten' is no amount"),
        (("1,a,10,", "1,b,,10"), "account 1: stands twice: 1 a (EUR 10.00 debit) and 1 b (EUR 10.00 credit)"),
        ((",a,10,", "2,b,,10"), "row 2: '' is no account number ('a')"),
        (("1,a,10,", "2,b,,10", ",Total,11,10"), "the total says 11.00 and 10.00, the accounts add up to 10.00 and"),
        ((), "has no accounts"),
    ],
)
def test_a_wrong_trial_balance_is_refused(tmp_path: Path, rows: tuple[str, ...], said: str) -> None:
    with pytest.raises(CaseError) as caught:
        read(tmp_path, *rows)
    assert said in str(caught.value)


def test_unknown_headings_are_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="the first row is 'a;b;c;d'; allowed: one column each: rekening or"):
        read(tmp_path, head="a;b;c;d")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"4600" = "marketing"\n', "", "not mapped, with a balance in trial_balance.csv: 4600 Marketing (EUR 20000.00"),
        (
            '"4100" =',
            '"4000-4199" =',
            "4000 Lonen (EUR 640000.00 debit) is mapped twice: 4000 (wages), 4000-4199",
        ),
        ('"4600" =', '"4601" =', "accounts.4601: there is no such account in trial_balance.csv"),
        ('"marketing"', '"marketting"', "accounts.4600: 'marketting' is no item; allowed: cash,"),
        ('"marketing"', '"marketting"', "did you mean 'marketing'?"),
        (
            "[accounts]",
            'decimal = "komma"\n[accounts]',
            "trial_balance.toml: decimal: 'komma' is unknown",
        ),
        (', credit = "credit" }', " }", "accounts.1010.credit: is missing"),
    ],
)
def test_a_wrong_mapping_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in refused(with_trial(tmp_path, mapping=changed(MAPPING, old, new)))


def test_a_bank_account_in_the_red_is_credit(tmp_path: Path) -> None:
    """Receivables 550,000 instead of 200,000 leave the bank 50,000 in the red."""
    text = changed(changed(TRIAL, "Bank;300.000,00;", "Bank;;50.000,00"), "Debiteuren;200", "Debiteuren;550")
    accounts = BY_TRIAL.replace("cash = 312000\n", "")
    case = load_case(with_trial(tmp_path, text, accounts=accounts))
    assert case.accounts is not None
    assert (case.accounts.items["cash"], case.accounts.items["credit"]) == (0, 50_000)


def test_an_account_against_the_usual_side_is_told(tmp_path: Path) -> None:
    """A customer in credit within receivables; 200,000 in all as before."""
    text = changed(TRIAL, "1300;Debiteuren;200.000,00;", "1300;Debiteuren;204.000,00;\n1310;Bonus;;4.000,00")
    case = load_case(with_trial(tmp_path, text))
    assert case.accounts is not None
    assert case.accounts.items["receivables"] == 200_000
    assert case.accounts.notes[1] == "Against the usual side: 1310 Bonus (EUR 4000.00 credit) in receivables."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("debt_repaid = 24000", "debt_repaid = 24000\ndividend = 1", "cash_flow.dividend: is said twice"),
        ('"trial_balance.csv"', '"../trial_balance.csv"', "'../trial_balance.csv' is no file of the case"),
        ('"trial_balance.csv"', '"other.csv"', "there is no 'other.csv' beside case.toml"),
        ('"trial_balance.csv"', '"trial_balanc.csv"', "did you mean 'trial_balance.csv'?"),
        ("[accounts.cash", "[accounts.balance]\ncash = 1\n[accounts.cash", "accounts.balance: is said twice"),
    ],
)
def test_the_trial_balance_is_named_once(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in refused(with_trial(tmp_path, accounts=changed(BY_TRIAL, old, new)))
