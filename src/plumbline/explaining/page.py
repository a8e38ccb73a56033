"""The explanations as one HTML page: sentences, a chart drawn as SVG, and the same numbers as a table."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment

from plumbline.checking.result import Result
from plumbline.explaining.concentration import Explanation
from plumbline.explaining.words import number, percent, places, sentences, title
from plumbline.reporting.shared.charts.bars import Bar, Bars
from plumbline.reporting.shared.figures import Unit
from plumbline.reporting.shared.of_a_check import frame
from plumbline.reporting.shared.pages import environment

#: Groups in a chart; the table below it has every one.
_GROUPS = 8
_SHARE = Unit(after="%")


def why_page(result: Result, found: Sequence[Explanation], since: Sequence[str] = ()) -> str:
    """The page; it opens anywhere, prints, and needs nothing from elsewhere. ``since`` says of each rule since when, where known."""
    template = _environment().get_template("explaining/why.html")
    return template.render(
        frame(result),
        finding=title(found),
        sections=[_section(one, words) for one, words in zip(found, since or [""] * len(found), strict=True)],
    )


def _section(found: Explanation, since: str) -> dict[str, Any]:
    chart = _chart(found) if found.standing_out else None
    return {"found": found, "sentences": sentences(found), "places": places(found), "chart": chart, "since": since}


def _chart(found: Explanation) -> Bars:
    """The groups that stand out: their share of the children flagged beside their share of those checked."""
    bars = [
        bar
        for group in found.standing_out[:_GROUPS]
        for bar in (
            Bar(f"{group.attribute}: {group.label}, of those flagged", 100 * group.share_of_flagged, "us"),
            Bar("of those checked", 100 * group.share_of_checked),
        )
    ]
    return Bars(
        f"Rule {found.code}: groups that stand out, as a share of the children flagged and of those checked",
        bars,
        _SHARE,
    )


@cache
def _environment() -> Environment:
    made = environment().overlay()
    made.filters = made.filters | {"percent": percent, "number": number}
    return made
