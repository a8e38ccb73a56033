"""A check as an analyst's notebook uses it: of a data set or of files, with its findings as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from plumbline.checking.live import Asked, check_as_at
from plumbline.checking.native import here
from plumbline.checking.result import Result
from plumbline.dataset.dataset import Dataset
from plumbline.dataset.days import Day
from plumbline.engine.native import DuckDB
from plumbline.faults import BadInput
from plumbline.model.authorities import authority_code
from plumbline.reading.find import read_return
from plumbline.reading.returns import Return
from plumbline.reporting.check.in_words import findings_in_words, sentence

if TYPE_CHECKING:
    import duckdb

#: A file or folder, or several.
Paths = str | Path | Sequence[str | Path]


class FindingRow(NamedTuple):
    """One row at fault under one rule.

    ``table`` ends in ``_last`` where the row is of last year's return; ``line`` is that of the file; ``values`` are the blamed
    fields with what stands in them; ``due`` is "now", or, in a year that is not over, "not due yet"; ``key`` stays the same in a later
    extract.
    """

    rule: str
    title: str
    table: str
    line: int
    child: str
    values: str
    fix: str
    due: str
    file: str
    key: str


class NotChecked(NamedTuple):
    """A rule that could not be checked, and why."""

    rule: str
    title: str
    why: str


@dataclass(frozen=True, repr=False)
class Check:
    """What a check found, and what it could not look for. Shown by itself it is one sentence that holds nothing of a child.

    ``findings`` and ``not_checked`` are typed rows, and ``table`` gives either as a DuckDB relation. ``result`` is all that the command line's reports are made of; it may change from version to version.
    """

    year: int
    as_at: date | None
    made_up: bool
    findings: tuple[FindingRow, ...]
    not_checked: tuple[NotChecked, ...]
    result: Result = field(repr=False)

    def table(self, name: Literal["findings", "not_checked"] = "findings") -> "duckdb.DuckDBPyRelation":
        """The rows as a DuckDB relation, with its columns even where there are none: ``.df()`` for pandas, ``.pl()`` for Polars."""
        import duckdb  # noqa: F401  with it, a connection gives relations

        rows, row = (self.findings, FindingRow) if name == "findings" else (self.not_checked, NotChecked)
        columns = [[value[at] for value in rows] for at in range(len(row._fields))]
        types = ("BIGINT" if kind is int else "VARCHAR" for kind in row.__annotations__.values())
        listed = ", ".join(f'UNNEST(?::{kind}[]) AS "{field}"' for field, kind in zip(row._fields, types, strict=True))
        connection = DuckDB().connection
        connection.execute(f"CREATE TABLE {name} AS SELECT {listed}", columns)
        return connection.table(name)

    def __repr__(self) -> str:
        made_up = "Made-up data. " if self.made_up else ""
        return f"<{made_up}Return of {self.year}: {sentence(self.result)}>"


def check(
    given: Dataset | Return | Paths,
    *,
    year: int = 0,
    as_at: Day | None = None,
    last_year: Paths = (),
    authority: str = "",
    rules: Sequence[str] = (),
) -> Check:
    """Checks a return: the one that a data set gives for ``year`` as at a day, one that ``return_of`` gave, or files.

    Of a data set whose year is not over, findings are due now or not yet, as ``plumbline check --dataset`` has them.

    Year 0 is the latest that a data set has, or found from a return's dates. ``last_year`` is for files: a data set brings its own
    earlier years, and knows its council. ``rules`` limits the check to these codes; an unknown one is NotKnown. What can't be read,
    or ``as_at`` for anything but a data set, is BadInput.
    """
    if isinstance(given, Dataset):
        state = given.state(as_at)
        year = year or given.latest_year(as_at)
        authority, day = authority or state.councils[0], state.as_at
        asked = given.return_of(year, as_at)
    else:
        if as_at:
            raise BadInput("as_at is for a data set: files say what they say.")
        asked, day = given if isinstance(given, Return) else read_return(_paths(given), _paths(last_year)), None
    result = check_as_at(asked, here, Asked(year, authority_code(authority), only=rules), day)
    return Check(result.year, day, result.made_up, tuple(_findings(result)), tuple(_not_checked(result)), result)


def _paths(given: Paths) -> list[Path]:
    return [Path(given)] if isinstance(given, (str, Path)) else [Path(one) for one in given]


def _findings(result: Result) -> Iterator[FindingRow]:
    for one, rule, values in findings_in_words(result):
        due = "not due yet" if one.key in result.not_due else "now"
        where = str(one.table), one.line, one.child
        yield FindingRow(rule.code, rule.name, *where, values, rule.fix, due, one.file, one.key)


def _not_checked(result: Result) -> list[NotChecked]:
    reasons = {code: skipped.words for code, skipped in result.skipped.items()}
    reasons |= {code: f"It failed: {why}. Please report it." for code, why in result.failed.items()}
    return [NotChecked(code, result.rules[code].name, why) for code, why in reasons.items()]
