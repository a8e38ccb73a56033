"""``plumbline why``: where a rule's findings concentrate."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from plumbline.checking.live import Asked, check_as_at
from plumbline.checking.native import here
from plumbline.checking.result import Result
from plumbline.cli.given import Given, Wanted
from plumbline.cli.given import given as given_return
from plumbline.cli.progress import shown_progress
from plumbline.explaining.concentration import Explanation, explain
from plumbline.explaining.first_seen import FirstSeen, first_seen, look, since_when
from plumbline.explaining.words import STRONGEST, percent, places, sentences
from plumbline.faults import BadInput
from plumbline.files import write_whole
from plumbline.progress import Progress, part_of
from plumbline.rules.compiled import every_definition

if TYPE_CHECKING:
    from plumbline.cli.earlier_loads import EarlierLoads

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


class Told(NamedTuple):
    """What is told of a rule: where its findings concentrate, and since when they are there, also in words."""

    explanation: Explanation
    seen: FirstSeen | None
    since: str


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
    one = given_return(asked)
    with shown_progress(quiet=options.as_json) as progress:
        result = check_as_at(
            one.given, here, Asked(one.year, one.authority, options.codes, with_context=True), one.as_at, part_of(progress, 0.0, 0.3)
        )  # fmt: skip
        earlier = _earlier(asked, one, options.codes, part_of(progress, 0.3, 1.0))
    found = [Told(explain(result, code), *_since(code, result, one, earlier)) for code in dict.fromkeys(options.codes)]
    if options.as_json:
        rules = [_document(told) for told in found]
        document = {"year": result.year, "authority": result.authority, "rules": rules}
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        for told in found:
            _show(told)
    if options.out:
        from plumbline.explaining.page import why_page

        write_whole(options.out, why_page(result, [told.explanation for told in found], [told.since for told in found]))
        if not options.as_json:
            print(f"Written: {options.out}")
    return 3 if result.failed else 0


def _earlier(wanted: Wanted, one: Given, codes: Sequence[str], progress: Progress) -> "EarlierLoads | None":
    """What earlier loads show, where the return is of a data set."""
    if one.as_at is None:
        return None
    from plumbline.cli.earlier_loads import earlier_loads

    return earlier_loads(wanted, one, codes, progress)


def _since(code: str, result: Result, one: Given, earlier: "EarlierLoads | None") -> tuple[FirstSeen | None, str]:
    """Since when a rule's findings are there, as far as the loads show, and that in words; of files nothing is known."""
    if earlier is None or one.as_at is None:
        return None, ""
    seen = first_seen(code, [*earlier.looks, look(result, one.as_at)])
    return seen, since_when(seen, earlier.left_out) if seen else "Since when is not known: no earlier load shows it."


def _document(one: Told) -> dict[str, Any]:
    words = [*sentences(one.explanation), *([one.since] if one.since else [])]
    seen = {"since": one.seen.document()} if one.seen else {}
    return {"words": words, **one.explanation.document(), **seen}


def _show(one: Told) -> None:
    found = one.explanation
    first, *rest = sentences(found)
    print(f"{found.code}: {found.title}\n\n{first}")
    for sentence in rest:
        print(f"- {sentence}")
    if found.standing_out:
        _bars(found)
    if found.places:
        print(f"\nFlagged: {places(found)}.")
    if one.since:
        print(f"\n{one.since}")
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
