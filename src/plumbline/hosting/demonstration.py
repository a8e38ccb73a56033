"""A made-up council with errors, for a first try of the page."""

import tempfile
from pathlib import Path

from plumbline.files import zipped
from plumbline.reference.postcodes import open_directory
from plumbline.rules.years import LAST_YEAR
from plumbline.synthetic import sample

_COUNCIL, _LIVES, _SEED, _ERRORS = "E08000003", 220, 1, 0.3
#: So that there is something not checked to see.
_LEFT_OUT = "sw_episodes.csv"


def demonstration() -> dict[str, bytes]:
    """Its files by name: a zip of this year's, one of last year's, a provider list; none without postcode directory."""
    if open_directory() is None:
        return {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample(_COUNCIL, _LIVES, LAST_YEAR - 1, _SEED, _ERRORS, folder)
        years = {f"made_up_{year}.zip": _zipped(folder / year) for year in ("this_year", "last_year")}
        return years | {"made_up_providers.xlsx": (folder / "providers.xlsx").read_bytes()}


def _zipped(folder: Path) -> bytes:
    """A zip of a folder's CSV files but one."""
    paths = sorted(set(folder.glob("*.csv")) - {folder / _LEFT_OUT})
    return zipped((path.name, path.read_bytes()) for path in paths)
