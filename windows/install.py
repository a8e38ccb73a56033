"""Installs Plumbline from the folder this file lies in, and from nowhere else; called by install.cmd."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import SimpleNamespace
from venv import EnvBuilder

PACK = Path(__file__).resolve().parent


class CanNotInstall(Exception):
    """What stands in the way, in words."""


class _Environment(EnvBuilder):
    """Python's own way to give a program packages that no other program sees."""

    python: Path

    def post_setup(self, context: SimpleNamespace) -> None:
        """Called by EnvBuilder once all is made."""
        self.python = Path(context.env_exe)


def installed(pack: Path, folder: Path) -> Path:
    """Plumbline's command, installed in a folder of its own; every file is compared with its digest first."""
    if folder.exists() and any(folder.iterdir()) and not (folder / "pyvenv.cfg").is_file():
        raise CanNotInstall(f"{folder} holds other things. Give Plumbline a folder of its own.")
    listed = _list_for_this_python(pack)
    print(f"Installing Plumbline in {folder} ...", flush=True)
    made = _Environment(clear=True, with_pip=True)
    made.create(folder)
    # without the computer's own settings of pip, which may name an index
    asked = ["-m", "pip", "--isolated", "install", "--quiet", "--disable-pip-version-check", "--no-index", "--no-deps",
             "--only-binary", ":all:", "--require-hashes", "--find-links", str(pack / "wheels"), "-r", str(listed)]  # fmt: skip
    if subprocess.run([made.python, *asked], env=os.environ | {"PIP_CONFIG_FILE": os.devnull}, check=False).returncode:
        raise CanNotInstall(
            "The lines above say why. Was the whole zip unpacked? Its files are listed in SHA256SUMS.txt."
        )
    return made.python.with_name("plumbline")


def usual_folder() -> Path:
    """Where programs of one user lie; not beside what Plumbline keeps for itself, which is in LOCALAPPDATA too."""
    return Path(os.environ.get("LOCALAPPDATA") or Path.home(), "Programs", "Plumbline")


def _list_for_this_python(pack: Path) -> Path:
    python = ".".join(map(str, sys.version_info[:2]))
    listed = pack / "lists" / f"python-{python}.txt"
    if not listed.is_file() or sys.maxsize < 2**32:
        there = ", ".join(sorted(path.stem.removeprefix("python-") for path in (pack / "lists").glob("python-*.txt")))
        raise CanNotInstall(
            f"This is Python {python}, {sysconfig.get_platform()}. Plumbline needs 64-bit Python, one of: {there}."
        )
    return listed


def main() -> int:
    """Exit code 2 where it can't be installed."""
    try:
        command = installed(PACK, Path(sys.argv[1]).absolute() if sys.argv[1:] else usual_folder())
    except (CanNotInstall, OSError) as problem:
        print(f"Plumbline was not installed. {problem}", file=sys.stderr)
        return 2
    print(f'Done. Try it with made-up data:\n\n    "{command}" demo\n')
    return 0


if __name__ == "__main__":
    sys.exit(main())
