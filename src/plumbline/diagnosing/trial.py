"""What would be left of the findings if some cells were mended: they are, in memory, and the return checked again."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from plumbline.checking.check import check
from plumbline.checking.resources import Resources
from plumbline.checking.result import Result
from plumbline.model.years import TableOfYear
from plumbline.reading.returns import LoadedTable, Return
from plumbline.repairing.proposing import Repair
from plumbline.repairing.trying import Fault


class Trial:
    """A checked return to try repairs on. Each try is one check more."""

    def __init__(self, result: Result, given: Return, resources: Callable[[], Resources]):
        self._result, self._given, self._resources = result, given, resources

    def findings_gone(self, repairs: Iterable[Repair]) -> int:
        """How many of the findings are not there any more once the repairs are made, rows and rules being the same."""
        by_table: dict[str, list[Repair]] = {}
        for one in repairs:
            by_table.setdefault(one.place.table, []).append(one)
        tables = dict(self._given.tables)
        for name, mine in by_table.items():
            tables[TableOfYear(name)] = mended(tables[TableOfYear(name)], mine)
        result = self._result
        again = check(
            replace(self._given, tables=tables), self._resources(), year=result.year, authority=result.authority,
            only=list(result.rules),
        )  # fmt: skip
        return len(_faults(result) - _faults(again))


def mended(table: LoadedTable, repairs: Sequence[Repair]) -> LoadedTable:
    """A table with some of its cells changed."""
    rows = list(csv.reader(io.StringIO(table.csv.decode("utf-8"), newline="")))
    places = {name: at for at, name in enumerate(table.columns)}
    for one in repairs:
        rows[one.place.row + 1][places[one.place.field]] = one.new
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return replace(table, csv=out.getvalue().encode("utf-8"))


def _faults(result: Result) -> set[Fault]:
    return {Fault(one.code, str(one.table), one.row) for one in result.findings}
