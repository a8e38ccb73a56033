"""Files of another time than the rest: this year's that is last year's, or that ends months before the others."""

from collections import Counter
from collections.abc import Iterator

from plumbline.checking.diagnosis import Diagnosis
from plumbline.checking.result import Result
from plumbline.model.years import TableOfYear
from plumbline.reading.dates_shown import month_votes, year_votes
from plumbline.reading.returns import LoadedTable, Return
from plumbline.wording import counted

#: Tables in which things happen all year round, with the rows from which one of them must have happened this year.
_LIVELY = {"episodes": 20, "reviews": 5, "missing": 5, "sw_episodes": 20}
_ENOUGH = 5
#: So many dates would have been expected in the months in which a file has none.
_EXPECTED = 10
_FILES = "Give the file of this year's extract."


def stale_files(result: Result, given: Return) -> Iterator[Diagnosis]:
    """This year's tables that are the same as last year's, have no date of the year, or end long before the others."""
    own = {name: one for name, one in given.of_year(0).items() if one.rows}
    told: set[str] = set()
    for name, one in own.items():
        last = given.tables.get(TableOfYear(name, 1))
        if last and one.rows == last.rows >= _ENOUGH and _same_rows(one, last):
            told.add(name)
            yield _stale(
                name, f"This year's {name} file has the same {counted(one.rows, 'row')} as last year's.", one.rows
            )
    lively = {name: one for name, one in own.items() if name in _LIVELY and name not in told}
    months = {name: _months(one, result.year) for name, one in lively.items()}
    if not any(months.values()):
        return
    for name, counts in months.items():
        if lively[name].rows >= _LIVELY[name] and not counts and year_votes(lively[name].csv):
            said = f"No date in {name} lies in the collection year, though other files have some: is it an older one?"
            yield _stale(name, said, lively[name].rows)
    yield from _ending_early(lively, months)


def _ending_early(lively: dict[str, LoadedTable], months: dict[str, Counter[int]]) -> Iterator[Diagnosis]:
    """Tables that stop months before the last of the others, where many dates would have been expected."""
    last = max(max(counts) for counts in months.values() if counts)
    for name, counts in months.items():
        if not counts:
            continue
        ends = max(counts)
        if counts.total() / (ends + 1) * (last - ends) >= _EXPECTED:
            said = f"The dates of {name} end {last - ends} months before those of the other files: is it an older one?"
            yield _stale(name, said, lively[name].rows)


def _stale(name: str, words: str, rows: int) -> Diagnosis:
    return Diagnosis("stale_file", words, _FILES, "files", name, values=rows)


def _same_rows(one: LoadedTable, other: LoadedTable) -> bool:
    return one.csv == other.csv or _body(one) == _body(other)


def _body(one: LoadedTable) -> list[bytes]:
    """A table's rows without the lines that they stood on, in any order."""
    rows = one.csv.splitlines()[1:]
    return sorted(row.partition(b",")[2] if one.line_given else row for row in rows)


def _months(one: LoadedTable, year: int) -> Counter[int]:
    """How many dates lie in each month of the collection year, April being 0."""
    found: Counter[int] = Counter()
    for (calendar, month), count in month_votes(one.csv).items():
        at = (calendar - year + 1) * 12 + month - 4
        if 0 <= at < 12:
            found[at] += count
    return found
