"""What people read on the two pages of a comparison, word for word.

After a change that is meant, delete the golden file, run the test, and read what it writes.
"""

import html
import re
from datetime import date
from pathlib import Path

import pytest
from network_of_twelve import CODES, ELSEWHERE, MINE, NORTH_WEST, OWN, exact, profile

from plumbline.networks.advice import advice
from plumbline.networks.choosing import own_key, peer_group, peer_groups
from plumbline.networks.comparing import compared_with, side_by_side
from plumbline.networks.network import Member, Network, key_of
from plumbline.networks.solutions import to_fill_in
from plumbline.profiles.disclosure import rounded
from plumbline.profiles.profile import RuleCounts
from plumbline.reporting.comparison.page import comparison_page
from plumbline.reporting.network.page import across_page
from plumbline.rules.book import Definition

GOLDEN = Path(__file__).parent / "golden"
FEW = [MINE, *CODES[1:9]]
DEFINITIONS = {
    code: Definition(code, f"Title of {code}", "Why it matters.", "What to do.", "theme", (), (), ()) for code in FEW
}


def network(*, exactly):
    """Twelve councils and nine rules: one error that only Manchester has, and that another lost; two of everyone's."""
    found = Network("Twelve", {code: Member(code, "azeus" if code in NORTH_WEST else "mosaic") for code in NAMES})
    lost = only(profile(NORTH_WEST[0], 12, as_at=date(2026, 3, 1)))
    for one in (lost, *(only(profile(code, 63 if code == OWN else 0)) for code in NAMES)):
        found.profiles[key_of(one)] = one if exactly else rounded(one)
    found.solutions["501-x"] = to_fill_in(
        "501-x", MINE, Member(ELSEWHERE[0], "mosaic", "a@council.example"), date(2026, 3, 1)
    )
    return found


def only(one):
    """A profile of the few rules, of an edition that never changes."""
    ran = {code: one.ran[code] for code in FEW}
    ran[FEW[4]] = RuleCounts(*map(exact, (900, 120, 500, 100 + int(one.authority[-2:]) % 7)))
    if one.authority in ELSEWHERE:
        ran[FEW[8]] = RuleCounts(*map(exact, (900, 0, 500, 0)))
    return type(one)(**{**vars(one), "ran": ran, "edition": "2026.1"})


NAMES = (OWN, *NORTH_WEST, *ELSEWHERE)


def as_read(page):
    """The words of a page, a line for each part, without what says how it looks."""
    body = re.sub(r"<svg.*?</svg>", "", page[page.index("<main>") :], flags=re.S)
    parts = re.sub(r"</?(?:strong|span|br)[^>]*>|</t[hd]>\s*<t[hd][^>]*>", " ", body)
    lines = (" ".join(html.unescape(line).split()) for line in re.split(r"<[^>]+>|\n", parts))
    return "\n".join(filter(None, lines)) + "\n"


def page_of_one(shared):
    own = own_key(shared.profiles, OWN)
    compared = compared_with(shared, own, peer_group(shared, OWN, "all", str))
    return comparison_page(compared, DEFINITIONS, shared.title, advice(shared, compared))


def page_of_all(shared):
    return across_page(
        side_by_side(shared, own_key(shared.profiles, ""), peer_groups(shared, "all", str)), DEFINITIONS, shared.title
    )


@pytest.mark.parametrize("made", [page_of_one, page_of_all])
@pytest.mark.parametrize("exactly", [True, False], ids=["exact", "rounded"])
def test_the_words_of_the_page(made, exactly):
    path = GOLDEN / f"{made.__name__}-{'exact' if exactly else 'rounded'}.txt"
    said = as_read(made(network(exactly=exactly)))
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, "utf-8")
        pytest.fail(f"{path} was not there and is written: read it.")
    assert said == path.read_text("utf-8")
