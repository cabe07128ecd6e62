"""The house rules for the package and its words; CONTRIBUTING.md says them for people."""

from __future__ import annotations

import ast
import re
import statistics
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

from house import (
    ROOT,
    Function,
    body_lines,
    definitions,
    imported,
    kept_files,
    modules,
    place,
    public,
    room,
    room_of,
    words_used,
)

import geduld

LAYERS = [
    {"__init__", "errors", "marks"},
    {"engine"},
    {"tables"},
    {"dated"},
    {"assumptions", "evidence"},
    {
        "case",
        "case_records",
        "case_files",
        "case_owners",
        "case_checks",
        "case_balance",
        "case_accounts",
        "case_accounts_feed",
        "case_account_mapping",
        "case_trial_balance",
        "case_likeness",
        "case_curves",
        "churn_curve",
        "case_tax",
        "case_market",
        "case_strategies",
        "case_strategies_autonomy",
        "case_suppliers",
        "case_branches",
        "families",
        "overrides",
        "ready",
    },
    {
        "draws",
        "draws_register",
        "draws_sequence",
        "draws_events",
        "correlation",
        "correlation_pairs",
        "correlation_matrix",
    },
    {"formulas"},
    {"valuation", "valuation_irr", "owners", "compiled"},
    {
        "model",
        "waterfall",
        "exit_bridge",
        "funding",
        "company_measures",
        "spread",
        "spread_blocks",
        "spread_records",
        "spread_summary",
        "horizons",
        "decision_map",
    },
    {"conventions"},
    {"conventions_presets", "convention_flows"},
    {"sensitivity_bench", "sensitivity_grades", "sensitivity_intervals", "value_of_information"},
    {"sensitivity_tornado", "sensitivity_switch", "sensitivity_shares"},
    {"sensitivity_information"},
    {"strongest_search"},
    {"sensitivity", "strongest_case", "strongest_draws"},
    {"sensitivity_screening"},
    {"sensitivity_sobol", "sensitivity_ranges"},
    {
        "claims",
        "words",
        "figure",
        "figure_spread",
        "figure_churn",
        "legal_flags",
        "figure_conventions",
        "figure_map",
        "results",
        "futures",
        "reconciliation",
        "changes",
        "explain",
        "charts",
        "calibrate",
    },
    {
        "document",
        "reading",
        "reading_baseline",
        "reading_flags",
        "reading_increments",
        "reading_map",
        "reading_sale",
        "reading_conventions",
        "reading_spread",
        "reading_sensitivity",
        "reading_matters",
        "reading_futures",
        "reading_driver",
        "reading_information",
        "reading_explain",
        "reading_strongest",
        "kept",
        "spread_cache",
        "drawing",
        "new_case",
        "editions",
        "explore",
    },
    {"cli", "__main__"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
MODEL = {name for name in RANK if RANK[name] <= RANK["sensitivity"]}
WITHOUT_FILES = {"errors", "marks", "engine", "formulas", "valuation", "owners", "model"}
FILE_WORDS = {
    "open",
    "read_text",
    "write_text",
    "read_bytes",
    "write_bytes",
    "Path",
    "tomllib",
    "csv",
    "shutil",
}

# Written in two parts: the rule holds for this file too.
HOSTS = {
    f"{name}.{end}"
    for end, names in {
        "org": ["pypi", "pythonhosted", "npmjs", "anaconda"],
        "com": ["npmjs", "unpkg", "cloudflare", "googleapis", "gstatic", "bootstrapcdn"],
        "net": ["jsdelivr"],
        "ly": ["plot"],
        "dev": ["skypack"],
    }.items()
    for name in names
}


def own_imports() -> list[tuple[Path, ast.AST, str]]:
    """Every import of the package by the package: file, statement, room that is read."""
    names = [(path, node, name) for path, tree in modules().items() for name, node in imported(path, tree)]
    return [(path, node, room_of(name)) for path, node, name in names if name.split(".")[0] == "geduld"]


def says_why(path: Path, function: Function) -> bool:
    """Whether a long function gives its reason."""
    lines = path.read_text("utf-8").splitlines()[function.lineno - 1 : function.end_lineno]
    return any(re.search(r"# long: \w+", line) for line in lines)


def test_every_module_has_a_layer() -> None:
    assert {room(path) for path in modules()} - set(RANK) == set(), "place it in LAYERS"


def test_dependencies_point_one_way() -> None:
    known = [(path, node, read) for path, node, read in own_imports() if room(path) in RANK and read in RANK]
    wrong = [(path, node, read) for path, node, read in known if RANK[read] > RANK[room(path)]]
    assert [f"{place(path, node)}: {room(path)} reads {read}" for path, node, read in wrong] == []


def test_no_rooms_read_each_other_in_a_circle() -> None:
    graph: dict[str, set[str]] = {room(path): set() for path in modules()}
    for path, _, read in own_imports():
        graph[room(path)] |= {read} - {room(path), "__init__"}
    assert "errors" in list(TopologicalSorter(graph).static_order())


def test_the_model_needs_only_numpy_and_scipy() -> None:
    allowed = {"geduld", "numpy", "scipy", *sys.stdlib_module_names}
    model = [(path, tree) for path, tree in modules().items() if room(path) in MODEL]
    names = [(path, node, name) for path, tree in model for name, node in imported(path, tree)]
    assert [f"{place(p, node)}: {name}" for p, node, name in names if name.split(".")[0] not in allowed] == []


def test_engine_formulas_and_measures_touch_no_files() -> None:
    pure = [(path, tree) for path, tree in modules().items() if room(path) in WITHOUT_FILES]
    used = [(path, node, words_used(node) & FILE_WORDS) for path, tree in pure for node in ast.walk(tree)]
    assert [f"{place(path, node)}: {words}" for path, node, words in used if words] == []


def test_no_function_is_longer_than_25_lines_without_a_reason() -> None:
    found = [(path, f, body_lines(f)) for path, tree in modules().items() for f in definitions(tree)]
    long = [(path, f, length) for path, f, length in found if length > 25 and not says_why(path, f)]
    assert [f"{place(path, f)}: {f.name}: {length} lines" for path, f, length in long] == []


def test_the_median_function_has_at_most_4_lines() -> None:
    assert statistics.median(body_lines(f) for tree in modules().values() for f in definitions(tree)) <= 4


def test_no_file_is_longer_than_300_lines() -> None:
    files = [path for path in kept_files() if path.suffix == ".py"]
    lengths = {place(path): len(path.read_text("utf-8").splitlines()) for path in files}
    assert {where: length for where, length in lengths.items() if length > 300} == {}


def test_everything_public_says_what_it_is() -> None:
    trees = modules().items()
    nodes = [(path, n, n.name) for path, tree in trees for n in public(tree)]
    told = [(path, tree, "the module") for path, tree in trees] + nodes
    assert [f"{place(path, n)}: {name}" for path, n, name in told if not ast.get_docstring(n)] == []


def test_everything_public_is_typed() -> None:
    found = [(path, f) for path, tree in modules().items() for f in public(tree)]
    functions = [(path, f) for path, f in found if not isinstance(f, ast.ClassDef)]
    assert [f"{place(path, f)}: {f.name}" for path, f in functions if f.returns is None] == []


def test_the_version_is_the_same_in_both_places() -> None:
    assert geduld.__version__ == tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def test_no_retired_name_comes_back() -> None:
    register = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    retired = re.findall(r"^\| `([a-z_ ]+)` \| ", register, re.MULTILINE)
    assert "scenario" in retired
    pattern = re.compile(rf"(?<![a-z_])({'|'.join(retired)})s?(?![a-z])", re.IGNORECASE)
    read = {".py", ".toml", ".ipynb", ".j2", ".html"}
    files = [path for path in kept_files() if path.suffix in read and path != Path(__file__).resolve()]
    found = [(path, pattern.search(path.read_text("utf-8"))) for path in files]
    assert [f"{place(path)}: {match.group()}" for path, match in found if match] == []


def test_no_host_that_a_page_or_an_installation_would_call() -> None:
    texts = {path: path.read_bytes().decode("utf-8", "ignore").lower() for path in kept_files()}
    wrong = [f"{place(path)}: {host}" for path, text in texts.items() for host in HOSTS if host in text]
    assert wrong == []


def test_no_test_is_left_out_quietly() -> None:
    leave_out = {"skip", "skipif", "xfail", "importorskip", "skipTest"}
    trees = {path: ast.parse(path.read_text("utf-8")) for path in (ROOT / "tests").rglob("*.py")}
    nodes = [(path, node) for path, tree in trees.items() for node in ast.walk(tree)]
    attributes = [(path, node) for path, node in nodes if isinstance(node, ast.Attribute)]
    assert [f"{place(path, n)}: {n.attr}" for path, n in attributes if n.attr in leave_out] == []
