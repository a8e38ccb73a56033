"""``plumbline forget`` and ``plumbline thin``."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from plumbline.cli.loading import dataset_folder
from plumbline.cli.progress import shown_progress
from plumbline.dataset.folder import Folder
from plumbline.dataset.forgetting.finding import Found
from plumbline.dataset.forgetting.forget import Asked, council_of, look_for, older_than
from plumbline.dataset.forgetting.forget import forget as forget_children
from plumbline.dataset.forgetting.receipt import Receipt
from plumbline.dataset.forgetting.thin import Plan, what_would_go
from plumbline.dataset.forgetting.thin import thin as thin_loads
from plumbline.dataset.loads import Load
from plumbline.faults import BadInput
from plumbline.model.authorities import authority_code
from plumbline.wording import counted

#: What leads from one number to another, as it is shown.
_RELATIONS = {"same child": "the same child", "mother": "its mother", "baby": "its baby"}


@dataclass(frozen=True)
class ForgetOptions:
    """What the person asked for, as given."""

    dataset: Path | None
    authority: str = ""
    child: str = ""
    child_file: Path | None = None
    older_than: int | None = None
    linked: bool = False
    accepted: Sequence[Path] = ()
    remember: bool = True
    yes: bool = False
    as_json: bool = False


def run_forget(options: ForgetOptions) -> int:
    """Shows what leads on, asks, forgets, and prints the receipt; 0 as well where nobody is old enough."""
    folder, now = Folder(dataset_folder(options.dataset)).existing(), datetime.now()
    council = council_of(folder, authority_code(options.authority))
    if options.older_than is None:
        why, children = "a child, by number", _with_linked(options, folder, council, _numbers(options))
    else:
        why = f"nothing for {counted(options.older_than, 'year')}"
        children = older_than(folder, council, options.older_than, now.date())
        if not children:
            print("There is no such child in the data set." if not options.as_json else "null")
            return 0
    if not options.yes:
        click.confirm(f"Forget {counted(len(children), 'child')}? It can't be undone.", abort=True, err=True)
    asked = Asked(children, council, why, tuple(_accepted(options, folder)), options.remember)
    with shown_progress(quiet=options.as_json) as progress:
        receipt = forget_children(folder, asked, now, progress)
    print(receipt.as_json().strip() if options.as_json else "\n".join(_told(receipt, asked)))
    return 0


def run_thin(dataset: Path | None, months: int, *, yes: bool, as_json: bool) -> int:
    """Shows which loads would go, asks, drops them."""
    folder, today = Folder(dataset_folder(dataset)).existing(), datetime.now().date()
    plan = what_would_go(folder.kept().loads, today, months)
    if plan.going and not as_json:
        print("\n".join(["These loads would go:", *(f"  {_line(load)}" for load in plan.going)]))
    if plan.going and not yes:
        click.confirm(
            f"Drop {counted(len(plan.going), 'load')} of {_all(plan)}? It can't be undone.", abort=True, err=True
        )
    thin_loads(folder, today, months, [load.number for load in plan.going])
    if as_json:
        print(
            json.dumps(
                {"dropped": [load.number for load in plan.going], "kept": [load.number for load in plan.staying]}
            )
        )
    else:
        print(f"{counted(len(plan.going), 'load')} dropped, {len(plan.staying):,} kept.")
    return 0


def _numbers(options: ForgetOptions) -> frozenset[str]:
    """The numbers named, read or asked for, as received tables write them: trimmed, in capitals."""
    if options.child and options.child_file:
        raise BadInput("Name the child by --child or by --child-file, not both.")
    if options.child_file:
        given = _read(options.child_file).splitlines()
    elif options.child:
        given = [options.child]
    elif sys.stdin.isatty():
        given = [str(click.prompt("The child's number", err=True))]
    else:
        raise BadInput("Name the child: --child-file FILE, or run it in a terminal and be asked.")
    numbers = frozenset(number for one in given if (number := one.strip().upper()))
    if not numbers:
        raise BadInput("No number was given.")
    return numbers


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput(f"{path}: this can't be read as a text file of numbers.") from problem


def _with_linked(options: ForgetOptions, folder: Folder, council: str, children: frozenset[str]) -> frozenset[str]:
    """The numbers, and the same child's other ones where the person wants them forgotten too."""
    found = look_for(folder, council, children)
    if found.links:
        print("\n".join(_shown(found, numbers=not options.yes)), file=sys.stderr)
    if not found.same_child:
        return children
    wanted = options.linked or (
        not options.yes and click.confirm("Forget the same child's other numbers as well?", default=True, err=True)
    )
    return children | found.same_child if wanted else children


def _shown(found: Found, *, numbers: bool) -> list[str]:
    """The numbers that lead on; only how many where nobody is there to read them, for output is kept."""
    if numbers:
        return [
            "These numbers are linked with it:",
            *(
                f"  {link.number}: {_RELATIONS[link.relation]}{f' ({link.kind})' if link.kind else ''}"
                for link in found.links
            ),
            "A mother and a baby are people of their own: forget them by their own numbers.",
        ]
    counts = Counter(_RELATIONS[link.relation] for link in found.links)
    return [f"Linked numbers, shown without --yes: {', '.join(f'{words} {count}' for words, count in counts.items())}."]


def _accepted(options: ForgetOptions, folder: Folder) -> list[Path]:
    """The files of accepted findings: those named, and those that lie beside the data set or in the current folder."""
    for path in options.accepted:
        if not path.is_file():
            raise BadInput(f"{path}: there is no such file of accepted findings.")
    beside = [where / "accepted.csv" for where in (folder.path, folder.path.parent, Path())]
    return sorted({path.resolve() for path in (*options.accepted, *beside) if path.is_file()})


def _told(receipt: Receipt, asked: Asked) -> list[str]:
    """The receipt in words."""
    files = counted(len(asked.accepted), "file")
    kept = "A keyed hash is kept, so that a later load leaves the child out unless --accept-forgotten."
    return [
        f"{counted(receipt.children, 'child')} forgotten: {counted(receipt.rows, 'row')} in {counted(receipt.files, 'file')} "
        f"of {counted(receipt.loads, 'load')}; {counted(receipt.accepted, 'line')} in {files} of accepted findings.",
        kept if receipt.remembered else "Nothing is remembered: if the case system still holds the child, so will the next load.",
        "Not reached, so see to them yourself:",
        *(f"  {one}" for one in receipt.not_reached),
    ]  # fmt: skip


def _line(load: Load) -> str:
    return f"{load.number:>5}  as at {load.as_at:%d/%m/%Y}  {load.scope.words}"


def _all(plan: Plan) -> str:
    return f"{len(plan.going) + len(plan.staying):,}"
