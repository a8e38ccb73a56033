"""A PostgreSQL of our own: started in a temporary folder, reached through a socket in it, and stopped."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

_DEBIAN = Path("/usr/lib/postgresql")
#: As root the server will not run: Debian's package makes this user for it.
_USER = "postgres"


def programs() -> Path | None:
    """The folder with PostgreSQL's programs; None where it is not installed, or is and nobody may run it."""
    if not hasattr(os, "geteuid") or (os.geteuid() == 0 and not _has_user()):
        return None
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parents[1].name))
    return versions[-1].parent if versions else None


@contextmanager
def running_postgres(bin_folder: Path) -> Iterator[str]:
    """Starts a server and yields the URL of its empty database; the server and its files are gone afterwards."""
    user = _USER if os.geteuid() == 0 else None
    # beside pytest's folders, which only root may enter, and short, as the names of sockets must be
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user, user)
        data = folder / "data"
        _run(
            bin_folder / "initdb",
            "-D",
            data,
            "-U",
            _USER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
            user=user,
        )
        settings = f"-k {folder} -c listen_addresses= -c fsync=off -c log_min_messages=fatal"
        log = folder / "log"
        _run(bin_folder / "pg_ctl", "-D", data, "-l", log, "-o", settings, "-w", "start", user=user)
        try:
            yield f"postgresql://{_USER}@/postgres?host={quote(str(folder), safe='')}"
        finally:
            _run(bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop", user=user)


def _run(*command: str | Path, user: str | None) -> None:
    done = subprocess.run(command, user=user, cwd="/", capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed: {done.stdout}{done.stderr}")


def _has_user() -> bool:
    import pwd  # only Unix has it, and only there is a user root

    try:
        pwd.getpwnam(_USER)
    except KeyError:
        return False
    return True
