"""Columns whose dates have now the day first and now the month: what is certain of them, and what that alone would spare."""

import csv
import io
from collections.abc import Iterable, Iterator

from plumbline.checking.diagnosis import Diagnosis
from plumbline.checking.result import Result
from plumbline.diagnosing.trial import Trial
from plumbline.reading.date_order import Order, orders, turned
from plumbline.reading.returns import LoadedTable, Return
from plumbline.reading.writing.rewriting import Place
from plumbline.repairing.proposing import Repair
from plumbline.wording import counted

_WHY = "There is no such month, so the month stands in the day's place."


def mixed_dates(result: Result, given: Return, trial: Trial) -> Iterator[Diagnosis]:
    """One diagnosis for all such columns, of every year; none where reading noted none.

    Nobody can tell which 10/08 is meant, but 10/18 has one reading. The findings it explains are those that are gone once such
    dates of this year's are read so: there may be more. None where it has no such date.
    """
    notes = [note for note in result.reading.notes if note.kind == "mixed_dates"]
    if not notes:
        return
    certain = certain_dates(given)
    columns, files = sum(note.count for note in notes), list(dict.fromkeys(note.file for note in notes))
    said = (
        f"Dates of {counted(columns, 'column')} have now the day first and now the month, in "
        f"{files[0] if len(files) == 1 else counted(len(files), 'file')}."
    )
    advice = "Nobody can tell which 10/08 is meant: export those files again with one form of date."
    if certain:
        which = f"{counted(len(certain), 'date')} with the month first, such as 10/18,"
        advice += f" The findings are those that the {which} explain; others may rest on dates that can't be told."
    gone = trial.findings_gone(certain) if certain else None
    yield Diagnosis("dates_unreadable", said, advice, "export", values=columns, findings=gone)


def certain_dates(given: Return) -> list[Repair]:
    """Dates of this year's mixed columns that have the month first and can't have the day, each with the day first."""
    this_year = given.of_year(0)
    mixed = [column for column, order in orders(this_year.values()).items() if order == Order.MIXED]
    names = {table: [name for one, name in mixed if one == table] for table, _ in mixed}
    return [repair for table, columns in names.items() for repair in _certain(this_year[table], columns)]


def _certain(table: LoadedTable, columns: Iterable[str]) -> Iterator[Repair]:
    rows = csv.DictReader(io.StringIO(table.csv.decode("utf-8"), newline=""))
    for at, row in enumerate(rows):
        for name in columns:
            new = turned(row[name])
            if new and int(new[:2]) > 12:
                yield Repair(
                    Place(table.name, at, name), row["CHILD"], row[name], new, "day_and_month_swapped", (), _WHY
                )
