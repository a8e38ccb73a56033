"""Running a plan on an engine whose base tables are filled: which rows are at fault, and how many each rule applies to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plumbline.checking.context import ReturnRows, Row
from plumbline.checking.evidence import Pairs
from plumbline.checking.planning import Plan, Query, queries, rows_that_apply
from plumbline.engine.protocol import EngineError, Execute, Rows
from plumbline.model import ssda903
from plumbline.model.names import TABLE_OF_ROW
from plumbline.model.years import TableOfYear
from plumbline.progress import Progress, unheard
from plumbline.wording import counted

#: The rows at fault: rule → table → row numbers.
Flagged = dict[str, dict[TableOfYear, set[int]]]
#: What a rule applies to: rows and children.
Applied = tuple[int, int]


@dataclass(frozen=True)
class Run:
    """What came of a plan, per council or case: the rows at fault, what each rule applies to, which rows met which; and
    which rules failed, and why."""

    flagged: Mapping[str, Flagged]
    applied: Mapping[str, Mapping[str, Applied]]
    failed: Mapping[str, str]
    pairs: Mapping[str, Pairs]


def run(execute: Execute, plan: Plan, progress: Progress = unheard) -> Run:
    """Runs a plan. When a query fails its rules are run singly, so that one bad rule doesn't take the others with it."""
    steps = len(plan.statements) + len(plan.queries) + len(plan.counts)
    doing = f"Checking {counted(len(plan.rules), 'rule')}"
    for at, statement in enumerate(plan.statements):
        progress(doing, at / steps)
        execute(statement)
    found: dict[str, Flagged] = {}
    pairs: dict[str, Pairs] = {}
    failed: dict[str, str] = {}
    for at, query in enumerate(plan.queries, len(plan.statements)):
        progress(doing, at / steps)
        try:
            flagged_rows(query, execute(query.sql), found, pairs)
        except EngineError:
            failed |= _run_singly(execute, plan, {part.code for part in query.parts.values()}, found, pairs)
    for mine in found.values():
        for code in failed:
            mine.pop(code, None)
    progress("Counting what was checked", (len(plan.statements) + len(plan.queries)) / steps if steps else 1.0)
    return Run(found, _applied(execute, plan, failed), failed, pairs)


def flagged_rows(
    query: Query, answer: Iterable[Sequence[object]], found: dict[str, Flagged], met: dict[str, Pairs]
) -> None:
    """Adds a query's answer to ``found``, council or case → rule → table → rows at fault, and to ``met``, what met there.

    Many rows have the same faults, so rows are gathered by their codes first, and each lot of codes is read once.
    """
    alike: dict[tuple[str, str], list[tuple[int, int | None]]] = {}
    for la, _year, row, other, codes in answer:
        alike.setdefault((la, codes), []).append((row, other))  # type: ignore[arg-type]
    tables = [TABLE_OF_ROW[row] for row in query.rows]
    for (la, codes), pairs in alike.items():
        rows = [{at for pair in pairs if (at := pair[side]) is not None} for side in range(len(tables))]
        for key in codes.split():
            part = query.parts[key]
            met.setdefault(la, {}).setdefault(key, []).append(pairs)
            mine = found.setdefault(la, {}).setdefault(part.code, {})
            for table, positions in zip(tables, rows, strict=True):
                if table in part.flags and positions:
                    mine.setdefault(table, set()).update(positions)


def _run_singly(
    execute: Execute, plan: Plan, codes: set[str], found: dict[str, Flagged], met: dict[str, Pairs]
) -> dict[str, str]:
    failed: dict[str, str] = {}
    for definition in (one for one in plan.rules if one.code in codes):
        try:
            for query in queries(plan.library, [definition]):
                flagged_rows(query, execute(query.sql), found, met)
        except EngineError as error:
            failed[definition.code] = error.kind
    return failed


def _applied(execute: Execute, plan: Plan, failed: Mapping[str, str]) -> dict[str, dict[str, Applied]]:
    """Per council or case and rule, the rows and children it applies to."""
    found: dict[str, dict[str, Applied]] = {}
    for count in plan.counts:
        masks: dict[str, tuple[list[tuple[int, int]], list[tuple[int, int]]]] = {}
        for la, of_children, mask, times in execute(count.sql):
            masks.setdefault(la, ([], []))[of_children].append((mask, times))
        for la, both in masks.items():
            rows, children = (_by_bit(counted) for counted in both)
            found.setdefault(la, {}).update(
                (code, (rows.get(place, 0), children.get(place, 0)))
                for code, place in count.places.items()
                if code not in failed
            )
    return found


def _by_bit(counted: Sequence[tuple[int, int]]) -> dict[int, int]:
    """How often each bit is set, from numbers and how often each occurs; in lots of eight bits, of which few differ."""
    found: dict[int, int] = {}
    for first in range(0, max((mask for mask, _ in counted), default=0).bit_length(), 8):
        lots: dict[int, int] = {}
        for mask, times in counted:
            lot = mask >> first & 255
            lots[lot] = lots.get(lot, 0) + times
        for bit in range(8):
            if total := sum(times for lot, times in lots.items() if lot >> bit & 1):
                found[first + bit] = total
    return found


def return_rows(
    execute: Execute, plan: Plan, failed: Mapping[str, str], year: int, given: Iterable[TableOfYear]
) -> ReturnRows:
    """Every typed row of a single return's tables, and the rows each rule applies to; after ``run`` of the plan."""
    working = [one for one in plan.rules if one.code not in failed]
    return ReturnRows(
        {key: _typed_rows(execute, key, year) for key in given if key.years_back < 2},
        {one.code: sorted(row for (row,) in execute(rows_that_apply(plan.library, one))) for one in working},
    )


def _typed_rows(execute: Execute, key: TableOfYear, year: int) -> dict[int, Row]:
    fields = ssda903().table(key.name).fields
    texts = [f"text_{field.name}" for field in fields if field.type != "text"]
    names = ["row", *(field.name for field in fields), *texts]
    listed = ", ".join(f'"{column}"' for column in names)
    found: Rows = execute(f'SELECT {listed} FROM "{key.name}" WHERE "YEAR" = {year - key.years_back}')
    return {cells[0]: dict(zip(names, cells, strict=True)) for cells in found}
