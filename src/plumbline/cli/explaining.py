"""``plumbline why``: where a rule's findings concentrate."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.cli.given import Wanted
from plumbline.cli.given import given as given_return
from plumbline.cli.progress import shown_progress
from plumbline.explaining.concentration import Explanation, explain
from plumbline.explaining.words import STRONGEST, percent, places, sentences
from plumbline.faults import BadInput
from plumbline.files import write_whole
from plumbline.rules.compiled import every_definition

#: What can only be meant as a rule's code, though there may be no such rule.
_LIKE_A_CODE = re.compile(r"[A-Z]{0,3}\d{1,4}\w{0,4}", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class WhyOptions:
    """What the person asked for, as given."""

    codes: Sequence[str]
    paths: Sequence[Path]
    last_year: Sequence[Path] = ()
    year: int = 0
    authority: str = ""
    providers: Sequence[Path] = ()
    as_json: bool = False
    out: Path | None = None
    dataset: Path | None = None
    as_at: date | None = None


def codes_and_paths(given: Sequence[str]) -> tuple[list[str], list[Path]]:
    """Tells rules' codes from paths: what is the code of a rule of any year, in any case, is one; write ./221 for a path.

    So is what only looks like one where no file or folder is called that: the check then says that there is no such rule.
    """
    known = {one.code.upper(): one.code for one in every_definition()}
    codes, paths = [], []
    for one in given:
        if one.upper() in known or (_LIKE_A_CODE.fullmatch(one) and not Path(one).exists()):
            codes.append(known.get(one.upper(), one))
        else:
            paths.append(Path(one))
    if not codes:
        raise BadInput(
            "Name at least one rule, such as 'plumbline why 221 FOLDER'; 'plumbline rules list' shows them all."
        )
    return codes, paths


def run_why(options: WhyOptions) -> int:
    """Checks the rules asked for and tells where their findings concentrate; 3 when a rule failed, else 0."""
    asked = Wanted(
        options.paths, options.last_year, (), options.providers, options.dataset, options.as_at, options.year,
        options.authority,
    )  # fmt: skip
    given, year, authority, _ = given_return(asked)
    with shown_progress(quiet=options.as_json) as progress:
        result = check(
            given,
            here(),
            year=year,
            authority=authority,
            only=options.codes,
            with_context=True,
            progress=progress,
        )
    found = [explain(result, code) for code in dict.fromkeys(options.codes)]
    if options.as_json:
        rules = [{"words": sentences(one), **one.document()} for one in found]
        document = {"year": result.year, "authority": result.authority, "rules": rules}
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        for one in found:
            _show(one)
    if options.out:
        from plumbline.explaining.page import why_page

        write_whole(options.out, why_page(result, found))
        if not options.as_json:
            print(f"Written: {options.out}")
    return 3 if result.failed else 0


def _show(found: Explanation) -> None:
    first, *rest = sentences(found)
    print(f"{found.code}: {found.title}\n\n{first}")
    for sentence in rest:
        print(f"- {sentence}")
    if found.standing_out:
        _bars(found)
    if found.places:
        print(f"\nFlagged: {places(found)}.")
    print()


def _bars(found: Explanation) -> None:
    from rich.bar import Bar
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    chart = Table.grid(padding=(0, 1))
    for group in found.standing_out[:STRONGEST]:
        for name, share in (("flagged", group.share_of_flagged), ("checked", group.share_of_checked)):
            label = f"{group.attribute} {group.label}" if name == "flagged" else ""
            chart.add_row(Text(label), name, Bar(1, 0, share, width=24), percent(share))
    print()
    Console(highlight=False).print(chart)
