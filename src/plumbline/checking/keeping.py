"""The text that a result keeps: what the return has of the children with findings, and Ofsted's rows for their URNs."""

from collections.abc import Collection, Mapping, Sequence

from plumbline.checking.evidence import KeptTable
from plumbline.checking.looking import PROVIDERS
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
    children = _children(execute, flagged, year)
    kept = {
        table: _of_children(execute, one, children, flagged.get(table, ()), year)
        for table, one in sorted(given.tables.items(), key=lambda item: item[0].years_back)
        if table in wanted
    }
    if PROVIDERS in wanted:
        urns = {urn for table, one in kept.items() if table.name == "episodes" for urn in one.by("URN")}
        kept[PROVIDERS] = _providers(given.providers or (), urns)
    return kept


def _children(execute: Execute, flagged: Mapping[TableOfYear, Collection[int]], year: int) -> set[str]:
    found: set[str] = set()
    for (name, back), rows in flagged.items():
        answer = execute(f'SELECT "row", "CHILD" FROM "{name}" WHERE "YEAR" = {year - back} AND "CHILD" IS NOT NULL')
        found.update(child for row, child in answer if row in rows)
    return found


def _of_children(
    execute: Execute, loaded: LoadedTable, children: Collection[str], flagged: Collection[int], year: int
) -> KeptTable:
    """The text and the lines of some children's rows of a table, in the file's order, and of those flagged."""
    name, back = loaded.key
    declared = ssda903().table(name)
    fields = tuple(f for f in declared.fields if f.name in loaded.columns or f.derived or f.name == "CHILD")
    columns = tuple(f.name for f in fields)
    listed = ", ".join(f'"{f.name}"' if f.type == "text" else f'"text_{f.name}"' for f in fields)
    asked = f'SELECT "row", "line", {listed} FROM "{name}" WHERE "YEAR" = {year - back}'
    at = columns.index("CHILD") + 2
    rows = sorted(row for row in execute(asked) if row[at] in children or row[0] in flagged)
    return KeptTable(loaded.file, columns, {row[0]: row[2:] for row in rows}, {row[0]: row[1] for row in rows})


def _providers(listed: Sequence[Provider], urns: Collection[str]) -> KeptTable:
    """What Ofsted's list says of some URNs; a list read from workbooks has no lines to name."""
    rows = {
        row: (p.URN, p.PLACE_CODES or None, p.PROVIDER_CODES or None, p.POSTCODE or None, p.LA_CODE_LISTED or None,
              p.REG_END or None)
        for row, p in enumerate(listed)
        if p.URN in urns
    }  # fmt: skip
    return KeptTable("", _OF_PROVIDERS, rows, {})
