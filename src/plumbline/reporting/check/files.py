"""The report files of a check, written so that a crash leaves the old ones or the new ones."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from plumbline.checking.result import Result
from plumbline.faults import BadInput
from plumbline.files import write_whole
from plumbline.reporting.check.as_json import json_pieces
from plumbline.reporting.check.findings_csv import accepted_csv, findings_csv
from plumbline.reporting.check.page import report_page
from plumbline.reporting.check.workbook import workbook

_FILES: dict[str, tuple[str, Callable[[Result], str | bytes | Iterator[str]]]] = {
    "html": ("report.html", report_page),
    "xlsx": ("report.xlsx", workbook),
    "csv": ("findings.csv", findings_csv),
    "json": ("findings.json", json_pieces),
    "accepted": ("accepted.csv", accepted_csv),
}
FORMATS = tuple(_FILES)


def write_reports(result: Result, out: Path, formats: Collection[str]) -> list[Path]:
    """Writes the files asked for into ``out`` and returns their paths. An unknown format is BadInput."""
    if unknown := sorted(set(formats) - set(_FILES)):
        raise BadInput(f"There is no format {', '.join(unknown)}. Choose from {', '.join(FORMATS)}.")
    written = []
    for name in formats:
        file, make = _FILES[name]
        write_whole(out / file, make(result))
        written.append(out / file)
    return written
