"""What a finding is about beside its blamed fields, in words: in one line, or in the lines of a sheet's cell."""

from collections.abc import Sequence

from plumbline.checking.evidence import KeptTable, named
from plumbline.checking.seeing import Step
from plumbline.reporting.check.evidence_texts import Row, in_columns


class _InWords:
    """What both have in common: a value or ``(blank)``, a row under what it is, with its line."""

    has_blamed = False

    def __init__(self) -> None:
        self._values = _OrBlank()

    def fact(self, title: str, value: str | None) -> str:
        """A fact and its value."""
        return f"{title}: {value or 'not known'}"

    def _fields(self, step: Step, kept: KeptTable, rows: Sequence[Row], is_: str, between: str) -> list[str]:
        """The fields of each row with their names."""
        form = between.join([f"{kept.head(name)}{is_}%s" for name in step.columns])
        return list(map(form.__mod__, zip(*in_columns(step.columns, kept, rows, self._values), strict=True)))


class EvidenceInWords(_InWords):
    """Other fields of the finding's row, then other rows, then facts: ``LS: C2; header, line 9: SEX M; in the header: yes``."""

    separator = "; "
    most = 0

    def rows(self, step: Step, kept: KeptTable, rows: Sequence[Row], *, own: bool) -> list[str]:
        """The fields of each row, those of other rows than the finding's with what the row is and its line."""
        if own:
            return self._fields(step, kept, rows, ": ", "; ")
        fields = self._fields(step, kept, rows, " ", ", ")
        nowhere = f"no {step.role}" if step.role else f"{named(step.table)}: no row"
        return _at_lines(step, kept, rows, fields, nowhere)


class EvidenceInLines(_InWords):
    """The same with a line for each row and each fact, and no more rows than a cell has room for; the page has them all."""

    separator = "\n"
    most = 8

    def rows(self, step: Step, kept: KeptTable, rows: Sequence[Row], *, own: bool) -> list[str]:
        """The fields of each row, after what the row is and its line."""
        fields = self._fields(step, kept, rows, ": ", "; ")
        if own:
            return [f"same row: {text}" for text in fields]
        return _at_lines(step, kept, rows, fields, f"no row in {named(step.table)}")


class _OrBlank(dict[str | None, str]):
    """Values in words."""

    def __missing__(self, value: str | None) -> str:
        text = self[value] = value or "(blank)"
        return text


def _at_lines(step: Step, kept: KeptTable, rows: Sequence[Row], fields: Sequence[str], nowhere: str) -> list[str]:
    """The fields of rows, each after what the row is and its line; ``nowhere`` where there is no row."""
    name = step.role or named(step.table)
    lines = [None if row is None else kept.lines.get(row) for row in rows]
    starts = [name if line is None else f"{name}, line {line}" for line in lines]
    together = zip(rows, starts, fields, strict=True)
    return [nowhere if row is None else f"{start}: {text}" for row, start, text in together]
