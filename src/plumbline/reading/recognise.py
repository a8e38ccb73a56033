"""Which table a file holds: found from its column names, in any order, case and spacing."""

from dataclasses import dataclass

from plumbline.faults import BadInput
from plumbline.model import ssda903
from plumbline.reading.returns import Note


@dataclass(frozen=True)
class Recognised:
    """The table, the model's name of each of the file's columns (empty: not used), and notes."""

    name: str
    columns: tuple[str, ...]
    notes: tuple[Note, ...]


def recognise(header: list[str], file: str) -> Recognised:
    """The table whose columns these are. Missing and extra columns are noted; no likely table is BadInput."""
    names = [_tidy(name) for name in header]
    repeated = sorted({name for name in names if name and names.count(name) > 1})
    if repeated:
        raise BadInput(f"{file}: the column {', '.join(repeated)} is there twice. Remove one and try again.")
    scores = {name: _score(names, [f.name for f in table.submitted]) for name, table in ssda903().tables.items()}
    best = max(scores, key=lambda name: scores[name])
    wanted = [field.name for field in ssda903().tables[best].submitted]
    own = [n for n in wanted if n not in ("CHILD", "DOB", "SEX")] or wanted
    if "CHILD" not in names or not any(name in names for name in own):
        raise BadInput(
            f"{file}: these columns are not those of a table of the return. The closest is {best}, which has "
            f"{', '.join(wanted)}. Found {len(names)} columns: {', '.join(n[:30] for n in names[:20])}. "
            "Check that the first row holds the column names."
        )
    return Recognised(best, tuple(name if name in wanted else "" for name in names), _notes(names, wanted, best, file))


def _score(found: list[str], wanted: list[str]) -> float:
    shared = len(set(found) & set(wanted))
    return shared / len(set(found) | set(wanted))


def _notes(found: list[str], wanted: list[str], table: str, file: str) -> tuple[Note, ...]:
    notes = []
    if missing := [name for name in wanted if name not in found]:
        notes.append(Note("missing_column", file, f"{table} has no {', '.join(missing)}: read as blank.", len(missing)))
    if extra := [name for name in found if name and name not in wanted]:
        shown = ", ".join(name[:30] for name in extra[:10])
        notes.append(
            Note(
                "ignored_column",
                file,
                f"these columns are not part of {table} and were ignored: {shown}.",
                len(extra),
            )
        )
    return tuple(notes)


def _tidy(name: str) -> str:
    return "_".join(name.strip().strip("\ufeff").upper().replace("_", " ").split())
