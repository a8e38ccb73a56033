"""Earlier work lists: what people wrote in them, by the key of the finding."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from plumbline.faults import BadInput
from plumbline.files import Sheet
from plumbline.reading.workbooks import sheets
from plumbline.worklists.workbook import COLUMNS, EVIDENCE, GONE, NOBODY, NOT_CHECKED, TITLE, WORK, Entry


@dataclass(frozen=True)
class OldEntry:
    """An entry of an earlier work list: whose list it was on, how findings were shared out, and whether it was gone."""

    entry: Entry
    owner: str
    by: str
    was_gone: bool

    def written_in(self, accepted: Mapping[str, str]) -> bool:
        """Whether a new work list without it would lose something that isn't among the findings ``accepted`` anyway."""
        entry = self.entry
        status = entry.status.strip().casefold()
        reason = accepted.get(entry.key, "")
        known = (status, entry.note) == ("accepted", reason) if reason else status in ("", "open") and not entry.note
        return bool(entry.owner or entry.due) or self.was_gone or not known


@dataclass
class Earlier:
    """The entries of earlier work lists by key, and the files they were in."""

    entries: dict[str, OldEntry] = field(default_factory=dict)
    files: set[Path] = field(default_factory=set)


def read_earlier(paths: Iterable[Path]) -> Earlier:
    """Reads work lists and folders of them; of a key that is in several, the one given last counts."""
    found = Earlier()
    for path in paths:
        for file in _workbooks(path):
            found.files.add(file.resolve())
            _read(found, file)
    return found


def _workbooks(path: Path) -> list[Path]:
    if not path.exists():
        raise BadInput(f"--carry-over {path}: there is no such file or folder.")
    if not path.is_dir():
        return [path]
    inside = [one for one in sorted(path.glob("*.xlsx")) if not one.name.startswith("~$")]
    if not inside:
        raise BadInput(f"--carry-over {path}: the folder holds no work list (.xlsx).")
    return inside


def _read(found: Earlier, file: Path) -> None:
    book = sheets(file.read_bytes(), file.name)
    about = {row[0]: row[1] if len(row) > 1 else "" for row in book.get("About", []) if row}
    if TITLE not in about or WORK not in book:
        raise BadInput(
            f"{file.name}: this is not a work list of Plumbline's: it has no sheets '{WORK}' and 'About' as written by "
            "'plumbline check --split-by'."
        )
    named, by = about.get("List", ""), about.get("Split by", "")
    owner = "" if named == NOBODY else named
    for name in (GONE, NOT_CHECKED, WORK):
        for entry in _entries(book.get(name, []), f"{file.name}: {name}"):
            found.entries[entry.key] = OldEntry(entry, owner, by, name == GONE)


def _entries(sheet: Sheet, where: str) -> Iterable[Entry]:
    if not sheet:
        return
    head = [title.strip() for title in sheet[0]]
    while head and not head[-1]:
        head.pop()
    _check(head, where)
    for line, row in enumerate(sheet[1:], start=2):
        cells = dict(zip(head, row, strict=False))
        entry = Entry(*(cells.get(title, "") for title in COLUMNS))
        if entry.key:
            yield entry
        elif any(row):
            raise BadInput(f"{where}: line {line} has no key, so it can't be carried over. Take the line out.")


def _check(head: Sequence[str], where: str) -> None:
    # the evidence is made anew, so a list without it loses nothing that people wrote
    if missing := [title for title in COLUMNS if title not in head and title != EVIDENCE]:
        raise BadInput(f"{where}: the columns {', '.join(missing)} are missing. Put them back under these names.")
    strange = [title[:30] or "(no name)" for title in head if title not in COLUMNS]
    if strange or len(set(head)) < len(head):
        raise BadInput(
            f"{where}: there are columns that can't be carried over: {', '.join(strange) or 'one that is there twice'}. "
            "Move what they hold to Note and take them out."
        )
