"""``plumbline sample``."""

from collections.abc import Sequence
from pathlib import Path

from plumbline.cli.progress import shown_progress
from plumbline.files import write_whole
from plumbline.model.authorities import authority_code
from plumbline.reading.find import read_return
from plumbline.reading.writing.xml import as_xml
from plumbline.synthetic import sample
from plumbline.wording import counted


def run_sample(out: Path, authority: str, children: int, year: int, seed: int, errors: float, xml: bool) -> int:
    """Writes a made-up council, and says what was planted."""
    with shown_progress(quiet=False) as progress:
        planted = sample(authority_code(authority), children, year, seed, errors, out, xml=xml, progress=progress)
    for folder in ("this_year", "last_year") if xml else ():
        write_xml_form([out / folder], out / f"{folder}.xml")
    print(f"Written to {out}, with {counted(len({one.id for one in planted}), 'planted error')}.")
    return 0


def write_xml_form(paths: Sequence[Path], file: Path) -> None:
    """Writes a CSV return in the XML form."""
    text, _ = as_xml(read_return(paths).tables.values())
    write_whole(file, text)
