"""An extract of the Standard Safeguarding Dataset as it is kept: cleaned, its codes known, its references by meaning."""

from collections.abc import Sequence
from datetime import date, datetime

from plumbline.dataset.keeping.incoming import Incoming, Offered
from plumbline.dataset.loading.cleaning import clean_rows, unreadable
from plumbline.dataset.loading.links import Linked, link, people_of
from plumbline.dataset.loading.source_tables import SourceTable, reading_failed
from plumbline.dataset.loading.values import CouncilWords, coded
from plumbline.dataset.loads import Scope
from plumbline.engine.protocol import Engine, EngineError, Execute
from plumbline.model import ssd
from plumbline.wording import counted, listed

#: A row of a file has about so many: enough to tell few rows from a million.
_BYTES_A_ROW = 60


def offered(
    engine: Engine,
    sources: Sequence[SourceTable],
    council: str,
    as_at: date,
    now: datetime,
    words: CouncilWords,
    notes: Sequence[str] = (),
) -> Offered:
    """What an extract offers to be kept. Rows that can't be read are BadInput."""
    execute = engine.execute
    engine.expect(sum(source.given.size for source in sources) // _BYTES_A_ROW)
    for source in sources:
        _clean(execute, source)
    linked = link(execute, {source.table.name: [field.name for field in source.fields] for source in sources})
    absent = [name for name in ssd().tables if name not in linked]
    said = [*notes, *([f"The extract has no {listed(absent)}."] if absent else [])]
    tables = []
    for source in sources:
        tables.append(_incoming(execute, source, linked[source.table.name], words))
        said += _unread(execute, source)
    return Offered(
        Scope(council, "ssd", "ssd"), as_at, now, tuple(source.given for source in sources), tables, tuple(said)
    )


def _clean(execute: Execute, source: SourceTable) -> None:
    """Makes ``clean_TABLE`` of a source's rows."""
    rows = clean_rows(source.fields, source.columns, source.read)
    try:
        execute(f"CREATE TABLE clean_{source.table.name} AS {rows}")
    except EngineError as problem:
        raise reading_failed(source, problem) from problem


def _incoming(execute: Execute, source: SourceTable, linked: Linked, words: CouncilWords) -> Incoming:
    name = source.table.name
    values: list[str] = []
    unknown: dict[str, int] = {}
    for column in linked.columns:
        field = source.table.field(column)
        one = (
            coded(execute, f"clean_{name}", field, words) if column in source.columns and not field.points_to else None
        )
        values.append(f'{one.value} AS "{column}"' if one else f'"{column}"')
        unknown |= one.unknown if one else {}
    return Incoming(
        name,
        f"SELECT {', '.join(values)} FROM linked_{name}",
        linked.columns,
        people_of(source.table),
        origin=source.given.name,
        columns_unknown=source.unknown,
        columns_absent=source.absent,
        values_unknown=unknown,
        unlinked=linked.unlinked,
    )


def _unread(execute: Execute, source: SourceTable) -> list[str]:
    """What was not readable as a date or number, in words."""
    found = unreadable(execute, f"clean_{source.table.name}", source.fields)
    return [
        f"{source.given.name}: {counted(count, 'value')} of {name} can't be read as a {source.table.field(name).type}; kept, and blank in the core tables."
        for name, count in found.items()
    ]
