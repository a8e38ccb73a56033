"""A made-up council with errors, for a first try of the page."""

import io
import tempfile
import zipfile
from pathlib import Path

from plumbline.reading.postcodes import open_directory
from plumbline.rules.years import LAST_YEAR
from plumbline.synthetic import sample

_COUNCIL, _LIVES, _SEED, _ERRORS = "E08000003", 220, 1, 0.3
#: What was planted stays out: it is no part of a return.
_TAKEN = ("this_year/*.csv", "last_year/*.csv", "providers.xlsx")


def demonstration() -> bytes | None:
    """A zip of ``this_year/``, ``last_year/`` and ``providers.xlsx``; None without the postcode directory."""
    if open_directory() is None:
        return None
    out = io.BytesIO()
    with tempfile.TemporaryDirectory() as name, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        folder = Path(name)
        sample(_COUNCIL, _LIVES, LAST_YEAR - 1, _SEED, _ERRORS, folder)
        for path in sorted(path for pattern in _TAKEN for path in folder.glob(pattern)):
            # without a date of its own, so that the same council gives the same zip
            about = zipfile.ZipInfo(path.relative_to(folder).as_posix())
            zipped.writestr(about, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()
