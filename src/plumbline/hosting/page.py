"""The page as it is given to people: what was built of ``web/``, its parts, and a list of both."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from plumbline.faults import BadInput
from plumbline.hosting.parts import ENGINES, Part, parts_of
from plumbline.hosting.policy import with_policy, written_policy

INDEX, LISTED, SERVICE_WORKER = "index.html", "parts.json", "sw.js"


@dataclass(frozen=True)
class Page:
    """The shell, by relative path and as it was built, and the parts."""

    shell: Mapping[str, bytes]
    parts: tuple[Part, ...]

    @cached_property
    def edition(self) -> str:
        """A hash over everything: another one where anything differs."""
        digest = hashlib.sha256()
        for name, content in sorted([*self.shell.items(), *((part.file, part.content) for part in self.parts)]):
            digest.update(f"{name}\n{len(content)}\n".encode() + content)
        return digest.hexdigest()[:16]

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file to host, by relative path."""
        own = {**self.shell, LISTED: json.dumps(self._listed(), indent=1).encode()}
        own[INDEX] = with_policy(own[INDEX].decode(), written_policy()).encode()
        own[SERVICE_WORKER] = self._stamp() + own[SERVICE_WORKER]
        return own | {part.file: part.content for part in self.parts}

    def _listed(self) -> dict[str, Any]:
        """What the page reads of its edition and its parts, with their sizes."""
        parts = [
            {"name": part.name, "file": part.file, "bytes": len(part.content), "for": part.purpose}
            for part in self.parts
        ]
        return {"edition": self.edition, "shell": sorted({*self.shell, LISTED}), "parts": parts}

    def _stamp(self) -> bytes:
        """What ``web/src/sw.ts`` keeps for use without a network; browsers keep itself."""
        shell = sorted({*self.shell, LISTED} - {SERVICE_WORKER})
        kept = {"edition": self.edition, "shell": shell, "parts": [part.file for part in self.parts]}
        return f"const PAGE = {json.dumps(kept)};\n".encode()


def files_listed(listed: dict[str, Any]) -> set[str]:
    """Every file of the page that a list is of."""
    return {*listed["shell"], *(part["file"] for part in listed["parts"])}


def the_page() -> Page:
    """The page of this Plumbline."""
    built = _built()
    shell = {name: content for name, content in built.items() if not name.startswith(ENGINES)}
    return Page(shell, tuple(parts_of(built)))


def _built() -> dict[str, bytes]:
    """What ``make web`` built: in an installed wheel inside the package, in a checkout in ``web/dist``."""
    own = Path(str(files("plumbline.hosting")))
    for folder in (own / "page", own.parents[2] / "web" / "dist"):
        if (folder / INDEX).exists():
            paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
            return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    raise BadInput(
        "The browser page has not been built. In a checkout of Plumbline run 'make web' (it needs Node.js and npm); "
        "a wheel made after that has the page inside."
    )
