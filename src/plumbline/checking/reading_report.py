"""What reading met: values changed and unreadable, what Excel left, and years that don't fit."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from plumbline.checking.engine import Execute, Given
from plumbline.checking.loading import excel_damage, unreadable
from plumbline.reading.returns import Note, Return, table_key

#: Tables whose dates show a return's year; the first that has any decides. Dates of birth are too far apart to count.
_DATED = ("episodes", "reviews", "missing")
_MONTH = re.compile(rb"/(\d\d/\d{4})")


def reading_report(
    execute: Execute,
    given: Return,
    present: dict[tuple[int, str], Given],
    changed: dict[tuple[int, str], dict[str, Any]],
    notes: Iterable[Note],
) -> dict[str, Any]:
    """Per table its file, rows, values changed and unreadable, what Excel left; and every note."""
    bad = unreadable(execute, present)
    tables = {
        table_key(*key): {
            "file": one.file,
            "rows": one.rows,
            **changed.get(key, {}),
            "unreadable": bad.get(key, {}),
            "excel": excel_damage(execute, one, bad[key]) if key in bad else {},
        }
        for key, one in given.tables.items()
    }
    listed = [{"kind": n.kind, "file": n.file, "message": n.message, "count": n.count} for n in notes]
    return {"source": given.source, "tables": tables, "notes": listed}


def likely_year(given: Return, back: int) -> int:
    """The collection year that most of one return's dates point to: episodes, else reviews, else missing spells; or 0."""
    loaded = (given.tables.get((back, name)) for name in _DATED)
    return next((year for one in loaded if one and (year := latest_common_year(one.csv))), 0)


def latest_common_year(text: bytes) -> int:
    """The latest collection year that at least one date in twenty lies in; 0 if the text holds no date."""
    votes: Counter[int] = Counter()
    for month, count in Counter(_MONTH.findall(text)).items():
        year = int(month[3:]) + (int(month[:2]) >= 4)
        if 1990 <= year <= date.today().year + 1:
            votes[year] += count
    return max((year for year, count in votes.items() if count * 20 >= votes.total()), default=0)


def years_astray(year: int, likely: dict[int, int]) -> list[Note]:
    """Warnings where the dates of a return look like another collection year's than the one it was given as.

    ``likely`` is the year that each return's dates point to, by how many years back it was given.
    """
    which = {0: "This year's", 1: "Last year's"}
    return [
        Note(
            "another_year", "",
            f"{which.get(back, f'The return of {back} years back:')} files look like collection year {seen}, but were "
            f"checked as {year - back}.",
        )
        for back, seen in likely.items()
        if seen and seen != year - back
    ]  # fmt: skip
