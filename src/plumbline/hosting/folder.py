"""The page as a folder for any static host."""

import json
import tempfile
from pathlib import Path

from plumbline.faults import BadInput
from plumbline.files import rename
from plumbline.hosting.page import LISTED, Page, files_listed


def write_folder(page: Page, out: Path) -> None:
    """Writes the page beside its place and moves it there whole. A folder that holds anything else is refused."""
    out = out.absolute()
    _refuse_others(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.") as name:
        new, old = Path(name) / "new", Path(name) / "old"
        for file, content in page.files.items():
            path = new / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if out.exists():
            rename(out, old)
        rename(new, out)


def _refuse_others(out: Path) -> None:
    """Refuses a place that holds what an earlier page did not put there."""
    if out.exists() and not out.is_dir():
        raise BadInput(f"{out} is a file. Name a new folder for the page.")
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir()}
    others = sorted(there - _of_earlier_page(out))
    if others:
        raise BadInput(
            f"{out} holds what is no part of the page, such as {others[0]}. Name a new folder, or an empty one."
        )


def _of_earlier_page(out: Path) -> set[str]:
    try:
        return files_listed(json.loads((out / LISTED).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        return set()
