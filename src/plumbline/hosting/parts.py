"""The parts that the page loads when it needs them: engines, Plumbline's Python, postcodes, a demo to try it on."""

import hashlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from plumbline.cache import keep_file, kept_file
from plumbline.hosting.archive import archive
from plumbline.hosting.demonstration import demonstration
from plumbline.reference import postcode_packing
from plumbline.reference.postcodes import open_directory

#: Where the built page keeps its engines, and where the page finds all of its parts.
ENGINES, PARTS = "engines/", "parts/"


@dataclass(frozen=True)
class Part:
    """A file that the page knows by name: what it is for (``engine``, ``python``, ``postcodes``, ``demo``), its content."""

    name: str
    purpose: str
    content: bytes

    @cached_property
    def file(self) -> str:
        """Its place, named after its content: another edition's is never taken for it, an equal one is kept."""
        stem, dot, suffix = self.name.partition(".")
        return f"{PARTS}{stem}-{hashlib.sha256(self.content).hexdigest()[:12]}{dot}{suffix}"


def _postcodes() -> bytes | None:
    """The postcode directory packed, kept in the cache folder; None where there is none."""
    directory = open_directory()
    if directory is None:
        return None
    digest = hashlib.sha256(directory.content)
    digest.update(inspect.getsource(postcode_packing).encode())
    name = f"postcodes-packed-{digest.hexdigest()[:16]}.bin"
    kept = kept_file(name) or keep_file(name, postcode_packing.packed(directory.content), "postcodes-packed-*.bin")
    return kept.read_bytes()


#: Parts made here, with what each is for; what can't be made on this computer is None.
_MADE: dict[str, tuple[str, Callable[[], bytes | None]]] = {
    "plumbline.tar.gz": ("python", archive),
    "postcodes.bin": ("postcodes", _postcodes),
}


def parts_of(built: Mapping[str, bytes]) -> list[Part]:
    """Every part: the engines among the built files, those made here, and the made-up council."""
    engines = [
        Part(path.removeprefix(ENGINES), "engine", content)
        for path, content in built.items()
        if path.startswith(ENGINES)
    ]
    made = [Part(name, purpose, content) for name, (purpose, make) in _MADE.items() if (content := make()) is not None]
    demo = [Part(name, "demo", content) for name, content in demonstration().items()]
    return engines + made + demo
