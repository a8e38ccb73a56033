"""``python -m plumbline.rules.releasing``: adds the editions of the rules as they are now to ``released.csv``, which only grows."""

import csv
import io
from importlib.resources import files
from pathlib import Path

from plumbline.files import write_whole
from plumbline.rules.compiled import rulebook_of
from plumbline.rules.declare import code_order
from plumbline.rules.released import RELEASED, released
from plumbline.rules.rulebooks import years


def release() -> int:
    """Adds what is not listed yet; gives how many."""
    now: set[tuple[str, str]] = {
        (code, one.edition) for year in years() for code, one in rulebook_of(year).in_force.items()
    }
    known: set[tuple[str, str]] = {(code, edition) for code, editions in released().items() for edition in editions}
    lines = sorted(known | now, key=lambda one: (code_order(one[0]), one[1]))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("code", "edition"))
    writer.writerows(lines)
    write_whole(Path(str(files("plumbline.rules"))) / RELEASED, out.getvalue(), shared=True)
    return len(now - known)


if __name__ == "__main__":
    print(f"Editions added: {release()}")
