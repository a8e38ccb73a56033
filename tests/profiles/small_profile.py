"""A small profile, and the rules in force where it is read."""

from dataclasses import replace
from datetime import date

from plumbline.profiles.profile import Count, Disclosure, Profile, RuleCounts
from plumbline.rules.released import released


def codes(year):
    return {"101", "141", "501"} if year == 2026 else ()


def counts(checked, flagged, children_checked, children):
    return RuleCounts(*(Count(number, number) for number in (checked, flagged, children_checked, children)))


EDITIONS = {code: min(released()[code]) for code in codes(2026)}

#: One that no release had, though of the right form.
UNRELEASED = "0badcafe"

PROFILE = Profile(
        "E08000003", 2026, "raw", date(2026, 5, 1), "mosaic", "0.1.0", Disclosure("exact"),
        Count(230, 230), {"header": Count(230, 230), "episodes": Count(400, 400)},
        {"101": counts(230, 12, 230, 12), "141": counts(400, 7, 225, 3)}, {"501": "failed"}, EDITIONS,
    )  # fmt: skip

#: The same as the form's first version has it.
OF_VERSION_1 = replace(PROFILE, editions={}, rulebook="2026.7")
