"""What people read on the two pages of a comparison, word for word.

After a change that is meant, delete the golden file, run the test, and read what it writes.
"""

import html
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from network_of_twelve import CODES, EDITIONS, ELSEWHERE, MINE, NORTH_WEST, OWN, compared_in, exact, profile, rounded

from filled_in import filled_in
from plumbline.networks.members import Member
from plumbline.networks.memory import MemoryStore
from plumbline.networks.network import Network, key_of
from plumbline.networks.network_wide import NetworkRequest, compare_network
from plumbline.networks.solutions import solution
from plumbline.profiles.profile import RuleCounts
from plumbline.reporting.comparison.page import comparison_page
from plumbline.reporting.network.page import across_page
from plumbline.rules.compiled import rulebook_of

GOLDEN = Path(__file__).parent / "golden"
FEW = [MINE, *CODES[1:9]]
DEFINITIONS = {
    code: replace(one, title=f"Title of {code}", why="Why it matters.", fix="What to do.")
    for code, one in rulebook_of(2026).in_force.items()
    if code in FEW
}


def network(*, exactly):
    """Twelve councils and nine rules: one error that only Manchester has, and that another lost; two of everyone's."""
    members = {code: Member(code, "azeus" if code in NORTH_WEST else "mosaic") for code in NAMES}
    lost = only(profile(NORTH_WEST[0], 12, as_at=date(2026, 3, 1)))
    all_profiles = (lost, *(only(profile(code, 63 if code == OWN else 0)) for code in NAMES))
    profiles = {key_of(one): one if exactly else rounded(one) for one in all_profiles}
    author = Member(ELSEWHERE[0], "mosaic", "a@council.example")
    tried = solution("501-x", filled_in("501-x", MINE, author, date(2026, 3, 1)))
    return MemoryStore(Network("Twelve", members, profiles, {"501-x": tried}))


def only(one):
    """A profile of the few rules."""
    ran = {code: one.ran[code] for code in FEW}
    ran[FEW[4]] = RuleCounts(*map(exact, (900, 120, 500, 100 + int(one.authority[-2:]) % 7)))
    if one.authority in ELSEWHERE:
        ran[FEW[8]] = RuleCounts(*map(exact, (900, 0, 500, 0)))
    return replace(one, ran=ran, editions={code: EDITIONS[code] for code in (*FEW, "101")})


NAMES = (OWN, *NORTH_WEST, *ELSEWHERE)


def as_read(page):
    """The words of a page, a line for each part, without what says how it looks."""
    body = page[page.index("<main") : page.index("</footer>")]
    body = re.sub(r'<svg [^>]*class="layer">.*?</svg>', "", body, flags=re.S)
    body = re.sub(r'<svg [^>]*aria-label="([^"]*)".*?</svg>', r"\n(picture) \1\n", body, flags=re.S)
    body = re.sub(r"<svg.*?</svg>", "", body, flags=re.S)
    parts = re.sub(r"</?(?:strong|b|a|span|br)\b[^>]*>|</t[hd]>\s*<t[hd][^>]*>", " ", body)
    lines = (" ".join(html.unescape(line).split()) for line in re.split(r"<[^>]+>|\n", parts))
    return "\n".join(filter(None, lines)) + "\n"


def page_of_one(store):
    found = compared_in(store)
    return comparison_page(found, DEFINITIONS)


def page_of_all(store):
    found = compare_network(store, NetworkRequest())
    return across_page(found.across, DEFINITIONS, found.network, made_up=found.made_up)


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
