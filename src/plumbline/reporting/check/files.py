"""The report files of a check, written so that whatever goes wrong leaves the old ones or the new ones."""

from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path

from plumbline.checking.result import Result
from plumbline.faults import BadInput
from plumbline.files import write_together
from plumbline.reporting.check.as_json import json_pieces
from plumbline.reporting.check.findings_csv import accepted_csv, findings_csv
from plumbline.reporting.check.page import report_page
from plumbline.reporting.check.since import Changes
from plumbline.reporting.check.workbook import workbook

_FILES: dict[str, tuple[str, Callable[[Result], str | bytes | Iterator[str]]]] = {
    "html": ("report.html", report_page),
    "xlsx": ("report.xlsx", workbook),
    "csv": ("findings.csv", findings_csv),
    "json": ("findings.json", json_pieces),
    "accepted": ("accepted.csv", accepted_csv),
}
FORMATS = tuple(_FILES)


def write_reports(result: Result, out: Path, formats: Collection[str], changes: Changes | None = None) -> list[Path]:
    """Writes the files asked for into ``out`` and returns their paths. An unknown format is BadInput.

    The page also says what changed since an earlier check.
    """
    if unknown := sorted(set(formats) - set(_FILES)):
        raise BadInput(f"There is no format {', '.join(unknown)}. Choose from {', '.join(FORMATS)}.")
    makers = _FILES | {"html": ("report.html", partial(report_page, changes=changes))}
    return write_together((out / file, make(result)) for file, make in map(makers.__getitem__, dict.fromkeys(formats)))
