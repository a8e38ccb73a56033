"""What reading noted that is a cause of its own: a doubtful year, words for blank, columns under other names."""

from collections.abc import Iterator

from plumbline.checking.diagnosis import Diagnosis
from plumbline.checking.result import Result
from plumbline.checking.years import OtherYear, other_years, votes_of
from plumbline.reading.returns import Note, Return
from plumbline.wording import counted

#: The kinds of notes that a diagnosis tells.
TOLD = frozenset(
    ("another_year", "later_dates", "no_year", "mixed_dates", "month_first", "words_for_blank", "renamed_column")
)


def told_by_reading(result: Result, given: Return) -> Iterator[Diagnosis]:
    """The diagnoses that reading's notes are."""
    by_kind: dict[str, list[Note]] = {}
    for note in result.reading.notes:
        by_kind.setdefault(note.kind, []).append(note)
    if "another_year" in by_kind:
        yield from _other_years(other_years(votes_of(given), result.year), result.year)
    for note in (*by_kind.get("later_dates", ()), *by_kind.get("no_year", ())):
        yield _year(note, result)
    if notes := by_kind.get("words_for_blank"):
        yield _words_for_blank(notes)
    if notes := by_kind.get("renamed_column"):
        yield _renamed(notes)


def _other_years(others: list[OtherYear], year: int) -> Iterator[Diagnosis]:
    """Returns of another year; an earlier one that is right beside this year's as it should be named needs no cure of its own."""
    own = next((one.seen for one in others if one.back == 0), year)
    for one in others:
        if one.back == 0:
            advice, command = "Name that year, or give the right files.", f"plumbline check --year {one.seen}"
            yield Diagnosis("year_doubtful", one.words, advice, "year", command=command)
        elif one.seen != own - one.back:
            option = "--last-year" if one.back == 1 else "--earlier"
            if one.seen == own:
                advice = f"One year's files may be given twice: give this year's, and with {option} those of before."
            else:
                advice = f"Give the return of {own - one.back} with {option}."
            yield Diagnosis("year_doubtful", one.words, advice, "files")


def _year(note: Note, result: Result) -> Diagnosis:
    return Diagnosis(
        "year_doubtful", note.message, "Name the collection year if it is another, or give the right files.", "year",
        values=note.count, command=f"plumbline check --year {result.year + (1 if note.kind == 'later_dates' else 0)}",
    )  # fmt: skip


def _words_for_blank(notes: list[Note]) -> Diagnosis:
    cells = sum(note.count for note in notes)
    said = f"NULL or another word for no value stands in {counted(cells, 'cell')} of {_files(notes)}."
    advice = "They were read as blank; the department would not do so: leave them empty in the export."
    return Diagnosis("words_for_blank", said, advice, "export", values=cells, findings=0, fault=False)


def _renamed(notes: list[Note]) -> Diagnosis:
    said = " ".join(f"{note.file}: {note.message}" for note in notes)
    advice = "The department takes a column by its own name only: rename it in the export."
    return Diagnosis("column_renamed", said, advice, "export", values=len(notes), findings=0, fault=False)


def _files(notes: list[Note]) -> str:
    names = list(dict.fromkeys(note.file for note in notes))
    return names[0] if len(names) == 1 else counted(len(names), "file")
