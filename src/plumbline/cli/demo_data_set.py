"""The second half of ``plumbline demo``: a made-up council's year-round data set, loaded, looked back on and checked live."""

import csv
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from plumbline.checking.check import NO_LABELS
from plumbline.cli.checking import CheckOptions, run_check
from plumbline.cli.freshness import FreshnessOptions, run_freshness
from plumbline.cli.loading import LoadOptions, run_load
from plumbline.cli.looking_back import ChangesOptions, run_changes
from plumbline.cli.progress import shown_progress
from plumbline.dataset.folder import Folder
from plumbline.dataset.loading.load import Asked, load
from plumbline.files import write_whole
from plumbline.model.authorities import authority_code
from plumbline.progress import Progress
from plumbline.reporting.check.files import FORMATS
from plumbline.synthetic.plan import Plan
from plumbline.synthetic.returns import Row
from plumbline.synthetic.ssd import SYSTEM_C
from plumbline.synthetic.years import Shown, write_years

_COUNCIL, _CHILDREN, _SEED = "Manchester", 120, 3
_YEARS = range(2025, 2027)
#: The days of the weekly extracts: as few as let the freshness of a table be judged.
_DAYS = tuple(date(2026, 5, 26) + timedelta(weeks=week) for week in range(6))
#: So many placements of the last week lose their provider.
_SLIPS = 4
#: The council's word for a check that the return calls otherwise.
_VALUES = '[clah_health_check_type]\n"Health Surveillance" = "health_check"\n'


def keep_all_year(out: Path) -> dict[str, Path]:
    """Makes up returns and weekly extracts, loads them into ``out/dataset``, and looks at it; gives the pages by what they are."""
    given, held = out / "year-round", out / "dataset"
    print("\nNow the year-round data set of a made-up council: two returns, then an extract of the SSD each week.")
    with shown_progress(quiet=False) as progress:
        _make_up(given, progress)
    write_whole(held / "values.toml", _VALUES)
    _step("load the returns of two years", f"plumbline load {given / '2025'} {given / '2026'} --dataset {held}")
    run_load(LoadOptions([str(given / str(year)) for year in _YEARS], held, _COUNCIL))
    _step(
        "load each week's extract", f"plumbline load {_extract(given, _DAYS[-1])} --dataset {held} --as-at {_DAYS[-1]}"
    )
    _load_quietly(given, held)
    run_load(LoadOptions([str(_extract(given, _DAYS[-1]))], held, _COUNCIL, _DAYS[-1]))
    _look(out, held)
    return {"The weekly ten minutes": out / "weekly" / "weekly.html", "The live check": out / "live" / "report.html"}


def _look(out: Path, held: Path) -> None:
    """What changed in the last week, what is late, and what can be mended now."""
    since = _DAYS[-2]
    _step("see what changed in a week", f"plumbline changes --dataset {held} --since {since}")
    run_changes(ChangesOptions(held, _COUNCIL, since, None, "", (), False))
    _step("see what has stopped coming in", f"plumbline freshness --dataset {held} --out {out / 'weekly'}")
    run_freshness(FreshnessOptions(held, _COUNCIL, None, (), None, out / "weekly", False, NO_LABELS))
    _step("check what can be mended now", f"plumbline check --dataset {held} --out {out / 'live'}")
    run_check(CheckOptions(paths=(), dataset=held, authority=_COUNCIL, out=out / "live", formats=FORMATS))


def _step(what: str, command: str) -> None:
    print(f"\n--- To {what}: {command}\n")


def _extract(given: Path, day: date) -> Path:
    return given / f"ssd-{day}"


def _make_up(given: Path, progress: Progress) -> None:
    """Two returns and the weekly extracts. Visits stop coming in after the first week, and slips are made in the last."""
    shown = Shown(_YEARS, ssd=_DAYS)
    write_years(authority_code(_COUNCIL), _CHILDREN, shown, _SEED, Plan(), given, progress=progress)
    for day in _DAYS[1:]:
        _rewrite(_extract(given, day) / "ssd_cla_visits.csv", _of_the_first_week)
    _rewrite(_extract(given, _DAYS[-1]) / "ssd_cla_placement.csv", _with_slips)


def _of_the_first_week(visits: list[Row]) -> list[Row]:
    return [row for row in visits if row["clav_cla_visit_date"][:10] <= _DAYS[0].isoformat()]


def _with_slips(placements: list[Row]) -> list[Row]:
    """The last that are still open lose their provider."""
    current = [at for at, row in enumerate(placements) if not row["clap_cla_placement_end_date"]]
    for at in current[-_SLIPS:]:
        placements[at] |= {"clap_cla_placement_provider": ""}
    return placements


def _rewrite(file: Path, change: Callable[[list[Row]], list[Row]]) -> None:
    with file.open(encoding=SYSTEM_C.encoding, newline="") as before:
        rows = list(csv.DictReader(before))
    with file.open("w", encoding=SYSTEM_C.encoding, newline="") as after:
        writer = csv.DictWriter(after, list(rows[0]))
        writer.writeheader()
        writer.writerows(change(rows))


def _load_quietly(given: Path, held: Path) -> None:
    """Loads the weeks before the last; what is said of each load is the same as of the last."""
    for day in _DAYS[:-1]:
        load(Folder(held), Asked([str(_extract(given, day))], authority_code(_COUNCIL), day), datetime.now())
    print(f"Loaded the same way: the extracts of {', '.join(f'{day:%d/%m}' for day in _DAYS[:-1])}.")
