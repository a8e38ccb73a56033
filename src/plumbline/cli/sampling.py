"""``plumbline sample``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plumbline.cli.progress import shown_progress
from plumbline.faults import BadInput
from plumbline.files import write_whole
from plumbline.model.authorities import authority_code
from plumbline.reading.find import read_return
from plumbline.reading.writing.xml import as_xml
from plumbline.synthetic import sample
from plumbline.synthetic.plan import Plan, read_plan
from plumbline.synthetic.ssd import VENDORS
from plumbline.synthetic.years import Shown, write_years
from plumbline.wording import counted


@dataclass(frozen=True)
class SampleOptions:
    """What people ask for; ``years`` is None, ``cuts`` and ``ssd`` are empty for one return and last year's."""

    out: Path
    authority: str
    children: int
    year: int
    seed: int
    errors: float
    xml: bool
    years: int | None
    cuts: tuple[date, ...]
    ssd: tuple[date, ...]
    case_system: str
    plan: Path | None


def run_sample(asked: SampleOptions) -> int:
    """Writes a made-up council, and says what was planted or how large it is."""
    if asked.years or asked.cuts or asked.ssd:
        return _run_years(asked)
    if asked.plan:
        raise BadInput("--plan goes with --years, --cut or --ssd.")
    authority, out = authority_code(asked.authority), asked.out
    with shown_progress(quiet=False) as progress:
        planted = sample(
            authority, asked.children, asked.year, asked.seed, asked.errors, out, xml=asked.xml, progress=progress
        )
    for folder in ("this_year", "last_year") if asked.xml else ():
        write_xml_form([out / folder], out / f"{folder}.xml")
    print(f"Written to {out}, with {counted(len({one.id for one in planted}), 'planted error')}.")
    return 0


def _run_years(asked: SampleOptions) -> int:
    if asked.errors or asked.xml:
        raise BadInput("--errors and --xml go without --years, --cut and --ssd: those councils have no errors.")
    plan = read_plan(asked.plan) if asked.plan else Plan()
    years = range(asked.year - (asked.years or 0) + 1, asked.year + 1)
    vendor = next(one for one in VENDORS if one.name == asked.case_system)
    shown = Shown(years, asked.cuts, asked.ssd, vendor)
    with shown_progress(quiet=False) as progress:
        made = write_years(
            authority_code(asked.authority), asked.children, shown, asked.seed, plan, asked.out, progress=progress
        )
    print(f"Written to {asked.out}: {', '.join(made.folders)}; {counted(made.lives, 'child')} made up in all.")
    print("What is true of them is in plan.toml.")
    return 0


def write_xml_form(paths: Sequence[Path], file: Path) -> None:
    """Writes a CSV return in the XML form."""
    text, _ = as_xml(read_return(paths).tables.values())
    write_whole(file, text)
