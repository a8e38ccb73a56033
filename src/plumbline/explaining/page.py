"""The explanations as one HTML page: sentences, a chart drawn as SVG, and the same numbers as a table."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment

from plumbline.checking.result import Result
from plumbline.explaining.concentration import Explanation
from plumbline.explaining.words import number, percent, places, sentences
from plumbline.reporting.shared.of_a_check import frame
from plumbline.reporting.shared.pages import environment

#: Bars in a chart; the table below it has every group.
_BARS = 8


def why_page(result: Result, found: Sequence[Explanation]) -> str:
    """The page; it opens anywhere, prints, and needs nothing from elsewhere."""
    template = _environment().get_template("explaining/why.html")
    return template.render(frame(result), sections=[_section(one) for one in found])


def _section(found: Explanation) -> dict[str, Any]:
    bars = found.standing_out[:_BARS]
    return {
        "found": found,
        "sentences": sentences(found),
        "places": places(found),
        "bars": bars,
        "described": "; ".join(
            f"{bar.attribute}, {bar.label}: {percent(bar.share_of_flagged)} of the children flagged, "
            f"{percent(bar.share_of_checked)} of those checked"
            for bar in bars
        ),
    }


@cache
def _environment() -> Environment:
    made = environment().overlay()
    made.filters = made.filters | {"percent": percent, "number": number}
    return made
