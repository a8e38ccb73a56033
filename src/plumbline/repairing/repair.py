"""Repairs a return: proposes, tries, keeps what holds, and goes on until nothing more can be repaired."""

import csv
import io
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PureWindowsPath

from plumbline.checking.check import check
from plumbline.checking.resources import Resources
from plumbline.checking.result import Result
from plumbline.faults import BadInput
from plumbline.model import ssda903
from plumbline.progress import Progress, unheard
from plumbline.reading.find import read_sources
from plumbline.reading.returns import LoadedTable, Note, Return, Source
from plumbline.reading.writing.rewriting import Place, rewritten
from plumbline.reference.postcodes import PostcodeDirectory
from plumbline.reference.providers import Provider
from plumbline.repairing.damage import suspects
from plumbline.repairing.declare import KINDS
from plumbline.repairing.evidence import Evidence
from plumbline.repairing.outcome import Logged, Outcome, RepairedFile
from plumbline.repairing.proposing import Repair, proposals
from plumbline.repairing.systematic import all_repairs, in_another_form, turned_dates
from plumbline.repairing.trying import Fault, Settled, settle

#: More than any return needs: a repair seldom makes another possible, and that one hardly ever a third.
_MOST_PASSES = 6
#: Where a repaired value has to be put right.
_CASE_SYSTEM, _EXPORT = "the case system", "the way from the case system: a spreadsheet may have changed it"


@dataclass(frozen=True)
class Council:
    """A return in memory: this year's and last year's files, what a check runs on, Ofsted's list, what it is checked as."""

    sources: Sequence[Source]
    resources: Callable[[], Resources]
    providers: list[Provider] | None = None
    year: int = 0
    authority: str = ""
    notes: Sequence[Note] = ()


@dataclass(frozen=True)
class _State:
    """The return after some repairs, and its check."""

    given: Return
    result: Result
    directory: PostcodeDirectory | None


def repair(council: Council, progress: Progress = unheard) -> Outcome:
    """Every repair that has one reading and breaks no rule; the files given are not touched."""
    progress("Checking", 0.0)
    first = state = _checked(council, {})
    if first.result.reading.year_from == "nothing":
        raise BadInput("No file shows the collection year, and nothing is repaired under a guessed one: name it.")
    council = replace(council, year=first.result.year)
    made = {one.place: [one] for one in _whole_columns(state)}
    if made:
        state = _checked(council, {place: steps[-1].new for place, steps in made.items()})
    settled = Settled()
    for number in range(_MOST_PASSES):
        progress("Trying repairs", number / _MOST_PASSES)
        state, settled = _pass(council, state, {place: steps[-1].new for place, steps in made.items()})
        for one in settled.held:
            made.setdefault(one.place, []).append(one)
        if not settled.held:
            break
    log = _Log(
        {**first.given.of_year(0), **{key.name: one for key, one in first.given.turned.items() if not key.years_back}}
    )
    repaired = [log.entry(steps) for _, steps in sorted(made.items())]
    withdrawn = [log.entry([one], breaks) for one, breaks in sorted(settled.withdrawn.items())]
    files = _files(council, made)
    return Outcome(first.result, state.result, repaired, withdrawn, files)


def _whole_columns(state: _State) -> list[Repair]:
    """The repairs of columns that are in another form as a whole: they are made whatever they bring to light."""
    evidence = Evidence(state.given, state.result.year, state.directory)
    return all_repairs([*turned_dates(state.given, evidence), *in_another_form(state.result, state.given, evidence)])


def _pass(council: Council, state: _State, made: dict[Place, str]) -> tuple[_State, Settled]:
    """One round of proposing and trying on the return as it is now; the return afterwards."""
    evidence = Evidence(state.given, state.result.year, state.directory)
    proposed = proposals(suspects(state.result, state.given, evidence).values(), evidence)
    trial = _Trial(council, made, state)
    settled = settle(proposed, _faults(state.result), trial.faults_with)
    return trial.state_with(settled.held), settled


class _Trial:
    """The return with some repairs more; the last one asked for is kept."""

    def __init__(self, council: Council, made: dict[Place, str], state: _State):
        self._council, self._made = council, made
        self._repairs: frozenset[Repair] = frozenset()
        self._state = state

    def state_with(self, repairs: list[Repair]) -> _State:
        if self._repairs != frozenset(repairs):
            self._repairs = frozenset(repairs)
            self._state = _checked(self._council, self._made | {one.place: one.new for one in repairs})
        return self._state

    def faults_with(self, repairs: list[Repair]) -> dict[Fault, str]:
        return _faults(self.state_with(repairs).result)


def _checked(council: Council, changes: dict[Place, str]) -> _State:
    sources = [_changed(source, changes) for source in council.sources]
    given = read_sources(sources, council.providers, council.notes)
    resources = council.resources()
    result = check(given, resources, year=council.year, authority=council.authority)
    return _State(given, result, resources.directory)


def _changed(source: Source, changes: dict[Place, str]) -> Source:
    if source.years_back or not changes:
        return source
    return replace(source, content=rewritten(source, changes))


def _faults(result: Result) -> dict[Fault, str]:
    return {Fault(found.code, str(found.table), found.row): found.child for found in result.findings}


def _files(council: Council, made: dict[Place, list[Repair]]) -> list[RepairedFile]:
    """This year's files, repaired where anything was, under their own names."""
    changes = {place: steps[-1].new for place, steps in made.items()}
    files: dict[str, RepairedFile] = {}
    for source in council.sources:
        if source.years_back:
            continue
        holds = [one.name for one in read_sources([source]).tables.values()]
        count = sum(place.table in holds for place in changes)
        name = _file_name(source, holds[0], files)
        files[name.lower()] = RepairedFile(name, rewritten(source, changes) if count else source.content, count)
    return list(files.values())


def _file_name(source: Source, holds: str, taken: Collection[str]) -> str:
    """The file's own name, out of its zip; the table's name for a sheet, or where two files have one name."""
    name = PureWindowsPath(source.name.rpartition(": ")[2]).name
    own = PureWindowsPath(name).suffix.lower() in (".csv", ".txt", ".xml") and name.lower() not in taken
    return name if own else f"{holds}.csv"


class _Log:
    """Tells repairs in the file's own words: the value as it stood there, its line, the record it belongs to."""

    def __init__(self, tables: Mapping[str, LoadedTable]):
        self._tables = tables
        self._rows: dict[str, list[dict[str, str]]] = {}

    def entry(self, steps: Sequence[Repair], breaks: tuple[str, ...] = ()) -> Logged:
        """One cell's repair, made in one step or more."""
        place, last = steps[0].place, steps[-1]
        one = self._tables[place.table]
        row = self._row(one, place.row)
        kinds = " then ".join(dict.fromkeys(KINDS[step.kind].words for step in steps))
        rules = tuple(dict.fromkeys(rule for step in steps for rule in step.rules))
        why = " ".join(dict.fromkeys(step.why for step in steps))
        look_at = _EXPORT if all(KINDS[step.kind].spreadsheet for step in steps) else _CASE_SYSTEM
        line = int(row.get("line", place.row + 2))
        record = ", ".join(f"{key} {row[key]}" for key in ssda903().table(one.name).key if row.get(key))
        return Logged(
            one.file, line, one.name, place.field, row.get("CHILD", ""), record, row[place.field], last.new, kinds,
            rules, why, look_at, breaks,
        )  # fmt: skip

    def _row(self, one: LoadedTable, at: int) -> dict[str, str]:
        if one.name not in self._rows:
            self._rows[one.name] = list(csv.DictReader(io.StringIO(one.csv.decode("utf-8"), newline="")))
        return self._rows[one.name][at]
