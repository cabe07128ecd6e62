"""The difference between two strategies: exact sums, mirrored lines, and bars that a case of their own confirms."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest
import small_case
from click.testing import CliRunner
from example_draws import case as example_case

from geduld import explain as explain_module
from geduld import model
from geduld.case import load_case
from geduld.cli import cli
from geduld.engine import ByMonth
from geduld.errors import CaseError, GeduldError
from geduld.explain import INTERACTION, TOTAL, Explained, explain, group_of, groups
from geduld.marks import Value
from geduld.reading_explain import explained_json, explained_report, group_name
from geduld.results import Results, evaluate
from geduld.sensitivity_bench import Bench
from geduld.waterfall import waterfall

HISTORY = {"case.toml": small_case.COMPANY + small_case.HISTORY}
PAIRS = list(permutations(("baseline", "invest", "payout"), 2))


@cache
def results() -> Results:
    return evaluate(example_case())


@cache
def found(start: str, end: str) -> dict[str | None, Explained]:
    return {one.owner: one for one in explain(results(), start, end)}


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_both_ways_add_up_to_the_difference_for_the_company_and_every_owner(pair: tuple[str, str]) -> None:
    start, end = pair
    assert [*found(*pair)] == [None, *results().case.owners]
    for owner, one in found(*pair).items():
        for steps in (one.by_line, one.by_lever):
            assert sum(step.value for step in steps[:-1]) == pytest.approx(one.total, abs=1e-6)
            assert (steps[-1].id, steps[-1].value, steps[-1].is_total) == (TOTAL, one.total, True)
        assert [step.id for step in one.by_lever[:-2]] == [*groups(results().case, start, end)]
        if owner:
            view = results().views[owner]
            assert one.total == pytest.approx(view.worth(end) - view.worth(start), abs=1e-9)


def test_the_companys_total_is_what_it_pays_out_and_keeps_more() -> None:
    """Distribution plus change in cash over all months, as the changes of the edition add up to."""
    paid = [results().monthly("distribution", s).sum() + results().monthly("cash", s)[-1] for s in ("invest", "payout")]
    assert found("payout", "invest")[None].total == pytest.approx(paid[0] - paid[1], abs=1e-6)


def test_the_way_back_has_the_same_lines_with_the_other_sign() -> None:
    """By lever it has not: an effect from the other side is another effect. The totals are each other's opposite."""
    for owner, one in found("payout", "invest").items():
        back = found("invest", "payout")[owner]
        lines, mirrored = ({step.id: step.value for step in way.by_line} for way in (one, back))
        assert lines == pytest.approx({name: -value for name, value in mirrored.items()}, abs=1e-6)


@pytest.mark.parametrize("group", ["payout", "contact", "track.internal"])
def test_a_bar_is_a_case_in_which_only_that_group_is_set_otherwise(group: str) -> None:
    """Payout with one group of levers as investing sets them, loaded as a strategy and run for itself."""
    case = example_case()
    one, other = (case.strategies[s] for s in ("payout", "invest"))
    levers = {key: value for key, value in one.levers.items() if group_of(case, key) != group}
    levers |= {key: value for key, value in other.levers.items() if group_of(case, key) == group}
    made = replace(case, strategies={s: case.strategies[s] for s in ("baseline", "payout")})
    made = replace(made, strategies={**made.strategies, "between": replace(one, id="between", levers=levers)})
    view = evaluate(made).views["family"]
    bars = {step.id: step.value for step in found("payout", "invest")["family"].by_lever}
    assert bars[group] == pytest.approx(view.worth("between") - view.worth("payout"), abs=1e-6)


def test_of_two_that_set_the_same_nothing_is_left(tmp_path: Path) -> None:
    """A strategy with the levers of investing, half of them said for all tracks: no group, no line, no difference."""
    again = {"strategies/again.toml": small_case.INVEST.replace("trained_share", "track.internal.trained_share")}
    again["strategies/again.toml"] += "track.customer.trained_share = 1\ntrack.market.trained_share = 1\n"
    made = evaluate(load_case(small_case.write(tmp_path, again | HISTORY)))
    assert groups(made.case, "invest", "again") == ()
    for one in explain(made, "invest", "again"):
        assert [(step.id, step.value) for step in one.by_line] == [(TOTAL, 0)]
        assert [(step.id, step.value) for step in one.by_lever] == [(INTERACTION, 0), (TOTAL, 0)]


def test_what_is_set_for_all_tracks_is_a_group_for_each(tmp_path: Path) -> None:
    """Investing says `trained_share = 1` once; by lever it is what each of the three tracks does."""
    made = evaluate(load_case(small_case.write(tmp_path, HISTORY)))
    tracks = ("track.customer", "track.internal", "track.market")
    for one in explain(made, "baseline", "invest"):
        assert [step.id for step in one.by_lever] == [*tracks, INTERACTION, TOTAL]
        assert all(step.value for step in one.by_lever[:3])


def test_one_group_alone_leaves_nothing_to_the_interaction(tmp_path: Path) -> None:
    """Two strategies that differ in one track only: its bar is the whole difference."""
    one = {"strategies/one.toml": small_case.INVEST.replace("trained_share", "track.internal.trained_share")}
    made = evaluate(load_case(small_case.write(tmp_path, one | HISTORY)))
    for way in explain(made, "baseline", "one"):
        bars = {step.id: step.value for step in way.by_lever}
        assert bars == {"track.internal": way.total, INTERACTION: 0, TOTAL: way.total}
        assert way.total != 0


def test_a_group_the_model_cannot_compute_alone_is_named_and_stays_in_the_interaction(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The sum still is exact; the other bars are what they were."""
    known = model.values

    def values(case: object, strategy: str, draws: object = None) -> dict[str, Value | ByMonth]:
        if strategy.endswith("+contact"):
            raise CaseError("no answer")
        return known(case, strategy, draws)  # type: ignore[arg-type]

    before = {step.id: step.value for step in found("payout", "invest")["family"].by_lever}
    monkeypatch.setattr(model, "values", values)
    one = explain(results(), "payout", "invest", ("family",))[0]
    after = {step.id: step.value for step in one.by_lever}
    assert one.unable == ("contact",)
    assert after[INTERACTION] == pytest.approx(before[INTERACTION] + before["contact"])
    assert after == pytest.approx({**after, **{k: before[k] for k in after if k not in (INTERACTION, "contact")}})


@pytest.mark.parametrize("compiled", [False, True])
def test_a_strategy_that_cannot_be_is_refused_with_line_and_month(compiled: bool) -> None:
    """More staff cut than there are: the bench says what is wrong, as a run of the case does, and gives no number."""
    case = example_case()
    cut = case.strategies["cut"]
    worse = replace(cut, id="cut+", levers={**cut.levers, "staff_cut_share": 1.5})
    with pytest.raises(GeduldError, match=r"month \d+"):
        Bench(case, (), compiled).worth(worse)


def test_levers_that_are_chosen_together_are_one_group() -> None:
    case = example_case()
    assert group_of(case, "track.market.rollout_months") == "track.market"
    assert group_of(case, "broadcast_moved_share") == group_of(case, "channel.visit.contact_mix_share") == "contact"
    assert group_of(case, "broadcast_extra_share") == group_of(case, "broadcast_extra_months") == "broadcast"
    assert groups(case, "payout", "invest")[0] == "payout"


def test_a_strategy_that_is_not_there_is_refused_with_a_near_match() -> None:
    with pytest.raises(CaseError, match=r"payot: there is no such strategy; .*did you mean 'payout'"):
        explain(results(), "payot", "invest")
    with pytest.raises(CaseError, match=r"--to: invest: is the strategy it starts from; allowed: baseline, .*payout"):
        explain(results(), "invest", "invest")


def test_the_waterfall_goes_from_any_strategy_to_any_other() -> None:
    """The steps from payout to investing are those of investing less those of payout, both from the baseline."""
    view = results().views["partner"]
    one, other = (waterfall(view, s) for s in ("invest", "payout"))
    steps = {a.id: a.value - b.value for a, b in zip(one, other, strict=True)}
    assert {s.id: s.value for s in waterfall(view, "invest", "payout")} == pytest.approx(steps, abs=1e-6)
    assert not any(step.value for step in waterfall(view, "invest", "invest"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_printed_for_the_company_and_every_owner(language: str) -> None:
    case = example_case()
    text = explained_report(case, "payout", "invest", language)
    assert all(owner.name in text for owner in case.owners.values())
    assert case.name in text
    assert text.count(group_name(INTERACTION, language)) == 1 + len(case.owners)
    assert "_" not in text.replace(case.id, "")


def test_the_json_has_every_step_with_its_names() -> None:
    read = json.loads(explained_json(example_case(), "payout", "invest"))
    assert [one["owner"] for one in read] == [None, *example_case().owners]
    for one in read:
        assert sum(step["value"] for step in one["by_lever"] if step["id"] != TOTAL) == pytest.approx(one["total"])
        assert all({"nl", "en"} == set(step["label"]) for step in one["by_line"])


def test_simple_effects_and_one_interaction_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worth 100; with only the one group 110, only the other 95, both 112: +10, -5, and 112 - 100 - 10 + 5 = +7."""
    worth = {"payout": 100.0, "contact": 110.0, "track.market": 95.0, "invest": 112.0}
    pair = explain_module._Pair(results(), "payout", "invest", Bench(results().case, ()))
    monkeypatch.setattr(pair, "_worth", lambda _, strategy: worth[strategy])
    pair.__dict__["between"] = {group: {"": worth[group]} for group in ("contact", "track.market")}
    bars = {step.id: step.value for step in pair.explained(None).by_lever}
    assert bars == {"contact": 10, "track.market": -5, INTERACTION: 7, TOTAL: 12}


def test_the_command_takes_two_strategies_and_some_owners(tmp_path: Path) -> None:
    folder = str(small_case.write(tmp_path, HISTORY))
    asked = ["explain", folder, "--from", "baseline", "--to", "invest", "--owner", "anna"]
    told, data = (CliRunner().invoke(cli, [*asked, *more]) for more in ((), ("--json",)))
    assert (told.exit_code, data.exit_code) == (0, 0)
    assert "Anna" in told.output and "Ben" not in told.output
    assert [one["owner"] for one in json.loads(data.output)] == [None, "anna"]
    wrong = CliRunner().invoke(cli, ["explain", folder, "--from", "baseline", "--to", "invst"])
    assert isinstance(wrong.exception, CaseError)
    assert "did you mean 'invest'" in str(wrong.exception)
