"""Running the plan on an engine whose base tables are filled."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from plumbline.checking.collecting import Flagged, flagged_rows
from plumbline.checking.planning import Plan, checked_rows, plan
from plumbline.checking.surroundings import Surroundings
from plumbline.engine.protocol import EngineError, Execute
from plumbline.model import ssda903
from plumbline.reading.returns import table_key
from plumbline.rules.book import Definition

#: What the optimiser may leave out on one return: with many rules over few rows, planning costs more than running.
_COSTLIER_THAN_RUNNING = (
    "filter_pushdown", "filter_pullup", "join_order", "statistics_propagation", "regex_range", "in_clause",
    "deliminator", "unnest_rewriter", "limit_pushdown", "top_n", "build_side_probe_side", "compressed_materialization",
    "reorder_filter", "sampling_pushdown", "join_filter_pushdown", "extension", "late_materialization",
)  # fmt: skip

#: Rows of a return from which on the optimiser is worth its time.
MANY_ROWS = 200_000


def tune(execute: Execute, rows: int) -> None:
    """Tunes the engine for a return of so many rows in all."""
    if rows < MANY_ROWS:
        execute(f"SET disabled_optimizers = '{','.join(_COSTLIER_THAN_RUNNING)}'")


def run(
    execute: Execute,
    compiled: dict[str, Any],
    chosen: Sequence[Definition],
    year: int,
    step: Callable[[float], None] = lambda _share: None,
) -> tuple[dict[str, Flagged], dict[str, str]]:
    """Runs the chosen rules: the flagged rows per council or case, and the rules that failed with the reason.

    When a query fails its rules are run singly, so that one bad rule doesn't take the others with it. ``step`` hears
    the share that is done.
    """
    planned = plan(compiled, chosen, year)
    steps = len(planned.statements) + len(planned.queries)
    for at, statement in enumerate(planned.statements):
        step(at / steps)
        execute(statement)
    found: dict[str, Flagged] = {}
    failed: dict[str, str] = {}
    for at, query in enumerate(planned.queries, len(planned.statements)):
        step(at / steps)
        try:
            flagged_rows(query, execute(query.sql), found)
        except EngineError:
            codes = {code for code, _ in query.parts.values()}
            failed.update(_run_singly(execute, compiled, [d for d in chosen if d["code"] in codes], year, found))
    for mine in found.values():
        for code in failed:
            mine.pop(code, None)
    return found, failed


def count_checked(
    execute: Execute, compiled: dict[str, Any], chosen: Sequence[Definition], year: int
) -> dict[str, dict[str, tuple[int, int]]]:
    """Per council or case and rule, the rows and children it applies to; after ``run`` with the same rules."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for count in plan(compiled, chosen, year).counts:
        masks: dict[str, tuple[list[tuple[int, int]], list[tuple[int, int]]]] = {}
        for la, of_children, mask, times in execute(count.sql):
            masks.setdefault(la, ([], []))[of_children].append((mask, times))
        for la, both in masks.items():
            rows, children = (_by_bit(counted) for counted in both)
            found.setdefault(la, {}).update(
                (code, (rows.get(place, 0), children.get(place, 0))) for code, place in count.places.items()
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


def surroundings(
    execute: Execute, chosen: Sequence[Definition], year: int, loaded: Iterable[tuple[int, str]]
) -> Surroundings:
    """Every typed row of a single return's tables, and the rows each rule applies to; after ``run`` with the same rules."""
    return Surroundings(
        {table_key(back, name): _typed_rows(execute, name, year - back) for back, name in loaded if back < 2},
        {d["code"]: sorted(row for (row,) in execute(checked_rows(d, year))) for d in chosen},
    )


def _typed_rows(execute: Execute, name: str, year: int) -> dict[int, dict[str, Any]]:
    texts = [f"text_{field.name}" for field in ssda903().table(name).fields if field.type != "text"]
    names = ["row", *(field.name for field in ssda903().table(name).fields), *texts]
    listed = ", ".join(f'"{column}"' for column in names)
    found = execute(f'SELECT {listed} FROM "{name}" WHERE "YEAR" = {year}')
    return {row["row"]: row for row in (dict(zip(names, cells, strict=True)) for cells in found)}


def _run_singly(
    execute: Execute,
    compiled: dict[str, Any],
    chosen: Sequence[Definition],
    year: int,
    found: dict[str, Flagged],
) -> dict[str, str]:
    failed: dict[str, str] = {}
    for definition in chosen:
        single: Plan = plan(compiled, [definition], year)
        try:
            for query in single.queries:
                flagged_rows(query, execute(query.sql), found)
        except EngineError as error:
            failed[definition["code"]] = error.kind
    return failed
