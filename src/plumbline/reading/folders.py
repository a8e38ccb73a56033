"""From paths to what is in them: folders walked, zips unpacked; a computer's own files and Plumbline's are passed over."""

import io
import zipfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path, PurePath, PurePosixPath
from typing import NamedTuple

from plumbline.faults import BadInput
from plumbline.reading.csv_files import LIMIT

#: The kinds of files that a return may be in.
KINDS = (".csv", ".txt", ".xml", ".xlsx", ".xlsm", ".zip")
#: What Plumbline writes beside a return, and so meets again.
_OWN = ("findings.csv", "accepted.csv", "report.xlsx", "repairs.csv", "fix_at_source.csv", "planted.csv")


class Given(NamedTuple):
    """One file in memory. ``asked`` is one whose own path was given: it was meant to be read."""

    name: str
    content: bytes
    asked: bool

    @property
    def suffix(self) -> str:
        """The ending of its name, in small letters."""
        return PurePath(self.name).suffix.lower()


def files_in(paths: Sequence[Path], apart: Iterable[Path] = ()) -> Iterator[Given]:
    """The files that paths lead to, each called by its way from the folder given, so that no two have one name.

    What lies in a folder and was given ``apart``, as another year's or as Ofsted's list, is not the folder's. A path that
    leads nowhere, or to nothing that could hold a table: BadInput.
    """
    elsewhere = frozenset(path.resolve() for path in apart)
    there = [(file, name, asked) for path in paths for file, name, asked in _walked(path, elsewhere)]
    times = Counter(name for _, name, _ in there)
    for file, name, asked in there:
        called = name if times[name] == 1 else file.as_posix()
        if file.stat().st_size > LIMIT:
            raise BadInput(f"{called}: the file is larger than 200 MB, which no return's table is.")
        content = file.read_bytes()
        if file.suffix.lower() == ".zip":
            yield from _unpacked(called, content)
        else:
            yield Given(called, content, asked)


def is_own(name: str) -> bool:
    """Whether a file that is no table is one that Plumbline writes."""
    return PurePath(name).name.lower() in _OWN


def _walked(path: Path, elsewhere: Collection[Path]) -> list[tuple[Path, str, bool]]:
    if not path.exists():
        raise BadInput(f"{path}: there is no such file or folder.")
    if not path.is_dir():
        return [(path, path.name, True)]
    inside = [(file, file.relative_to(path).as_posix(), False) for file in sorted(path.rglob("*")) if file.is_file()]
    found = [one for one in inside if one[0].suffix.lower() in KINDS and not _of_the_system(one[1])]
    below = [one for one in elsewhere if path.resolve() in one.parents]
    found = [one for one in found if not any(one[0].resolve().is_relative_to(other) for other in below)]
    if not found:
        raise BadInput(f"{path}: the folder holds no CSV, XML, Excel or zip file.")
    return found


def _of_the_system(name: str) -> bool:
    """Whether a file is one that a computer leaves: of an open workbook, of a Mac's zip, hidden."""
    return any(part == "__MACOSX" or part.startswith(("~$", ".")) for part in PurePosixPath(name).parts)


def _unpacked(name: str, content: bytes) -> Iterator[Given]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = _members(name, archive)
            for member in members:
                yield Given(f"{name}: {member.filename}", archive.read(member), asked=False)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as problem:
        raise BadInput(
            f"{name}: the zip is damaged or protected by a password. Make it again without one."
        ) from problem


def _members(name: str, archive: zipfile.ZipFile) -> Iterable[zipfile.ZipInfo]:
    members = [
        one
        for one in archive.infolist()
        if not one.is_dir() and Path(one.filename).suffix.lower() in KINDS and not _of_the_system(one.filename)
    ]
    if sum(member.file_size for member in members) > LIMIT:
        raise BadInput(f"{name}: unpacked, the zip is larger than 200 MB; refused.")
    if not members:
        raise BadInput(f"{name}: the zip holds no CSV, XML or Excel file.")
    if any(member.filename.lower().endswith(".zip") for member in members):
        raise BadInput(f"{name}: a zip within the zip; unpack it first.")
    return members
