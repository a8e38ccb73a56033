"""Nothing is left out: every rule has its page, its examples and words of its own, and stands up to any return."""

import ast
import inspect
import re
from functools import cache
from pathlib import Path

import pytest

import plumbline.rules
from plumbline.checking.cases.case import Case, collection_dates, read_cases
from plumbline.checking.cases.conforming import conform, dated, latest_year, load_cases
from plumbline.checking.planning import plan
from plumbline.checking.running import run
from plumbline.engine.native import DuckDB
from plumbline.model import ssda903
from plumbline.rules.compiled import every_definition, rulebook_of
from plumbline.rules.declare import rulebook
from plumbline.rules.rows import rows_of_rules
from plumbline.rules.rulebooks import years
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR

RULES = Path(plumbline.rules.__path__[0])
PAGES = RULES / "examples"
#: The specification stands outside the project; its words must not be found in it.
SPECIFICATION = Path(__file__).parents[3] / "shared" / "rules"
THEMES = sorted(path for path in (RULES / "themes").glob("*.py") if path.stem != "__init__")


@cache
def examples() -> list[Case]:
    return [
        case if case.year else dated(case, latest_year(case.code, rulebook_of) or 0) for case in read_cases([PAGES])
    ]


def latest_titles() -> dict[str, str]:
    return {rule.code: rule.title for rule in sorted(rulebook(), key=lambda rule: rule.until or LAST_YEAR)}


def test_every_rule_has_a_page_and_every_page_a_rule():
    """Where this fails for a new rule, write its page: rules/examples/CODE.md."""
    assert {path.stem for path in PAGES.glob("*.md")} == {rule.code for rule in rulebook()}


def test_a_page_is_named_as_its_rule():
    titles = {path.stem: path.read_text("utf-8").partition("\n")[0] for path in PAGES.glob("*.md")}
    assert titles == {code: f"# {code}: {title}" for code, title in latest_titles().items()}


def test_every_example_comes_out_as_its_page_says():
    wrong = [f"{o.case.code}, {o.case.year}: {o.case.name}" for o in conform(examples(), rulebook_of) if not o.passed]
    assert not wrong


def test_every_page_has_a_row_that_fails_and_one_that_passes():
    failing = {case.code for case in examples() if any(case.expected.values())}
    passing = {case.code for case in examples() if _passing_rows(case)}
    assert failing == passing == {rule.code for rule in rulebook()}


def _passing_rows(case: Case) -> int:
    flags = {str(flag) for one in every_definition() if one.code == case.code for flag in one.flags}
    rows = sum(len(case.tables.get(flag, ())) for flag in flags)
    return rows - sum(len(marked) for marked in case.expected.values())


def test_every_definition_in_force_has_an_example_in_its_years():
    shown = {(case.code, case.year) for case in examples()}
    without = [
        f"{one.code} from {one.since}"
        for one in every_definition()
        if not one.withdrawn
        and not any((one.code, year) in shown for year in years() if one.since <= year <= (one.until or year))
    ]
    assert not without


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_an_empty_return_has_no_findings(year):
    assert _run_all(year, rows=0, text="") == ({}, {})


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", "~", "31/02/2024", "0", "💥 '\"%_\\"])
@pytest.mark.parametrize("year", [FIRST_YEAR, LAST_YEAR])
def test_no_rule_fails_on_missing_values_or_garbage(year, text):
    _, failed = _run_all(year, rows=3, text=text)
    assert not failed


def _run_all(year: int, rows: int, text: str) -> tuple[dict[str, object], dict[str, str]]:
    """What every rule makes of a return, this year's and last year's, of nothing but the one value."""
    start, end = collection_dates(year, {})
    given = {
        f"{name}{last}": [dict.fromkeys((field.name for field in table.fields), text) for _ in range(rows)]
        for name, table in ssda903().tables.items()
        for last in ("", "_last")
    }
    case = Case("", year, "", start, end, given, {}, {}, "E10000001", "xml", [{"URN": text}])
    execute = DuckDB().execute
    load_cases(execute, year, [case])
    book = rulebook_of(year)
    ran = run(execute, plan(book, book.in_force.values()))
    return dict(ran.flagged), dict(ran.failed)


@pytest.mark.parametrize("path", THEMES, ids=lambda path: path.stem)
def test_a_theme_is_short_and_names_each_function_once(path):
    source = path.read_text("utf-8")
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    assert len(source.splitlines()) <= 300
    assert len({function.name for function in functions}) == len(functions)
    assert not [function.name for function in functions if _body_lines(function) > 10]


def _body_lines(function: ast.FunctionDef) -> int:
    body = [node for node in function.body if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_every_parameter_names_a_row_of_the_return():
    known = {f"{row}{last}" for row in rows_of_rules() for last in ("", "_last")} - {"child", "child_last"}
    named = {
        name
        for rule in rulebook()
        for p in rule.parts
        if not p.over
        for name in inspect.signature(p.condition).parameters
    }
    assert {"episode", "episode_last", "header"} <= named <= known


def test_no_title_or_fix_is_the_specifications():
    yaml = pytest.importorskip("yaml")
    if not SPECIFICATION.exists():
        pytest.skip("the specification ../shared/rules is not here")
    entries = [
        entry
        for path in sorted(SPECIFICATION.glob("*.yaml"))
        if isinstance(listed := yaml.safe_load(path.read_text("utf-8")), list)
        for entry in listed
    ]
    theirs: dict[str, set[str]] = {}
    for entry in entries:
        words = [str(entry.get(key, "")) for key in ("title", "fix", "logic", "note")]
        theirs.setdefault(str(entry["code"]), set()).update(*map(_sentences, words))
    copied = [
        f"{rule.theme} {rule.code}: {sentence}"
        for rule in rulebook()
        for sentence in {*_sentences(rule.title), *_sentences(rule.fix)} & theirs.get(rule.code, set())
    ]
    assert not copied


def _sentences(text: str) -> set[str]:
    """Sentences of at least five words, whatever their case, spacing and full stop."""
    found = (" ".join(sentence.lower().split()).rstrip(".;") for sentence in [text, *re.split(r"(?<=[.;])\s", text)])
    return {sentence for sentence in found if sentence.count(" ") >= 4}
