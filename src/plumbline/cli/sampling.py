"""``plumbline sample`` and ``plumbline demo``."""

from collections.abc import Sequence
from pathlib import Path

from plumbline.cli.checking import CheckOptions, run_check
from plumbline.cli.progress import shown_progress
from plumbline.files import write_whole
from plumbline.model.authorities import authority_code
from plumbline.reading.find import read_return
from plumbline.reading.write_xml import as_xml
from plumbline.reporting.write_all import FORMATS
from plumbline.synthetic import sample


def run_sample(out: Path, authority: str, children: int, year: int, seed: int, errors: float, xml: bool) -> int:
    """Writes a made-up council, and says what was planted."""
    with shown_progress(quiet=False) as tell:
        planted = sample(authority_code(authority), children, year, seed, errors, out, xml=xml, tell=tell)
    for folder in ("this_year", "last_year") if xml else ():
        write_xml_form([out / folder], out / f"{folder}.xml")
    print(f"Written to {out}, with {len({one.id for one in planted})} planted errors.")
    return 0


def run_demo(out: Path) -> int:
    """Makes a council with planted errors, checks it and says where the report is."""
    council = out / "council"
    sample("E08000003", 600, 2026, 1, 0.15, council)
    options = CheckOptions(
        paths=(council / "this_year",), last_year=(council / "last_year",), year=2026, authority="E08000003",
        providers=(council / "providers.xlsx",), out=out / "report", formats=list(FORMATS),
    )  # fmt: skip
    code = run_check(options)
    print(f"\nOpen {(out / 'report' / 'report.html').resolve()} in a browser.")
    return code


def write_xml_form(paths: Sequence[Path], file: Path) -> None:
    """Writes a CSV return in the XML form."""
    text, _ = as_xml(read_return(paths).tables.values())
    write_whole(file, text)
