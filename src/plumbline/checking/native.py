"""What this computer has for a check: DuckDB in memory, the rulebook and the postcodes as installed."""

from collections.abc import Sequence
from pathlib import Path

from plumbline.checking.resources import Resources
from plumbline.engine.native import DuckDB
from plumbline.reference.postcodes import open_directory
from plumbline.rules.compiled import rulebook_of
from plumbline.rules.local import with_local_rules
from plumbline.rules.local_modules import rules_of_module
from plumbline.rules.local_toml import rules_of_toml

_READERS = {".py": rules_of_module, ".toml": rules_of_toml}


def here(local: Sequence[Path] = ()) -> Resources:
    """What one check runs on, with the rules of a council's own files ``local``."""
    return Resources(DuckDB(), lambda year: with_local_rules(rulebook_of(year), local, _READERS), open_directory())
