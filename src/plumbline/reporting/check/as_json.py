"""A result as one JSON document, for programs."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from json.encoder import encode_basestring as quoted
from operator import itemgetter
from typing import Any

from plumbline.checking.reading_report import ReadingReport
from plumbline.checking.result import Finding, FlaggedRows, Result
from plumbline.reporting.check.evidence_as_json import EvidenceAsJson
from plumbline.reporting.check.evidence_texts import EvidenceTexts


def to_json(result: Result, checked_on: date | None = None) -> str:
    """The whole result; the form is in the documentation of ``plumbline check --json``. The day is today's if left out."""
    return "".join(json_pieces(result, checked_on))


def json_pieces(result: Result, checked_on: date | None = None) -> Iterator[str]:
    """The document in pieces, a rule's findings at a time: with their evidence it may be long."""
    skipped = {code: {"reason": s.reason, "needs": list(map(str, s.needs))} for code, s in result.skipped.items()}
    ran = {code: {"checked": c.checked, "children_checked": c.children_checked} for code, c in result.ran.items()}
    document = {
        "collection": {"year": result.year, "start": result.start.isoformat(), "end": result.end.isoformat()},
        "checked_on": (checked_on or date.today()).isoformat(),
        "authority": result.authority,
        "made_up": result.made_up,
        "diagnosis": [one.as_document() for one in result.diagnoses],
        "tables": result.tables,
        "rules": {"ran": ran, "skipped": skipped, "failed": result.failed},
        "summary": [line._asdict() for line in result.summary()],
        **_live(result),
        "reading": reading_document(result.reading),
    }
    others = json.dumps(document, ensure_ascii=False).removesuffix("}")
    yield others + ', "findings": ['
    for at, piece in enumerate(_findings(result)):
        yield ",\n" if at else ""
        yield piece
    yield "]}"


def reading_document(reading: ReadingReport) -> dict[str, Any]:
    """What reading met, as plain data."""
    return {
        "year": reading.year,
        "year_given": reading.year_given,
        "year_from": reading.year_from,
        "rules_of": reading.rules_of,
        "source": reading.source,
        "tables": {
            str(key): {"file": one.file, "rows": one.rows}
            | (vars(one.changed) if one.changed else {})
            | {"unreadable": one.unreadable, "excel": one.excel}
            for key, one in reading.tables.items()
        },
        "notes": [vars(note) for note in reading.notes],
    }


def _live(result: Result) -> dict[str, Any]:
    """Of a year that is not over, the day as at which it is known, and what is not due yet; nothing of any other."""
    if result.live is None:
        return {}
    not_due = [line._asdict() for line in result.not_due_summary()]
    return {"live": {"as_at": result.live.as_at.isoformat(), "not_due_yet": not_due}}


def _findings(result: Result) -> Iterator[str]:
    """The findings as JSON text: most of the document, and written at a quarter of the time of one great tree.

    A row's place is made once, for most rows are blamed by several rules.
    """
    known = {table: _Texts(flagged) for table, flagged in result.flagged.items()}
    evidence = EvidenceTexts(result, EvidenceAsJson())
    for (code, table), group in groupby(result.findings, key=itemgetter(0, 1)):
        about = {"code": code, "table": str(table), "fields": result.rules[code].fields}
        middle = f', {json.dumps(about, ensure_ascii=False)[1:-1]}, "row": '
        found = list(group)
        seen = evidence.of_rows(code, table, [one[2] for one in found])
        due = [_due(result, one) for one in found]
        yield ",\n".join(known[table].lines(found, middle, result.blamed(code, table), due, seen))


def _due(result: Result, finding: Finding) -> str:
    """Whether a finding is due, as a member of its object, where the year is not over."""
    if result.live is None:
        return ""
    return ', "due": "not_due_yet"' if finding.key in result.live.not_due else ', "due": "now"'


class _Texts:
    """The flagged rows of a table as JSON text."""

    def __init__(self, flagged: FlaggedRows):
        self._flagged = flagged
        self._places: dict[int, str] = {}

    def lines(
        self, found: Sequence[Finding], middle: str, blamed: Sequence[tuple[str, int]], due: Sequence[str],
        seen: Iterable[str],
    ) -> Iterable[str]:  # fmt: skip
        """One rule's findings in the table, with whether each is due and the inside of each list of evidence; ``middle`` is
        what goes between their keys and their rows."""
        self._places.update((one[2], _place(one)) for one in found if one[2] not in self._places)
        rows = [one[2] for one in found]
        keys, places = map(quoted, map(itemgetter(6), found)), map(self._places.__getitem__, rows)
        return [
            f'{{"key": {key}{middle}{place}{{{value}}}{when}, "evidence": [{cells}]}}'
            for key, place, value, when, cells in zip(keys, places, self._values(blamed, rows), due, seen, strict=True)
        ]

    def _values(self, blamed: Sequence[tuple[str, int]], rows: Sequence[int]) -> Iterable[str]:
        """The blamed fields of some rows, a text for each row."""
        if not blamed:
            return [""] * len(rows)
        mine = list(map(self._flagged.rows.__getitem__, rows))
        named = [self._column(f"{quoted(name)}: ", at, mine) for name, at in blamed]
        return map(", ".join, zip(*named, strict=True)) if len(named) > 1 else named[0]

    def _column(self, start: str, at: int, rows: Sequence[Sequence[str | None]]) -> list[str]:
        """One field of some rows. Nearly every column is of dates and codes alone, which need no looking at."""
        blank = f"{start}null"
        if self._plain[at]:
            return [blank if (cell := row[at]) is None else f'{start}"{cell}"' for row in rows]
        return [blank if (cell := row[at]) is None else start + quoted(cell) for row in rows]

    @cached_property
    def _plain(self) -> list[bool]:
        """Of each column, whether it has nothing that JSON writes otherwise."""
        columns = ("".join(filter(None, cells)) for cells in zip(*self._flagged.rows.values(), strict=True))
        return [text.isascii() and text.isprintable() and '"' not in text and "\\" not in text for text in columns]


def _place(one: Finding) -> str:
    """A finding's row, line and child."""
    return f'{one.row}, "line": {one.line}, "child": {quoted(one.child)}, "values": '
