"""Files and folders of Plumbline's own: written whole or not at all, kept where the user's cache is."""

import io
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

#: A sheet of a workbook as rows of text.
Sheet = list[list[str]]

#: How many files of one family stay in the cache: several installations may share it.
_NEWEST = 4


def write_whole(path: Path, content: str | bytes | Iterator[str], *, shared: bool = False) -> None:
    """Writes a file so that a crash leaves the old one or the new one, never half; makes its folder if need be.

    A long text may come in pieces. Only the file's owner may read it, unless it is ``shared``: it may hold children's
    records.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in (content,) if isinstance(content, (str, bytes)) else content:
                file.write(piece.encode("utf-8") if isinstance(piece, str) else piece)
            file.flush()
            os.fsync(file.fileno())
        if shared:
            Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def cache_folder() -> Path:
    """Where Plumbline keeps what it can make again: no child's data is ever there."""
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "plumbline"


def keep_in_cache(name: str, content: str | bytes, family: str) -> Path:
    """Keeps a file in the cache folder; of those of its ``family`` (a pattern of names) only the newest few stay."""
    path = cache_folder() / name
    write_whole(path, content)
    older = sorted(path.parent.glob(family), key=lambda one: one.stat().st_mtime)[:-_NEWEST]
    for one in older:
        with suppress(OSError):  # another process may be reading it
            one.unlink()
    return path


def zipped(contents: Iterable[tuple[str, str | bytes]]) -> bytes:
    """A zip of files by name. They carry no day of their own, so that the same files give the same zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in contents:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()
