"""All worked cases, those of a year in one engine, and what definitions make of them, with a mistake or without."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from plumbline.checking.cases.case import Case, Positions, read_cases
from plumbline.checking.cases.conforming import dated, latest_year, load_cases, positions, with_places
from plumbline.checking.planning import plan
from plumbline.checking.running import Flagged, run
from plumbline.compiling.facts import Library
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import EngineError
from plumbline.rules.book import Book, Definition
from plumbline.rules.compiled import rulebook_of

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
PAGES = SOURCE / "plumbline" / "rules" / "examples"
SHARED_CASES = ROOT.parent / "shared" / "cases"

#: By rule, the rows flagged of each of its cases.
Outcomes = dict[str, list[Positions]]


class CannotRun(Exception):
    """A mistake left something that can't be planned, or that the engine can't run."""


class ExamplesOfYear:
    """The cases of one collection year, loaded once, each as a council of its own."""

    def __init__(self, book: Book, cases: Sequence[Case]):
        self.book = book
        self._cases = [with_places(case, book.written.get(case.code)) for case in cases]

    @cached_property
    def of_rule(self) -> dict[str, list[tuple[int, Case]]]:
        """The cases of each rule, with their places among all."""
        found: dict[str, list[tuple[int, Case]]] = {}
        for at, case in enumerate(self._cases):
            found.setdefault(case.code, []).append((at, case))
        return found

    @cached_property
    def right(self) -> Outcomes:
        """What the rulebook makes of every rule's cases."""
        return self.outcomes({code: self.book.written.get(code) for code in self.of_rule}, self.book.library)

    def outcomes(self, definitions: Mapping[str, Definition | None], library: Library) -> Outcomes:
        """What definitions make of their cases over the facts of a library; None stands for a rule not in force."""
        flagged = self._flagged([one for one in definitions.values() if one], library)
        return {
            code: [positions(one, case, flagged.get(str(at), {}).get(code, {})) for at, case in self.of_rule[code]]
            for code, one in definitions.items()
        }

    def _flagged(self, definitions: Sequence[Definition], library: Library) -> Mapping[str, Flagged]:
        """The rows at fault by case; the rows that were built for it are rolled back."""
        try:
            planned = plan(replace(self.book, library=library), definitions)
        except StopIteration as problem:  # no row that a rule speaks of is of the tables it flags
            raise CannotRun from problem
        self._execute("BEGIN")
        try:
            ran = run(self._execute, replace(planned, counts=()))  # examples say nothing of what was counted
        except EngineError as problem:
            raise CannotRun from problem
        finally:
            self._execute("ROLLBACK")
        if ran.failed:
            raise CannotRun
        return ran.flagged

    @cached_property
    def _engine(self) -> DuckDB:
        engine = DuckDB()
        load_cases(engine.execute, self.book.year, self._cases)
        return engine

    def _execute(self, sql: str) -> list[tuple[object, ...]]:
        return self._engine.execute(sql)


#: The years that have cases, the one with most of them first.
Examples = Mapping[int, ExamplesOfYear]


def read_examples(paths: Iterable[Path] = (PAGES, SHARED_CASES)) -> Examples:
    """The cases of those files and folders that are here, of all rules that the rulebook has."""
    by_year: dict[int, list[Case]] = {}
    for case in read_cases(path for path in paths if path.exists()):
        if latest := latest_year(case.code, rulebook_of):
            one = case if case.year else dated(case, latest)
            by_year.setdefault(one.year, []).append(one)
    most_first = sorted(by_year, key=lambda year: -len(by_year[year]))
    return {year: ExamplesOfYear(rulebook_of(year), by_year[year]) for year in most_first}
