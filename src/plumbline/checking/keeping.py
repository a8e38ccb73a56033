"""The text that a result keeps: what the return has of the children with findings, and Ofsted's rows for their URNs."""

from collections.abc import Collection, Mapping, Sequence

from plumbline.checking.evidence import PROVIDERS, KeptTable
from plumbline.engine.protocol import Execute
from plumbline.model import ssda903
from plumbline.model.years import TableOfYear
from plumbline.reading.returns import LoadedTable, Return
from plumbline.reference.providers import Provider

#: What Ofsted's list says, under the names that the return has for it.
_OF_PROVIDERS = ("URN", "PLACE", "PLACE_PROVIDER", "PL_POST", "PL_LA", "REGISTERED_UNTIL")


def keep(
    execute: Execute,
    given: Return,
    flagged: Mapping[TableOfYear, Collection[int]],
    wanted: Collection[TableOfYear],
    year: int,
) -> dict[TableOfYear, KeptTable]:
    """The rows of the children who have a flagged row, and the flagged rows that name no child, of the tables wanted.

    The tables are in the return's order, this year's first; what was not given is not there.
    """
    read = {table: _Read(execute, given.tables[table], year) for table in flagged}
    children = {child for table, rows in flagged.items() for child in read[table].children(rows)}
    kept = {}
    for table, one in sorted(given.tables.items(), key=lambda item: item[0].years_back):
        if table in wanted:
            rows = read.pop(table) if table in read else _Read(execute, one, year)
            kept[table] = rows.of_children(one.file, children, flagged.get(table, ()))
    if PROVIDERS in wanted:
        urns = {urn for table, one in kept.items() if table.name == "episodes" for urn in one.by("URN")}
        kept[PROVIDERS] = _providers(given.providers or (), urns)
    return kept


class _Read:
    """All rows of a table as text, each with its number and its line before its columns."""

    def __init__(self, execute: Execute, loaded: LoadedTable, year: int):
        name, back = loaded.key
        declared = ssda903().table(name)
        fields = tuple(f for f in declared.fields if f.name in loaded.columns or f.derived or f.name == "CHILD")
        listed = ", ".join(f'"{f.name}"' if f.type == "text" else f'"text_{f.name}"' for f in fields)
        self.columns = tuple(f.name for f in fields)
        self._worked_out = frozenset(f.name for f in fields if f.derived and f.name not in loaded.columns)
        self.rows = execute(f'SELECT "row", "line", {listed} FROM "{name}" WHERE "YEAR" = {year - back}')
        self._at = self.columns.index("CHILD") + 2

    def children(self, rows: Collection[int]) -> set[str]:
        """The children whom some rows name."""
        return {row[self._at] for row in self.rows if row[0] in rows} - {None}

    def of_children(self, file: str, children: Collection[str], flagged: Collection[int]) -> KeptTable:
        """The rows of some children, in the file's order, and those flagged."""
        at = self._at
        rows = sorted(row for row in self.rows if row[at] in children or row[0] in flagged)
        text, lines = {row[0]: row[2:] for row in rows}, {row[0]: row[1] for row in rows}
        return KeptTable(file, self.columns, text, lines, self._worked_out)


def _providers(listed: Sequence[Provider], urns: Collection[str]) -> KeptTable:
    """What Ofsted's list says of some URNs; a list read from workbooks has no lines to name."""
    rows = {
        row: (p.URN, p.PLACE_CODES or None, p.PROVIDER_CODES or None, p.POSTCODE or None, p.LA_CODE_LISTED or None,
              p.REG_END or None)
        for row, p in enumerate(listed)
        if p.URN in urns
    }  # fmt: skip
    return KeptTable("", _OF_PROVIDERS, rows, {})
