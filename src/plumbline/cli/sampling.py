"""``plumbline sample``."""

from pathlib import Path

from plumbline.cli.converting import write_xml_form
from plumbline.cli.progress import shown_progress
from plumbline.model.authorities import authority_code
from plumbline.synthetic import sample


def run_sample(out: Path, authority: str, children: int, year: int, seed: int, errors: float, xml: bool) -> int:
    """Writes a made-up council, and says what was planted."""
    with shown_progress(quiet=False) as tell:
        planted = sample(authority_code(authority), children, year, seed, errors, out, xml=xml, tell=tell)
    for folder in ("this_year", "last_year") if xml else ():
        write_xml_form([out / folder], out / f"{folder}.xml")
    print(f"Written to {out}, with {len({one.id for one in planted})} planted errors.")
    return 0
