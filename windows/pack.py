"""Gathers in one zip what Plumbline needs on a Windows computer that reaches no package index; `make windows-pack`."""

import hashlib
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from importlib.metadata import requires
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[1]
#: What lies in the pack besides wheels, and under which name.
TEXTS = {
    **{name: f"windows/{name}" for name in ("README.txt", "install.cmd", "install.py", "nightly.cmd")},
    "year-round.md": "docs/guides/year-round.md", "LICENSE.txt": "LICENSE", "NOTICE.txt": "NOTICE",
}  # fmt: skip
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
#: The earliest day that a zip can note, for all files, so that the same files make the same zip.
DAY = (1980, 1, 1, 0, 0, 0)


class Pinned(NamedTuple):
    """A package of requirements.txt in one version, with the digests that its files may have."""

    requirement: Requirement
    hashes: tuple[str, ...]

    def __str__(self) -> str:
        """As a line that pip reads; without the marker, which is settled."""
        return " ".join([f"{self.requirement.name}{self.requirement.specifier}", *self.hashes])


def pinned(requirements: str) -> list[Pinned]:
    """The packages of a hashed list."""
    lines = (line.split(" --hash") for line in requirements.replace("\\\n", "").splitlines() if line.strip())
    return [Pinned(Requirement(first), tuple(f"--hash{one.strip()}" for one in rest)) for first, *rest in lines]


def windows(python: str) -> dict[str, str]:
    """What is true of 64-bit Windows with a version of Python ("3.13"), as the markers of requirements ask for it.

    pip looks at the computer it runs on instead, also where it is asked to fetch for another.
    """
    return {
        **{name: str(value) for name, value in default_environment().items()},
        "os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64",
        "platform_release": "", "platform_version": "", "python_version": python, "python_full_version": f"{python}.0",
    }  # fmt: skip


def needed(requirements: Iterable[str], environment: Mapping[str, str]) -> set[str]:
    """The packages that requirements lead to where ``environment`` is true, those of packages needed included.

    Each must be installed here too: what it needs in turn is read from there (else PackageNotFoundError).
    """
    found: set[str] = set()
    waiting = list(requirements)
    while waiting:
        requirement = Requirement(waiting.pop())
        name = canonicalize_name(requirement.name)
        if name not in found and (
            requirement.marker is None or requirement.marker.evaluate({**environment, "extra": ""})
        ):
            found.add(name)
            waiting.extend(requires(name) or ())
    return found


def list_for(python: str, dependencies: Iterable[str], requirements: str) -> list[Pinned]:
    """What the product needs on Windows with a version of Python; ValueError where something is not in the hashed list."""
    environment = windows(python)
    names = needed(dependencies, environment)
    chosen = [
        one for one in pinned(requirements)
        if canonicalize_name(one.requirement.name) in names
        and (one.requirement.marker is None or one.requirement.marker.evaluate(environment))
    ]  # fmt: skip
    if missing := names - {canonicalize_name(one.requirement.name) for one in chosen}:
        raise ValueError(f"not in requirements.txt, but needed on Windows: {', '.join(sorted(missing))}")
    return chosen


def write_pack(folder: Path, out: Path) -> str:
    """Zips a folder, a list of its files' SHA-256 included, and gives the zip's own; nothing of a day or a user is in it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    listed = folder / "SHA256SUMS.txt"
    listed.write_text("".join(f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in files), "utf-8")
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out, "w") as archive:
        for path in [*files, listed]:
            archive.writestr(
                zipfile.ZipInfo(f"{out.stem}/{path.relative_to(folder).as_posix()}", DAY), path.read_bytes()
            )
    digest = _sha256(out)
    out.with_name(f"{out.name}.sha256").write_text(f"{digest}  {out.name}\n", "utf-8")
    return digest


def main(pythons: list[str]) -> None:
    """Fetches, tries and zips what these versions of Python need on Windows."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    requirements = (PROJECT / "requirements.txt").read_text("utf-8")
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        wheels, lists = folder / "wheels", folder / "lists"
        lists.mkdir()
        _texts(folder)
        own = _own_wheel(wheels)
        for python in pythons:
            listed = lists / f"python-{python}.txt"
            others = list_for(python, project["dependencies"], requirements)
            listed.write_text("".join(f"{one}\n" for one in others), "utf-8")
            _pip("download", *_for_windows(python), "--dest", str(wheels), "-r", str(listed))
            with listed.open("a", encoding="utf-8") as file:
                file.write(f"plumbline=={project['version']} --hash=sha256:{_sha256(own)}\n")
            with (
                TemporaryDirectory() as tried
            ):  # as install.cmd will: from the folder alone, each compared with its digest
                _pip("--isolated", "download", "--no-index", "--find-links", str(wheels), *_for_windows(python),
                     "--dest", tried, "-r", str(listed))  # fmt: skip
        out = PROJECT / "dist" / f"plumbline-{project['version']}-windows.zip"
        print(f"{out.relative_to(PROJECT)} ({', '.join(pythons)})\nSHA-256 {write_pack(folder, out)}")


def _for_windows(python: str) -> list[str]:
    asked = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--platform=win_amd64", "--implementation=cp"]
    return [*asked, f"--python-version={python}"]


def _texts(folder: Path) -> None:
    """With the line ends of Windows, without which its command interpreter may miss a label."""
    for name, place in TEXTS.items():
        (folder / name).write_text((PROJECT / place).read_text("utf-8"), "utf-8", newline="\r\n")


def _own_wheel(wheels: Path) -> Path:
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(PROJECT))
    (wheel,) = wheels.glob("plumbline-*.whl")
    return wheel


def _pip(*asked: str) -> None:
    subprocess.run([*PIP, *asked], check=True)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1:])
