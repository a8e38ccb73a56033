"""The compiled rulebook: made once from the declarations, kept in the user's cache folder under a hash of its sources."""

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
    kept = cache_folder() / f"rulebook-{dialect}-{fingerprint()}.json"
    if kept.exists():
        found: dict[str, Any] = json.loads(kept.read_text("utf-8"))
        return found
    from plumbline.checking.compiling import compile_rulebook  # Ibis takes a second to import

    compiled = compile_rulebook(dialect)
    write_whole(kept, json.dumps(compiled))
    return compiled


def fingerprint() -> str:
    """A hash of everything the compiled rulebook is made from: rules, concepts, model and compiler."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        folder = Path(str(files("plumbline").joinpath(room)))
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".toml")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
