"""A voice that speaks of made-up figures, for the tests of what is said."""

from __future__ import annotations

from datetime import date

from geduld.results import Figure
from geduld.words.sentences import Voice

VALUES = {
    "patience_months": 32.0, "patience_months_with_settlement": 30.0, "advantage": 95_000.0, "npv": 70_000.0,
    "irr": 0.2, "payback_month": 40.0, "deepest_point": -48_000.0, "deepest_point_month": 9.0,
    "break_even_return": 0.114, "loan_cover_lowest": 1.4, "loan_months_short": 0.0, "certainty_equivalent": 1e6,
    "own.year": -30_000.0, "own.later": 200_000.0, "leans.no_effect": 0.2, "chance_behind": 0.3,
    "expected_shortfall": -90_000.0, "waterfall.net": 70_000.0, "waterfall.customers": 100_000.0,
    "waterfall.courses": -30_000.0, "own.worth": 40_000.0, "over.payout.chance": 0.7,
    "over.baseline.chance": 0.8, "strongest.alone.value": 0.1, "strongest.alone.distance": 0.9,
    "strongest.together.distance": 0.08,
}  # fmt: skip
OTHERS = {
    "payout": {"certainty_equivalent": 9e5, "own.year": 80_000.0, "own.later": -70_000.0, "leans.no_effect": 1.0,
               "expected_shortfall": -5_000.0, "over.invest.chance": 0.3, "own.worth": 20_000.0,
               "strongest.together.distance": 0.2},
    "baseline": {"own.year": 0.0, "own.later": 0.0},
}  # fmt: skip
"""What the other strategies are worth, now and later."""
COMPANY = {
    "programme_budget": 220_000.0,
    "programme_total": 600_000.0,
    "funding_gap": 0.0,
    "change.net": 250_000.0,
    "company_payback_month": 66.0,
}
INPUTS = {"horizon_months": 84.0, "time_preference_pa": 0.04, "return_elsewhere_pa": 0.03, "required_return_pa": 0.08}
INPUTS |= {"leaves": 0.0, "continuing_years": 0.0, "exit_multiple": 5.0, "believed_share": 0.25}
UNITS = {"months": "months", "month": "month", "return": "share/year", "pa": "share/year", "cover": "ratio"}
UNITS |= {"leaves": "count", "multiple": "ratio", "continuing": "ratio", "believed": "share"}


def figures(**changed: float | None) -> dict[str, Figure]:
    """Figures of one owner, `family`, under `invest` and `payout`; some changed."""
    made: list[Figure] = []
    for strategy in ("invest", "payout", "baseline"):
        own = VALUES | (
            {key: v for key, v in changed.items() if key not in INPUTS}
            if strategy == "invest"
            else {"loan_months_short": 0.0, **OTHERS[strategy]}
        )
        made += [Figure(id, value, unit(id), {"nl": id, "en": id}, strategy, "family") for id, value in own.items()]
        company = {key: changed.get(key, value) if strategy == "invest" else 0.0 for key, value in COMPANY.items()}
        made += [Figure(id, value, unit(id), {"nl": id, "en": id}, strategy) for id, value in company.items()]
    inputs = {key: changed.get(key, value) for key, value in INPUTS.items()}
    made += [Figure(f"input.{id}", v, unit(id), {"nl": id, "en": id}, owner="family") for id, v in inputs.items()]
    made += [
        Figure(f"input.{id}", v, "months", {"nl": id, "en": id}) for id, v in (("months", 120), ("budget_months", 24))
    ]
    for name in ("best", "rival", "next"):
        for end in ("", "_base"):
            text = {"best": "invest", "rival": "payout", "next": "payout"}[name]
            made.append(Figure(f"choice.{name}{end}", None, "text", {"nl": "", "en": ""}, owner="family", text=text))
    made.append(Figure("choice.combined_count", 0.0, "count", {"nl": "", "en": ""}, owner="family"))
    made.append(Figure("best_alternative", None, "text", {"nl": "", "en": ""}, owner="family", text="payout"))
    return {figure.claim_id: figure for figure in made}


def unit(id: str) -> str:
    """The unit of a made-up figure."""
    return next((u for part, u in UNITS.items() if id.endswith(part) or part in id), "EUR")


def voice(
    language: str = "nl",
    address: str = "formal",
    chosen: str = "invest",
    rival: str = "payout",
    **changed: float | None,
) -> Voice:
    """A voice that speaks to the family about made-up figures."""
    roles = {"owner": "family", "asked": "invest", "alternative": "payout", "largest": "waterfall.customers"}
    roles |= {"chosen": chosen, "chosen_base": chosen, "rival": rival, "rival_base": rival}
    roles |= {"often": rival, "combined": "invest"}
    names = {"company": "Voorbeeld B.V.", "owner": "De Wit", "asked": "tijd geven", "alternative": "nu uitkeren"}
    names |= {"largest_name": "klanten", "step": "€ 1.000", "invest_name": "tijd geven", "payout_name": "nu uitkeren"}
    names |= {"turns_name": "daling van het verloop", "often_name": names[f"{rival}_name"]}
    names |= {"chosen_name": names[f"{chosen}_name"], "rival_name": names[f"{rival}_name"]}
    return Voice(language, address, roles, names, figures(**changed), date(2026, 12, 31), 1_000.0)


def said(sentence: str, *args: str, **changed: float | None) -> str:
    """A sentence as plain text, with ordinary spaces."""
    return str(voice(*args, **changed).say(sentence).text).replace("\N{NO-BREAK SPACE}", " ")
