"""The compiled rulebook: built into the wheel, or made at first use and kept in the user's cache folder.

Either way its file is named by a hash of what it is made from, so that a stale one is never taken.
"""

import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from plumbline.files import cache_folder, write_whole

_ROOMS = ("model", "concepts", "rules", "checking")


@cache
def compiled_rulebook(dialect: str = "duckdb") -> dict[str, Any]:
    """The rulebook of every year, compiled for ``dialect``; compiled anew when any source has changed."""
    name = file_name(dialect)
    kept = cache_folder() / name
    for place in (Path(str(files("plumbline.checking").joinpath("compiled", name))), kept):
        if place.exists():
            found: dict[str, Any] = json.loads(place.read_text("utf-8"))
            return found
    from plumbline.checking.compiling import compile_rulebook  # Ibis takes a second to import

    compiled = compile_rulebook(dialect)
    write_whole(kept, json.dumps(compiled))
    return compiled


def file_name(dialect: str) -> str:
    """The name of the file that holds the compiled rulebook of these sources."""
    return f"rulebook-{dialect}-{fingerprint()}.json"


def fingerprint() -> str:
    """A hash of everything the compiled rulebook is made from: rules, concepts, model and compiler."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        folder = Path(str(files("plumbline").joinpath(room)))
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".toml")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
