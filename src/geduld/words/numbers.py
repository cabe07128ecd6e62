"""Numbers, money, units and dates as a reader of the language writes them.

Money is rounded here, for reading, and nowhere before: what is added is never rounded first.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_symbol
from babel.units import format_unit

LOCALES = {"nl": "nl_NL", "en": "en_GB"}
"""Languages of an edition and the locale whose customs they follow."""
MINUS = "\N{MINUS SIGN}"
NARROW = "\N{NO-BREAK SPACE}"
NOTHING = "\N{EN DASH}"
"""What stands where there is no number."""
STEPS = ((1e8, 1e6), (1e7, 1e5), (1e6, 1e4), (1e4, 1e3), (1e3, 1e2), (1e2, 1e1))
"""From this largest amount on a page, money is read to this many euros."""


def locale(language: str) -> Locale:
    """The locale of a language. Raises KeyError for a language that is neither nl nor en."""
    return Locale.parse(LOCALES[language])


def rounded(value: float, step: float = 1.0) -> Decimal:
    """`value` to the nearest `step`, halves away from zero, as a decimal without a negative zero."""
    unit = Decimal(repr(float(step)))
    whole = (Decimal(repr(float(value))) / unit).quantize(Decimal(1), ROUND_HALF_UP)
    return abs(whole * unit) if whole == 0 else whole * unit


def reading_step(amounts: tuple[float, ...]) -> float:
    """Euros to which money on one page is rounded for reading: one precision, set by its largest amount."""
    largest = max((abs(amount) for amount in amounts), default=0.0)
    return next((step for least, step in STEPS if largest >= least), 1.0)


def number(value: float, language: str, digits: int = 0, signed: bool = False) -> str:
    """1.234,5 or 1,234.5; with a real minus, and with a plus when `signed`."""
    exact = rounded(value, 10.0**-digits)
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return sign(exact, signed) + format_decimal(abs(exact), pattern, locale=LOCALES[language])


def sign(value: Decimal | float, signed: bool = False) -> str:
    """The sign written before an amount: minus below zero, plus above it when `signed`."""
    return MINUS if value < 0 else "+" if signed and value > 0 else ""


def money(value: float, language: str, step: float = 1.0, signed: bool = False, currency: str = "EUR") -> str:
    """€ 48.000 or €48,000: rounded to `step` for reading; cents when the step is below one."""
    exact = rounded(value, step)
    digits = 0 if step >= 1 else 2
    symbol = get_currency_symbol(currency, locale=LOCALES[language])
    gap = NARROW if language == "nl" else ""
    return f"{sign(exact, signed)}{symbol}{gap}{number(float(abs(exact)), language, digits)}"


def percent(value: float, language: str, digits: int = 1, signed: bool = False) -> str:
    """11,4% or 11.4% of a share 0.114."""
    return number(value * 100, language, digits, signed) + "%"


def count(value: float, unit: str, language: str, digits: int = 0) -> str:
    """A number with its unit spelt out: 32 maanden, 1 maand, 2.5 years; `unit` is month, year, day or hour."""
    exact = rounded(value, 10.0**-digits)
    shown = abs(exact) if digits else abs(int(exact))
    text = format_unit(shown, f"duration-{unit}", locale=LOCALES[language])
    return sign(exact) + text.replace(" ", NARROW)


def day(moment: date, language: str) -> str:
    """23 november 2026 or 23 November 2026."""
    return format_date(moment, "d MMMM y", locale=LOCALES[language])


def month_of(decision: date, months: float, language: str) -> str:
    """The calendar month that lies `months` after the decision: augustus 2029."""
    later = decision.year * 12 + decision.month - 1 + round(months)
    return format_date(date(later // 12, later % 12 + 1, 1), "MMMM y", locale=LOCALES[language])
