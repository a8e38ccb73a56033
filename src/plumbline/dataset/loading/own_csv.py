"""CSVs of the council's own: fees, vacancies, requests for a placement, answers of children, leaders' questions, providers."""

import re
from datetime import date, datetime
from pathlib import PurePath

from plumbline.dataset.core.of_source import OF_EVERY_ROW
from plumbline.dataset.keeping.incoming import Incoming, Offered
from plumbline.dataset.loading.cleaning import clean_rows, unreadable
from plumbline.dataset.loading.returns import given_file
from plumbline.dataset.loading.sorting import Holding
from plumbline.dataset.loading.source_tables import csv_table, reading_failed
from plumbline.dataset.loading.values import CouncilWords, coded
from plumbline.dataset.loads import Scope
from plumbline.engine.protocol import Engine, EngineError
from plumbline.model import PERSON
from plumbline.wording import counted

#: A period in a file's name: 2026, 2026-Q1, 2026-04.
_PERIOD = re.compile(r"(?<!\d)20\d\d(?:-(?:Q[1-4]|\d\d))?(?!\d)", re.IGNORECASE)


def offered(engine: Engine, holding: Holding, council: str, as_at: date, now: datetime, words: CouncilWords) -> Offered:
    """What a CSV offers to be kept. Rows that can't be read are BadInput.

    A file called for a period (``placement_cost_2026-Q1.csv``) is complete for that period, any other for its whole table.
    """
    file, table = holding
    source = csv_table(engine, table, file, given_file(file.name, file.content), titles=True)
    fields = [field for field in source.fields if field.name not in OF_EVERY_ROW]
    execute, clean = engine.execute, f"clean_own_{table.name}"
    rows = clean_rows(fields, source.columns, source.read, capitals=False)
    try:
        execute(f"CREATE OR REPLACE TABLE {clean} AS {rows}")
    except EngineError as problem:
        raise reading_failed(source, problem) from problem
    codes = {field.name: coded(execute, clean, field, words) for field in fields}
    listed = ", ".join(f'{code.value} AS "{name}"' for name, code in codes.items())
    incoming = Incoming(
        table.name,
        f"SELECT {listed} FROM {clean}",
        tuple(codes),
        tuple(name for name in (PERSON, "respondent") if name in codes),
        origin=file.name,
        anybody=PERSON not in table.key,
        columns_unknown=source.unknown,
        columns_absent=tuple(name for name in source.absent if name not in OF_EVERY_ROW),
        values_unknown={word: count for code in codes.values() for word, count in code.unknown.items()},
    )
    notes = [
        f"{file.name}: {counted(count, 'value')} of {name} can't be read as a {table.field(name).type}; kept, and blank in the core tables."
        for name, count in unreadable(execute, clean, fields).items()
    ]
    period = _PERIOD.search(PurePath(file.name.rpartition(": ")[2]).stem)
    scope = Scope(council, "csv", table.name, period[0].upper() if period else "")
    return Offered(scope, as_at, now, (source.given,), [incoming], tuple(notes))
