"""The equipment of this computer: DuckDB in memory, the rulebook and postcodes as installed."""

from collections.abc import Sequence
from pathlib import Path

from plumbline.checking.equipment import Equipment
from plumbline.engine.native import DuckDB
from plumbline.reference.postcodes import open_directory
from plumbline.rules.local import with_local_rules
from plumbline.rules.rulebooks import compiled_rulebook


def here(local: Sequence[Path] = ()) -> Equipment:
    """The equipment for one check, with the rules of a council's own files ``local``."""
    return Equipment(DuckDB(), with_local_rules(compiled_rulebook(), local), open_directory())
