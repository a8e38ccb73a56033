"""What reading met: values changed and unreadable, what Excel left, and years that don't fit."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from plumbline.checking.engine import Execute, Given
from plumbline.checking.loading import excel_damage, unreadable
from plumbline.reading.returns import Note, Return, table_key

#: Where the dates lie that show a return's year; the first table that has any decides.
_DATED = {"episodes": ("DECOM", "DEC"), "reviews": ("REVIEW",), "missing": ("MIS_START",)}


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


def likely_year(execute: Execute, given: Return, back: int) -> int:
    """The collection year that most of one return's dates point to: episodes, else reviews, else missing spells; or 0."""
    for name, fields in _DATED.items():
        loaded = given.tables.get((back, name))
        dated = [field for field in fields if loaded and field in loaded.columns]
        if dated and (found := _latest_common_year(execute, f"given_{name}_{back}", dated)):
            return found
    return 0


def _latest_common_year(execute: Execute, table: str, fields: list[str]) -> int:
    """The latest collection year that at least one date in twenty lies in; 0 if no date can be read."""
    asked = " UNION ALL ".join(
        f'SELECT RIGHT("{field}", 7) AS month, COUNT(*) AS n FROM "{table}" WHERE LENGTH("{field}") = 10 GROUP BY 1'
        for field in fields
    )
    votes: dict[int, int] = {}
    for month, count in execute(asked):
        if month[:2].isdigit() and month[2] == "/" and month[3:].isdigit():
            year = int(month[3:]) + (int(month[:2]) >= 4)
            if 1990 <= year <= date.today().year + 1:
                votes[year] = votes.get(year, 0) + count
    return max((year for year, count in votes.items() if count * 20 >= sum(votes.values())), default=0)


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
