"""All editions of a case: whole or not at all, one beside the other, and the same bytes every time."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from editions.shared import CASE, DATED, DRAWS, HOSTILE, OWNERS, example, folder, hostile_case, rendered, results

from geduld.case import load_case
from geduld.editions import batch
from geduld.editions.batch import Task, figures, put_in_place, record_of, render, render_editions, tasks
from geduld.errors import CaseError, ClaimError, RenderError
from geduld.results import evaluate
from geduld.spread_cache import spread_of

FILES = ["edition.html", "edition.ipynb", "results.json"]
MARKER = 612_345


def tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def task(out: Path, **parameters: Any) -> Task:
    """The family's edition in Dutch, to be written below `out`."""
    simulated = {"draws": DRAWS.n, "seed": DRAWS.seed, "scrambles": DRAWS.scrambles}
    named = {"case": CASE, "owner": "family", "language": "nl", "own_values": "", "dated": DATED}
    given = {**named, **simulated, **parameters}
    return Task(batch.OWNER_NOTEBOOK, given, out / CASE / "family" / "nl")


def test_every_owner_the_company_and_the_director_get_three_files_per_language() -> None:
    found = sorted(tree(rendered()))
    assert found == sorted(
        f"{who}/{lang}/{file}"
        for who in (*OWNERS, "business_case", "director")
        for lang in ("nl", "en")
        for file in FILES
    )
    assert list(rendered().rglob(".*")) == []


@pytest.mark.parametrize("owner", OWNERS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_results_json_holds_what_the_engine_computes(owner: str, language: str) -> None:
    case = load_case(example(), owners=[owner])
    computed = {f.claim_id: f for f in evaluate(case, spread_of(case, DRAWS.n, DRAWS.seed, DRAWS.scrambles)).figures}
    written = figures(results(owner, language))
    assert set(computed) <= set(written)
    for claim_id, figure in computed.items():
        assert written[claim_id].text == figure.text
        assert written[claim_id].value == (None if figure.value is None else pytest.approx(figure.value, rel=1e-12))


def test_results_json_says_what_it_rests_on() -> None:
    said = results("family", "nl")
    assert said["schema"] == "geduld.results/1" and said["seed"] == DRAWS.seed and said["basis"] == "draws"
    assert said["owner"] == "family" and said["language"] == "nl" and said["dated"] == DATED
    assert {"python", "geduld", "numpy", "pandas", "plotly", "papermill"} <= set(said["versions"])
    assert len(said["hashes"]["model"]) == len(said["hashes"]["data"]) == 16
    course = next(i for i in said["inputs"] if i["key"] == "course_price")
    assert {"base", "unit", "grade", "evidence", "ready", "price_level", "placeholder"} <= set(course)
    assert all({"claim_id", "unit", "label", "convention"} <= set(figure) for figure in said["figures"])
    assert said["blocks"][0]["id"] == "letter" and len(said["claims"]) > 15


def test_both_languages_show_the_same_figures() -> None:
    nl, en = ({k: f.value for k, f in figures(results("family", language)).items()} for language in ("nl", "en"))
    assert nl == en


def test_two_owners_do_not_get_the_same_figures() -> None:
    """Several generators in the wild show the last edition's figures in every edition."""
    family, partner = (figures(results(owner, "nl")) for owner in ("family", "partner"))
    assert family["family.invest.npv"].value != partner["partner.invest.npv"].value


def test_the_hash_of_the_data_leaves_other_owners_out() -> None:
    copy = folder() / CASE
    shutil.copytree(example(), copy)
    path = copy / "owners" / "partner.toml"
    before = path.read_text("utf-8")
    path.write_text(before.replace("loan_at_start = 300000", f"loan_at_start = {MARKER}"), "utf-8")
    assert path.read_text("utf-8") != before
    from geduld.editions.notebook import owner_edition
    from geduld.editions.record import data_hash

    changed, same = (data_hash(owner_edition(str(copy), owner).edition) for owner in ("partner", "family"))
    assert same == results("family", "nl")["hashes"]["data"]
    assert changed != results("partner", "nl")["hashes"]["data"]


def test_a_marker_in_one_owners_terms_is_in_no_file_of_another() -> None:
    copy, out = folder() / "marked", folder()
    shutil.copytree(example(), copy)
    path = copy / "owners" / "partner.toml"
    text = (
        path.read_text("utf-8")
        .replace("loan_at_start = 300000", f"loan_at_start = {MARKER}")
        .replace("J. Bakker", "Q. Markeur")
    )
    assert str(MARKER) in text and "Markeur" in text
    path.write_text(text, "utf-8")
    overrides = {"owner.partner.other_income_pm": 4321.5, "owner.family.return_elsewhere_pa": 0.0345}
    assert render_editions(copy, out=out, overrides=overrides, progress=False) == 0
    files = tree(out)
    theirs = [name for name in files if "/partner/" not in name and "/director/" not in name]
    assert len(theirs) == 3 * (len(OWNERS) - 1) + 6
    for name in theirs:
        for marker in (str(MARKER), "612.345", "612,345", "Markeur", "4321.5", "partner.toml", "owner.partner"):
            assert marker.encode() not in files[name], (name, marker)
    with_family = {name.split("/")[1] for name in files if name.endswith("results.json") and b"0.0345" in files[name]}
    assert with_family == {"family", "director"}
    told = [name for name in files if "/director/" in name and str(MARKER).encode() in files[name]]
    assert {Path(name).name for name in told} >= {"results.json"}, "the director sees the terms of all"


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    render(task(tmp_path))
    assert tree(tmp_path / CASE / "family" / "nl") == tree(rendered() / "family" / "nl")


def test_one_failing_owner_does_not_stop_the_others_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = nbformat.read(batch.OWNER_NOTEBOOK, as_version=4)
    whole.cells.append(nbformat.v4.new_code_cell('assert owner != "family", "on purpose"'))
    nbformat.write(whole, tmp_path / "05.ipynb")
    monkeypatch.setattr(batch, "OWNER_NOTEBOOK", tmp_path / "05.ipynb")
    assert render_editions(example(), languages=["en"], out=tmp_path / "out", progress=False) == 1
    assert capsys.readouterr().err == "geduld: family/en: not written: 05.ipynb: AssertionError: on purpose\n"
    made = {name.split("/")[1] for name in tree(tmp_path / "out")}
    assert made == {*OWNERS, "business_case", "director"} - {"family"}


def test_when_rendering_fails_the_version_before_it_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(rendered(), tmp_path / CASE)
    before = tree(tmp_path)
    monkeypatch.setattr(batch.html, "page", lambda *_: (_ for _ in ()).throw(RenderError("edition.html: no")))
    with pytest.raises(RenderError):
        render(task(tmp_path))
    assert tree(tmp_path) == before


def test_a_claim_that_fails_in_the_record_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = nbformat.read(rendered() / "family" / "nl" / "edition.ipynb", as_version=4)
    for figure in record_of(done)["figures"]:
        if figure["claim_id"] == "family.invest.advantage":
            figure["value"] = -figure["value"]
    monkeypatch.setattr(batch, "execute", lambda *_: done)
    with pytest.raises(ClaimError, match=r"does not hold: family\.invest\.advantage"):
        render(task(tmp_path))
    assert tree(tmp_path) == {} and not list(tmp_path.rglob("nl"))


def test_a_notebook_without_its_record_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "execute", lambda *_: nbformat.v4.new_notebook())
    with pytest.raises(RenderError, match="carries 0 records"):
        render(task(tmp_path))
    assert tree(tmp_path) == {}


def test_a_folder_that_cannot_be_made_is_an_error_of_rendering(tmp_path: Path) -> None:
    (tmp_path / CASE).write_text("a file in the way")
    with pytest.raises(RenderError, match="cannot be written"):
        render(task(tmp_path))


def test_a_move_that_was_interrupted_is_repaired(tmp_path: Path) -> None:
    made, before = tmp_path / "made", tmp_path / ".nl.before"
    for place, text in ((made, "new"), (before, "old")):
        place.mkdir()
        (place / "edition.html").write_text(text)
    put_in_place(made, tmp_path / "nl")
    assert tree(tmp_path) == {"nl/edition.html": b"new"}


def test_names_that_are_no_names_make_no_other_files(tmp_path: Path) -> None:
    owners = ["path", "script"]
    assert render_editions(hostile_case(), owners=owners, out=tmp_path / "a" / "b", progress=False) == 0
    top = {path.relative_to(tmp_path).parts[:4] for path in tmp_path.rglob("*.html")}
    assert top == {("a", "b", "hostile", who) for who in (*owners, "business_case")}
    notebook = (tmp_path / "a" / "b" / "hostile" / "script" / "nl" / "edition.ipynb").read_text("utf-8")
    assert (
        HOSTILE["script"] not in notebook.replace(json.dumps(HOSTILE["script"])[1:-1], "", 10)
        or "&lt;script&gt;" in notebook
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"owners": ["famly"]}, "there is no such owner"),
        ({"languages": ["de"]}, "--language: de: there is no such language; allowed: nl, en"),
        ({"overrides": {"course_prize": 1.0}}, "did you mean 'course_price'"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_written(tmp_path: Path, arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(CaseError, match=said):
        render_editions(example(), out=tmp_path, progress=False, **arguments)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("taken", ["business_case", "director"])
def test_an_owner_may_not_be_called_like_the_folder_of_another_edition(tmp_path: Path, taken: str) -> None:
    copy = tmp_path / CASE
    shutil.copytree(example(), copy)
    (copy / "owners" / "partner.toml").rename(copy / "owners" / f"{taken}.toml")
    with pytest.raises(CaseError, match="that is the folder of another edition"):
        render_editions(copy, out=tmp_path / "out", progress=False)


def test_without_a_language_an_owner_reads_the_own(tmp_path: Path) -> None:
    planned = list(tasks(load_case(example()), [], tmp_path, {}, ""))
    assert [one.name for one in planned] == [
        "family/nl", "foundation/nl", "investor/nl", "partner/en", "business_case/nl", "business_case/en",
        "director/nl", "director/en",
    ]  # fmt: skip


def test_some_of_the_owners_make_no_edition_of_all_of_them(tmp_path: Path) -> None:
    planned = tasks(load_case(example(), owners=["partner"]), [], tmp_path, {}, "", whole=False)
    assert [one.name for one in planned] == ["partner/en", "business_case/en"]


def test_what_a_reader_put_beside_an_edition_stays(tmp_path: Path) -> None:
    """Notes and folders beside the edition's own files are there after the next rendering too."""
    made, target = tmp_path / "made", tmp_path / "nl"
    for place in (made, target, target / "mine"):
        place.mkdir()
    (made / "edition.html").write_text("new")
    (target / "edition.html").write_text("old")
    (target / "notes.txt").write_text("keep")
    (target / "mine" / "sheet.csv").write_text("keep")
    put_in_place(made, target)
    assert tree(target) == {"edition.html": b"new", "notes.txt": b"keep", "mine/sheet.csv": b"keep"}
