"""Property 4 (model.md): better never lowers the programme, but for named ways in which it can; each has a case."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from test_properties import EFFECTS, SEEDS, case, run_of, with_levers
from test_properties_draws import anywhere
from test_properties_draws import run_of as run_draws

from geduld.marks import Value

FEWER = settings(max_examples=settings.default.max_examples // 12)
EVERY_EFFECT = sorted(set(EFFECTS) - {"turnover_reduction"})
PRICES = (
    "course_price", "design_price", "coaching_price_pa", "refresher_price", "management_price_pm", "platform_price_pm",
)  # fmt: skip
FOLLOWED = {"staff_follows_customers_share": 0.8, "contact_hours_pa": 0.0}
NO_FEEDBACK = {"turnover_reduction": 0.0, "contact_hours_pa": 0.0, "staff_follows_customers_share": 0.0}
"""Who leaves takes and brings skill; contact and customers ask for hours: each may cost more than it brings."""


def good(seed: int) -> dict[str, Value]:
    """Random draws with no effect below zero, and without feedback."""
    effects = {key for key, a in case().assumptions.items() if a.effect}
    raw = {key: np.maximum(0.0, v) if key in effects else v for key, v in anywhere(seed).items()}
    return {**raw, **{key: NO_FEEDBACK[a.name] for key, a in case().assumptions.items() if a.name in NO_FEEDBACK}}


def more(raw: dict[str, Value], name: str, times: float) -> dict[str, Value]:
    """The draws with one assumption, wherever it has a value, so many times what it was."""
    keys = {key: a.base for key, a in case().assumptions.items() if a.name == name and not a.same_as}
    assert keys
    return {**raw, **{key: raw.get(key, base) * times for key, base in keys.items()}}


def chosen_for(effect: str) -> str:
    """The strategy that an effect belongs to."""
    return "autonomy" if effect.startswith(("autonomy_", "coordination_freed")) else "invest"


def ebitda(raw: dict[str, Value], strategy: str = "invest") -> NDArray[np.float64]:
    """Ebitda under a strategy: shape (months, draws)."""
    return run_draws(strategy, raw, 60).line("ebitda")


@pytest.mark.parametrize("name", [*EVERY_EFFECT, "half_life_months"])
@FEWER
@given(SEEDS, st.floats(1, 1.5))
def test_more_effect_or_less_decay_never_lowers_the_programme(name: str, seed: int, times: float) -> None:
    """Effects >= 0 and feedback off: more of any effect, or less decay, never lowers ebitda over the years."""
    raw = good(seed)
    after, before = (ebitda(r, chosen_for(name)).sum(axis=0) for r in (more(raw, name, times), raw))
    assert (after >= before - 1e-6).all()


@pytest.mark.parametrize("name", EVERY_EFFECT)
def test_each_effect_matters(name: str) -> None:
    """Else the property above would say nothing; goodwill is never cash."""
    raw = {**good(1), **{key: 0.05 for key, a in case().assumptions.items() if a.name == name and not a.same_as}}
    if name == "partners_value":
        gained = run_draws("invest", more(raw, name, 1.5)).line("economic_partners").sum()
        assert gained > run_draws("invest", raw).line("economic_partners").sum()
    else:
        after, before = (ebitda(r, chosen_for(name)).sum(axis=0) for r in (more(raw, name, 1.5), raw))
        assert (after > before).any()


@pytest.mark.parametrize("price", PRICES)
@FEWER
@given(SEEDS, st.floats(0, 1))
def test_a_lower_price_never_lowers_the_programme(price: str, seed: int, times: float) -> None:
    """A cheaper course, coach or platform leaves at least as much ebitda in every month, whatever the effects are."""
    raw = anywhere(seed)
    assert (ebitda(more(raw, price, times)) >= ebitda(raw) - 1e-6).all()


def test_keeping_customers_who_cost_more_than_they_bring_lowers_the_programme() -> None:
    """The other side: of EUR 333 a month 26 % is margin, 40 goes to service, and 0.8 of the staff follows customers.

    333 x 0.26 - 40 = 47 a month, and wages of 31 x 138 x 50.8 / 3,472 x 0.8 = 50: a kept customer is a loss of 3. With
    staff that do not follow customers the same effect is a gain.
    """
    thin = {key: 0.74 for key, a in case().assumptions.items() if a.name == "purchase_share" and not a.same_as}
    dear = {key: 40.0 for key, a in case().assumptions.items() if a.name == "cost_to_serve_pm" and not a.same_as}
    none, kept = ({**thin, **dear, **FOLLOWED, "churn_reduction": effect} for effect in (0.0, 0.1))
    assert run_of("invest", kept).line("ebitda").sum() < run_of("invest", none).line("ebitda").sum()
    none, kept = ({**run, "staff_follows_customers_share": 0.0} for run in (none, kept))
    assert run_of("invest", kept).line("ebitda").sum() > run_of("invest", none).line("ebitda").sum()


def test_with_feedback_a_larger_effect_may_lower_the_programme() -> None:
    """Property 4, the other side: who leaves is replaced by somebody freshly trained, so fewer leavers, less skill.

    What was learned fades in months and nobody is refreshed; replacing a leaver costs nothing: then keeping people is
    worth less than the fresh skill of those who would have replaced them.
    """
    faded: dict[str, float] = {"half_life_months": 3.0, "replacement_cost_share": 0.0, "separation_rate_pa": 0.5}
    cheap = {"course_price": 0.0, "training_hours": 0.0, "management_price_pm": 0.0, "design_price": 0.0}
    worth = {"time_reduction": 0.2, "hours_realisation_share": 0.5, "dip_share": 0.0, "churn_reduction": 0.0}
    levers = {f"{track}.refreshed_share_pa": 0.0 for track in case().elements["track"]}
    this = with_levers(**levers)
    values = {**faded, **cheap, **worth}
    less, more = (
        run_of("invest", {**values, "turnover_reduction": effect}, this).line("ebitda").sum() for effect in (0.0, 0.25)
    )
    assert more < less


def test_harmful_contact_lowers_the_programme() -> None:
    """The other side: contact that wakes sleepers (churn effect below zero) costs money."""
    harmful = run_of("invest", {"churn_reduction": -0.2}).line("ebitda").sum()
    assert harmful < run_of("invest", {"churn_reduction": 0.0}).line("ebitda").sum()


def test_self_management_that_backfired_is_worse_than_carrying_on() -> None:
    """The other side: every effect of the Semco road at its p10, as in the trials that went wrong, costs money."""
    effects = {name for name in EFFECTS if chosen_for(name) == "autonomy"}
    assert len(effects) == 4
    low = {name: case().declared[name].p10 for name in effects}
    assert max(low.values()) < 0
    assert run_of("autonomy", low).line("ebitda").sum() < run_of("baseline", low).line("ebitda").sum()
    assert run_of("autonomy", {}).line("ebitda").sum() > run_of("baseline", {}).line("ebitda").sum()
