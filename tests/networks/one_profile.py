"""A profile to add to a network, and the rules in force where it is read."""

from datetime import date

from plumbline.profiles.profile import Count, Disclosure, Profile, RuleCounts
from plumbline.rules.compiled import rulebook_of
from plumbline.rules.released import released


def codes(year):
    return {"101", "501"} if year in (2026, 2027) else ()


EDITIONS = {code: rulebook_of(2026).in_force[code].edition for code in ("101", "501")}

#: What rule 101 meant in another release, and what no release ever had.
BEFORE = min(released()["101"] - {EDITIONS["101"]})
UNRELEASED = "0badcafe"

PROFILE = Profile(
    "E08000003", 2026, "raw", date(2026, 5, 1), "mosaic", "0.1.0", Disclosure("banded", round_to=5),
    Count(226, 230), {"header": Count(226, 230)},
    {"101": RuleCounts(Count(226, 230), Count(0, 5), Count(226, 230), Count(0, 5))}, {"501": "needs_table"},
    EDITIONS,
)  # fmt: skip
