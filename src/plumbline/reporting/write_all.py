"""The report files of a check, written so that a crash leaves the old ones or the new ones."""

import os
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

from plumbline.checking.result import Result
from plumbline.reading.returns import BadInput
from plumbline.reporting.as_json import to_json
from plumbline.reporting.findings_csv import accepted_csv, findings_csv
from plumbline.reporting.page import report_page
from plumbline.reporting.workbook import workbook

_FILES: dict[str, tuple[str, Callable[[Result], str | bytes]]] = {
    "html": ("report.html", report_page),
    "xlsx": ("report.xlsx", workbook),
    "csv": ("findings.csv", findings_csv),
    "json": ("findings.json", to_json),
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
        content = make(result)
        _write(out / file, content.encode("utf-8") if isinstance(content, str) else content)
        written.append(out / file)
    return written


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(path)
