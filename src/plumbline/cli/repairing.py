"""``plumbline repair``."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plumbline.checking.native import here
from plumbline.cli.checking import notes_of
from plumbline.cli.given import Wanted, files_given
from plumbline.cli.progress import shown_progress
from plumbline.faults import BadInput
from plumbline.repairing.repair import Council, repair
from plumbline.repairing.telling import changes, in_short, to_json
from plumbline.repairing.writing import refuse_unless_ours, write_outcome


@dataclass(frozen=True)
class RepairOptions:
    """What the person asked for, as given."""

    paths: Sequence[Path]
    out: Path | None = None
    last_year: Sequence[Path] = ()
    earlier: Sequence[Path] = ()
    year: int = 0
    authority: str = ""
    providers: Sequence[Path] = ()
    preview: bool = False
    as_json: bool = False
    quiet: bool = False
    dataset: Path | None = None
    as_at: date | None = None


def run_repair(options: RepairOptions) -> int:
    """Repairs, prints and writes; returns the exit code: 0 done, 3 a rule failed."""
    if options.out is None and not options.preview:
        raise BadInput("Say where the repaired copies go with --out DIR, or look first with --preview.")
    if options.out is not None and not options.preview:
        refuse_unless_ours(options.out, options.paths)
    asked = Wanted(
        options.paths, options.last_year, options.earlier, options.providers, options.dataset, options.as_at, options.year,
        options.authority,
    )  # fmt: skip
    if not options.paths and not options.preview:
        raise BadInput("A data set is looked at with --preview only: repair the files that it was loaded from.")
    found, year, authority = files_given(asked)
    council = Council(found.sources, here, found.providers, year, authority, found.notes)
    with shown_progress(quiet=options.quiet) as progress:
        outcome = repair(council, progress)
    written = write_outcome(outcome, options.out) if options.out and not options.preview else []
    if options.as_json:
        print(to_json(outcome))
    elif not options.quiet:
        told = [*notes_of(outcome.before), *([changes(outcome)] if options.preview else [])]
        print("\n".join([*told, in_short(outcome), *(["", f"Written to {options.out}."] if written else [])]))
    if outcome.after.failed:
        print(f"plumbline: these rules failed and were not checked: {', '.join(outcome.after.failed)}", file=sys.stderr)
        return 3
    return 0
