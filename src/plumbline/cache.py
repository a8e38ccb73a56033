"""What Plumbline has made and can make again, kept so that it need not: no child's data is ever there."""

import logging
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from plumbline.files import write_whole

#: How many files of one family stay: several installations may share the folder.
_NEWEST = 4

#: The folder that this process uses where the user's can't be written; at most one.
_instead: list["tempfile.TemporaryDirectory[str]"] = []


def kept_file(name: str) -> Path | None:
    """The file that was kept under a name; None where there is none that can be read."""
    folders = [usual_folder(), *(Path(one.name) for one in _instead)]
    places = (folder / name for folder in folders if folder)
    return next((place for place in places if os.access(place, os.R_OK)), None)


def keep_file(name: str, content: str | bytes, family: str) -> Path:
    """Keeps a file; of those of its ``family`` (a pattern of names) only the newest few stay.

    Where the user's cache folder can't be written, as in a profile that is locked down, the file is kept in a temporary
    folder until the command ends, and that is said once.
    """
    folder = usual_folder()
    try:
        if folder is None:
            raise FileNotFoundError
        write_whole(folder / name, content)
    except OSError as problem:
        folder = _temporary_folder(folder, problem)
        write_whole(folder / name, content)
    for one in sorted(folder.glob(family), key=lambda one: one.stat().st_mtime)[:-_NEWEST]:
        with suppress(OSError):  # another process may be reading it
            one.unlink()
    return folder / name


def usual_folder() -> Path | None:
    """The folder in the user's own cache; None for a user without a home."""
    with suppress(RuntimeError):
        base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
        return Path(base) / "plumbline"
    return None


def forget_temporary() -> None:
    """Removes the temporary folder, where there is one."""
    while _instead:
        _instead.pop().cleanup()


def _temporary_folder(usual: Path | None, problem: OSError) -> Path:
    if not _instead:
        _instead.append(tempfile.TemporaryDirectory(prefix="plumbline-", ignore_cleanup_errors=True))
        why = f"the folder {usual} can't be written ({problem.strerror})" if usual else "this user has no home folder"
        logging.getLogger(__name__).warning(
            "plumbline: note: %s, so what is usually kept there is made anew each time. To keep it, name a folder that can "
            "be written in XDG_CACHE_HOME.", why,
        )  # fmt: skip
    return Path(_instead[0].name)
