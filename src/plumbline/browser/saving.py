"""The files that a person can save of a result."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from plumbline.checking.result import Result
from plumbline.files import zipped
from plumbline.reading.returns import Return
from plumbline.reading.writing.xml import in_other_form
from plumbline.reporting.check.accepted import Mark
from plumbline.reporting.check.as_json import to_json
from plumbline.reporting.check.findings_csv import accepted_csv, findings_csv
from plumbline.reporting.check.page import report_page
from plumbline.reporting.check.workbook import workbook

_OF_RESULT: dict[str, Callable[[Result], str | bytes | Iterator[str]]] = {
    "findings.json": to_json, "findings.csv": findings_csv, "report.xlsx": workbook, "report.html": report_page,
}  # fmt: skip


def of_result(result: Result, file: str) -> str | bytes:
    """A file made of the result alone, by what the page calls it."""
    content = _OF_RESULT[file](result)
    return content if isinstance(content, (str, bytes)) else "".join(content)


def marked(result: Result, marks: Mapping[str, Mapping[str, Any]]) -> str:
    """accepted.csv: what the person said of findings, by key."""
    return "".join(
        accepted_csv(result, {key: Mark(str(one["status"]), str(one["reason"])) for key, one in marks.items()})
    )


def converted(given: Return) -> bytes:
    """A zip of the return in its other form."""
    files, _ = in_other_form(given)
    return zipped(files.items())
