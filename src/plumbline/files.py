"""Files of Plumbline's own: written whole or not at all."""

import io
import os
import secrets
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

#: A sheet of a workbook as rows of text.
Sheet = list[list[str]]
#: What a file is to hold; a long text may come in pieces.
Content = str | bytes | Iterator[str] | Iterator[bytes]

#: How long to wait for a file or folder that another program holds, in seconds. Windows renames nothing that is open.
_PATIENCE = 2.0
_PAUSE = 0.05
_HELD = (
    "another program has it open (Excel, a virus scanner or a backup, say), or it may not be changed. "
    "Close it there and try again"
)

#: Who keeps a private folder on Windows, by the numbers that are the same in every language: the system, the
#: administrators, the owner.
_KEEPERS = ("S-1-5-18", "S-1-5-32-544", "S-1-3-4")


def write_whole(path: Path, content: Content, *, shared: bool = False) -> None:
    """Writes a file so that a crash leaves the old one or the new one, never half; makes its folder if need be.

    Only the file's owner may read it, unless it is ``shared``: it may hold children's records. (On Windows whoever may read
    the folder.)
    """
    write_together([(path, content)], shared=shared)


def write_together(files: Iterable[tuple[Path, Content]], *, shared: bool = False) -> list[Path]:
    """Writes files that belong together, and returns their paths.

    All are written out beside their places before any takes the place of an old one, so where one can't be written, as
    on a full disk (an OSError that names the file), the old set stays as it was.
    """
    written: dict[Path, Path] = {}
    try:
        for path, content in files:
            written[path] = _written_beside(path, content, shared)
        _put_in_place(written)
    finally:
        for part in written.values():
            remove(part)
    return list(written)


def rename(path: Path, to: Path) -> None:
    """Gives a file or folder a name that is free. While another program holds it, this waits for two seconds at most.

    What then can't be renamed stays as it is: a PermissionError that names it and says so in plain words.
    """
    _patiently(lambda: path.rename(to), path)


def replace(part: Path, path: Path) -> None:
    """Gives a file the name of another one, which goes. While another program holds that one, this waits as ``rename`` does."""
    _patiently(lambda: part.replace(path), path)


def remove(path: Path) -> None:
    """Removes a file, or a folder with all that is in it, if it is there; waits as ``rename`` does."""
    _patiently(lambda: shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True), path)


def private_folder(folder: Path) -> str | None:
    """Makes a folder, if it is not there, that only its owner may read, and all that is in it; None when that is so.

    Otherwise the reason in words, as on a drive that keeps no rights: the folder is there, and others may read it. On Windows
    the system and the administrators keep their right, without which no backup could be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        private = _private_on_windows(folder) if os.name == "nt" else _private_by_mode(folder)
    except OSError as problem:
        return f"{folder}: its rights can't be changed ({problem.strerror}), so others may be able to read it."
    return (
        None if private else f"{folder}: this disk keeps no rights of its own for it, so others may be able to read it."
    )


def _private_by_mode(folder: Path) -> bool:
    folder.chmod(0o700)
    return folder.stat().st_mode & 0o077 == 0


def _private_on_windows(folder: Path) -> bool:
    import subprocess  # here, since every command would wait for it and hardly one needs it

    grants = [f"*{keeper}:(OI)(CI)F" for keeper in _KEEPERS]
    icacls = Path(os.environ["SYSTEMROOT"], "System32", "icacls.exe")  # never one that lies in the current folder
    command = [str(icacls), str(folder), "/inheritance:r", "/grant:r", *grants]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _patiently(step: Callable[[], T], path: Path) -> T:
    """Takes a step, again and again while another program holds what it is about, which is named where it can't be taken."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return step()
        except PermissionError as problem:
            if time.monotonic() >= until:
                raise PermissionError(problem.errno, _HELD, str(path)) from problem
        time.sleep(_PAUSE)


def _put_in_place(parts: Mapping[Path, Path]) -> None:
    """Gives each new file its name. Where one can't have it, as while Excel has the old one open, the old ones come back."""
    before: dict[Path, Path | None] = {}
    try:
        for path, part in parts.items():
            before[path] = _second_name(path)
            replace(part, path)
    except BaseException:
        for path, old in before.items():
            with suppress(OSError):
                if old and not old.samefile(path):
                    replace(old, path)
        raise
    finally:
        for old in filter(None, before.values()):
            remove(old)


def _second_name(path: Path) -> Path | None:
    """Another name of a file; None where it is not there, or where the disk gives no file two names.

    It is short whatever the file's own is: a path of more than 259 characters is too long for most of Windows.
    """
    other = path.with_name(f"{secrets.token_hex(4)}.old")
    with suppress(OSError):
        other.hardlink_to(path)
        return other
    return None


def remove_together(paths: Iterable[Path], folder: Path) -> None:
    """Removes files and folders that lie in ``folder``: all, or, where one can't be removed, none.

    They are moved out of the way first, within the folder, and deleted when all have been.
    """
    aside = Path(tempfile.mkdtemp(prefix=".removed-", dir=folder))
    moved: list[tuple[Path, Path]] = []
    try:
        for number, path in enumerate(paths):
            there = aside / str(number)
            rename(path, there)
            moved.append((path, there))
    except BaseException:
        for path, there in moved:
            rename(there, path)
        raise
    finally:
        remove(aside)


def _written_beside(path: Path, content: Content, shared: bool) -> Path:
    """A new file in the folder of ``path`` that holds the content and has reached the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in (content,) if isinstance(content, (str, bytes)) else content:
                file.write(piece.encode("utf-8") if isinstance(piece, str) else piece)
            file.flush()
            os.fsync(file.fileno())
        if shared:
            part.chmod(0o644)
    except BaseException as problem:
        remove(part)
        if isinstance(problem, OSError):
            problem.filename = problem.filename or str(path)
        raise
    return part


def zipped(contents: Iterable[tuple[str, str | bytes]]) -> bytes:
    """A zip of files by name. They carry no day of their own, so that the same files give the same zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in contents:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()
