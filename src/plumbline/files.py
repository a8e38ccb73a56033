"""Files of Plumbline's own: written whole or not at all."""

import io
import os
import secrets
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

#: A sheet of a workbook as rows of text.
Sheet = list[list[str]]
#: What a file is to hold; a long text may come in pieces.
Content = str | bytes | Iterator[str]


def write_whole(path: Path, content: Content, *, shared: bool = False) -> None:
    """Writes a file so that a crash leaves the old one or the new one, never half; makes its folder if need be.

    Only the file's owner may read it, unless it is ``shared``: it may hold children's records.
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
            part.unlink(missing_ok=True)
    return list(written)


def _put_in_place(parts: Mapping[Path, Path]) -> None:
    """Gives each new file its name. Where one can't have it, as while Excel has the old one open, the old ones come back."""
    before: dict[Path, Path | None] = {}
    try:
        for path, part in parts.items():
            before[path] = _second_name(path)
            part.replace(path)
    except BaseException:
        for path, old in before.items():
            with suppress(OSError):
                if old:
                    old.replace(path)
        raise
    finally:
        for old in filter(None, before.values()):
            old.unlink(missing_ok=True)


def _second_name(path: Path) -> Path | None:
    """Another name of a file; None where it is not there, or where the disk gives no file two names."""
    other = path.with_name(f"{path.name}.{secrets.token_hex(4)}.old")
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
            moved.append((path, path.rename(aside / str(number))))
    except BaseException:
        for path, there in moved:
            there.rename(path)
        raise
    finally:
        shutil.rmtree(aside)


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
        part.unlink(missing_ok=True)
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
