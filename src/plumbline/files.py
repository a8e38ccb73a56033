"""Files and folders of Plumbline's own: written whole or not at all, kept where the user's cache is."""

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: str | bytes, *, shared: bool = False) -> None:
    """Writes a file so that a crash leaves the old one or the new one, never half; makes its folder if need be.

    Only its owner may read it, unless it is ``shared``: it may hold children's records.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
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
