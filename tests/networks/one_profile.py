"""A profile to add to a network, and the rules in force where it is read."""

from datetime import date

from plumbline.profiles.profile import Count, Disclosure, Profile, RuleCounts


def codes(year):
    return {"101", "501"} if year in (2026, 2027) else ()


PROFILE = Profile(
    "E08000003", 2026, "2026.7", "raw", date(2026, 5, 1), "mosaic", "0.1.0", Disclosure("rounded", round_to=5),
    Count(226, 230), {"header": Count(226, 230)},
    {"101": RuleCounts(Count(226, 230), Count(0, 5), Count(226, 230), Count(0, 5))}, {"501": "needs_table"},
)  # fmt: skip
