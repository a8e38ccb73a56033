"""What a finding is about beside its blamed fields, in one line."""

from collections.abc import Callable, Sequence

from plumbline.checking.evidence import KeptTable, named
from plumbline.checking.seeing import Step
from plumbline.reporting.check.evidence_texts import Row, in_columns


class EvidenceInWords:
    """Other fields of the finding's row, then other rows, then facts: ``LS: C2; header, line 9: SEX M; in the header: yes``."""

    separator = "; "
    has_blamed = False

    def rows(self, step: Step, kept: KeptTable, rows: Sequence[Row], *, own: bool) -> list[str]:
        """The fields of each row, those of other rows than the finding's with what the row is and its line."""
        if own:
            return list(map("; ".join, zip(*in_columns(step.columns, kept, rows, _written(kept, ": ")), strict=True)))
        values = map(", ".join, zip(*in_columns(step.columns, kept, rows, _written(kept, " ")), strict=True))
        return [f"{_where(step, kept.lines.get(row))}: {text}" if row is not None else _nowhere(step)
                for row, text in zip(rows, values, strict=True)]  # fmt: skip

    def fact(self, title: str, value: str | None) -> str:
        """A fact and its value."""
        return f"{title}: {value or 'not known'}"


def _where(step: Step, line: int | None) -> str:
    name = step.role or named(step.table)
    return name if line is None else f"{name}, line {line}"


def _nowhere(step: Step) -> str:
    return f"no {step.role}" if step.role else f"{named(step.table)}: no row"


def _written(kept: KeptTable, between: str) -> Callable[[str, str | None], str]:
    return lambda name, value: f"{kept.head(name)}{between}{value or '(blank)'}"
