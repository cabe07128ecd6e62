"""The map of horizon and required return: by hand, against the owner's measures, and for any number of strategies."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from small_case import COMPANY, HISTORY, write
from spread_case import CASE, collapsed, example

from geduld.case import load_case
from geduld.case_records import BASELINE, Strategy
from geduld.decision_map import DecisionMap
from geduld.figure_map import letters
from geduld.horizons import ByHorizon
from geduld.reading_map import owner_map, owner_pairs
from geduld.results import Results, evaluate
from geduld.spread import simulate

OWNERS = ("family", "foundation", "investor", "partner")
MONTHS = 24


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEDULD_CACHE", str(tmp_path_factory.getbasetemp() / "kernels"))


def flat(dividend: float, end: float) -> ByHorizon:
    """The same dividend every month, and an amount beside it at the horizon."""
    before = np.r_[0.0, np.full(MONTHS, dividend)]
    return ByHorizon(before, before + end)


def by_hand(months: int = 12, required: float = 0.0, further: int = 0) -> DecisionMap:
    """Carrying on brings 10 a month; patience 12 but costs 30 at the end; selling 5 and 60 at the end."""
    flows = {BASELINE: flat(10, 0), "patience": flat(12, -30), "sell": flat(5, 60)}
    more = [{s: flat(f.before[1], f.last[1] - f.before[1] + r) for s, f in flows.items()} for r in range(further)]
    return DecisionMap("family", months, required, flows, more)


def test_without_discounting_the_map_is_arithmetic() -> None:
    """Worth at horizon h: 10 h, 12 h - 30, 5 h + 60. At 12: 120, 114, 120: the first two are even. At 24: 240, 258,
    180: patience, 18 ahead. Patience passes carrying on from 2 h >= 30, h = 15; selling from 7 h >= 90, h = 13."""
    found = by_hand()
    assert found.horizons == (12, 24) and found.returns[0] == 0.0 and found.returns[-1] == 0.3
    first, second = found.places[0]
    assert (first.best, first.lead, first.second, first.npv) == (None, 0.0, "sell", 0.0)
    assert (second.best, second.lead, second.second, second.npv) == ("patience", 18.0, BASELINE, 18.0)
    assert found.ahead_from("patience", BASELINE, 0.0) == 15
    assert found.ahead_from("patience", "sell", 0.0) == 13
    assert found.ahead_from("sell", "patience", 0.0) is None
    assert found.ahead_from("sell", BASELINE, 0.0) is None
    assert found.ahead_from(BASELINE, BASELINE, 0.0) == 1


def test_a_required_return_is_discounted_by_hand() -> None:
    """21 % a year at 24 months: the annuity is the sum of 1.21 ** (-t / 12), an end payment counts 1 / 1.21 ** 2."""
    annuity, end = sum(1.21 ** (-t / 12) for t in range(1, 25)), 1.21**-2
    found = by_hand(24, 0.21)
    assert found.own == found.at(0.21, 24)
    assert found.own.npv == pytest.approx(2 * annuity - 30 * end, rel=1e-12)
    assert found.own_lead("patience") == pytest.approx(found.own.lead, rel=1e-12)
    assert found.own_lead("sell") == pytest.approx(3 * -annuity + 90 * end - 4 * annuity, rel=1e-9)


def test_a_lead_has_the_error_of_the_scrambles() -> None:
    """Scramble r adds r to every end payment, to all alike: leads do not move, so their error is nothing."""
    assert by_hand(24, further=3).own.se == pytest.approx(0.0, abs=1e-9)
    flows = by_hand().flows
    others = [{**flows, "patience": flat(12, -30 + shift)} for shift in (-10.0, 10.0)]
    one = replace(by_hand(24), further=others)
    assert one.own.se == pytest.approx(np.sqrt(200.0)), "leads of 8 and 28: their sample deviation"
    assert not one.own.is_sure, "18 is less than two times 14.1"
    even = one.at(0.0, 12)
    assert even.best is None and even.is_sure, "what is worth the same has no lead to doubt"


def test_the_map_reaches_a_higher_return_of_the_owner_itself() -> None:
    assert by_hand(12, 0.405).returns[-1] == 0.41


def test_one_strategy_alone_wins_everywhere_and_leads_nobody() -> None:
    alone = DecisionMap("family", 12, 0.1, {BASELINE: flat(10, 0)})
    assert alone.own.best == BASELINE and alone.own.lead is None and alone.share_won(BASELINE) == 1
    assert alone.own_lead(BASELINE) is None


def test_strategies_that_are_the_same_are_even_everywhere_and_win_nothing() -> None:
    same = DecisionMap("family", 12, 0.1, {BASELINE: flat(10, 0), "other": flat(10, 0)})
    assert {place.best for row in same.places for place in row} == {None}
    assert same.share_won(BASELINE) == same.share_won("other") == 0


# ---- the example ----


@cache
def results() -> Results:
    return evaluate(example())


@cache
def drawn() -> Results:
    return evaluate(example("investor"), simulate(example("investor"), 256, scrambles=2))


@pytest.mark.parametrize("owner", OWNERS)
def test_in_the_own_place_the_map_is_the_owners_npv(owner: str) -> None:
    """Who has no horizon is settled at the end of the case."""
    found, view = results().map(owner), results().views[owner]
    values = {s: float(view.by_draw(s)["npv"]) for s in view.runs}
    first, second, *_ = sorted(values, key=values.__getitem__, reverse=True)
    assert (found.own.best, found.own.second) == (first, second)
    assert found.own.npv == pytest.approx(values[first], rel=1e-9, abs=1e-6)
    assert found.own.lead == pytest.approx(values[first] - values[second], rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("owner", OWNERS)
def test_at_the_time_preference_the_map_is_the_verdict(owner: str) -> None:
    """In the base case the verdict is the largest present value at the time preference: the same place of the map."""
    view = results().views[owner]
    assert results().figure("map.preferred", owner=owner).text == view.verdict()
    place = results().map(owner).at(view.terms.time_preference_pa, view.terms.horizon_months)
    assert place.lead == pytest.approx(view.advantage(view.verdict()), abs=1e-6)


@pytest.mark.parametrize("owner", OWNERS)
def test_any_place_is_the_case_with_those_terms(owner: str) -> None:
    """At 3 years and 5 %, and 7 years and 20 %: the owner's measures of a case that says so."""
    for months, rate in ((36, 0.05), (84, 0.2)):
        said = {f"owner.{owner}.horizon_months": float(months), f"owner.{owner}.required_return_pa": rate}
        view = evaluate(load_case(CASE, said, [owner])).views[owner]
        best = max(view.runs, key=lambda s: float(view.by_draw(s)["npv"]))
        place = results().map(owner).at(rate, months)
        assert place.best == best
        assert place.npv == pytest.approx(float(view.by_draw(best)["npv"]), rel=1e-9, abs=1e-6)


def test_shares_and_even_places_are_the_whole_map() -> None:
    for owner in OWNERS:
        found = results().map(owner)
        even = sum(place.best is None for row in found.places for place in row) / (31 * 10)
        assert sum(map(found.share_won, found.strategies)) + even == pytest.approx(1)


def test_from_the_break_even_horizon_on_it_never_falls_behind() -> None:
    found = results().map("family")
    for rate in (0.0, 0.04, 0.08):
        first = found.ahead_from("invest", BASELINE, rate)
        assert first is not None and first > 1
        worth = found._worth(rate)
        ahead = worth[found.strategies.index("invest")] - worth[found.strategies.index(BASELINE)]
        assert (ahead[first - 1 :] >= -0.005).all() and ahead[first - 2] < -0.005


def test_over_draws_the_own_place_is_the_mean_npv_of_the_spread() -> None:
    """The same draws, all of them: two pages cannot contradict each other."""
    place = drawn().expected_maps["investor"].own
    assert place.best
    mean = drawn().figure("npv.mean", place.best, "investor").value
    assert place.npv == pytest.approx(mean, rel=1e-9)
    assert place.se is not None and place.se > 0
    assert drawn().map("investor") is drawn().expected_maps["investor"]


def test_without_ranges_the_expected_map_is_the_base_map() -> None:
    case = collapsed(example("investor"))
    found = evaluate(case, simulate(case, 128, scrambles=0))
    for row, other in zip(found.base_maps["investor"].places, found.expected_maps["investor"].places, strict=True):
        assert [place.best for place in row] == [place.best for place in other]
        assert [place.lead for place in row] == pytest.approx([place.lead for place in other], rel=1e-6, abs=1e-3)


def test_pairs_are_draw_by_draw_between_all_strategies() -> None:
    """Differences mirror each other; who wins, the other loses; the mean is that of the worths."""
    assert drawn().spread
    one = drawn().spread.owners["investor"].strategies  # type: ignore[union-attr]
    for s, found in one.items():
        assert set(found.pairs) == set(one) - {s}
        for other, pair in found.pairs.items():
            back = one[other].pairs[s]
            assert pair.mean.value == pytest.approx(-(back.mean.value or 0))
            assert pair.mean.value == pytest.approx(found.measures["worth"].mean - one[other].measures["worth"].mean)
            assert (pair.chance_ahead.value or 0) + (back.chance_ahead.value or 0) <= 1
            assert pair.p10.value <= pair.p90.value and pair.mean.se is not None
        other = found.alternative
        assert found.pairs[other].mean.value == pytest.approx(found.measures["advantage"].mean)
        behind = one[other].pairs[s].chance_ahead.value
        assert behind == pytest.approx(found.chance_behind.value)
        assert found.largest_regret.value >= found.measures["regret"].p90


# ---- what is told ----


def many(n: int) -> Results:
    """The example with n strategies: further ones pay out other amounts."""
    case = example("investor")
    payout = case.strategies["payout"]
    lever = next(iter(payout.levers))
    chosen = dict(list(case.strategies.items())[: min(n, 3)])
    for number in range(3, n):
        levers = {**payout.levers, lever: payout.levers[lever] * number / 10}
        label = {"nl": f"Keuze {number}", "en": f"Choice {number}"}
        chosen[f"more{number}"] = Strategy(
            **{**_fields(payout), "id": f"more{number}", "label": label, "levers": levers}
        )
    return evaluate(replace(case, strategies=chosen))


def _fields(strategy: Strategy) -> dict[str, object]:
    return {name: getattr(strategy, name) for name in strategy.__dataclass_fields__}


@pytest.mark.parametrize("n", [1, 2, 5, 8])
def test_any_number_of_strategies_is_told_of_alike(n: int) -> None:
    """Every strategy stands in the text and has the same figures, also where it wins nothing."""
    found = many(n)
    text = owner_map(found, "investor", "en")
    assert len(found.runs) == n
    told = {
        s: {f.id.replace(s, "") for f in found.figures if f.owner == "investor" and f.strategy == s and "map." in f.id}
        for s in found.runs
    }
    assert len({len(ids) for ids in told.values()}) == 1
    for s in found.runs:
        assert f"{found.case.strategies[s].label['en']}: best " in text
    assert len(set(letters({s: found.case.strategies[s].label["en"] for s in found.runs}).values())) == n


def test_letters_are_the_first_of_the_label_where_it_is_free() -> None:
    assert letters({"a": "Invest", "b": "Pay out", "c": "Plain", "d": "<i>"}) == {
        "a": "I",
        "b": "P",
        "c": "L",
        "d": "A",
    }


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_command_line_shows_map_horizons_and_pairs(language: str) -> None:
    text = owner_map(drawn(), "investor", language).replace("\N{NO-BREAK SPACE}", " ")
    pairs = owner_pairs(drawn(), "investor", language)
    assert "30%" in text and ("48 maanden" if language == "nl" else "48 months") in text
    assert text.count("\n") < 40 and pairs.count("±") >= 12
    assert not owner_pairs(results(), "investor", language)


def test_the_json_is_small_and_holds_every_place() -> None:
    said = drawn().to_dict()["compared"]["investor"]
    assert len(json.dumps(said, allow_nan=False)) < 40_000
    found = drawn().expected_maps["investor"]
    assert said["map.expected"]["best"] == [[place.best for place in row] for row in found.places]
    assert said["map.expected"]["own"]["best"] == found.own.best and said["pairs"]["invest"]["payout"]["se_mean"] > 0


def test_a_case_without_owners_has_no_map(tmp_path: Path) -> None:
    folder = write(tmp_path, {"case.toml": COMPANY + HISTORY})
    assert evaluate(load_case(folder, owners=[])).compared() == {}


def test_a_short_case_has_a_short_map(tmp_path: Path) -> None:
    """24 months: two years, and owners without a horizon stand at the end of the second."""
    found = evaluate(load_case(write(tmp_path, {"case.toml": COMPANY + HISTORY})))
    for owner in found.views:
        assert found.map(owner).horizons == (12, 24) and found.map(owner).horizon_months == 24
