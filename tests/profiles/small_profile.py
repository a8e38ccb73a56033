"""A small profile, and the rules in force where it is read."""

from datetime import date

from plumbline.profiles.profile import Count, Disclosure, Profile, RuleCounts


def codes(year):
    return {"101", "141", "501"} if year == 2026 else ()


def counts(checked, flagged, children_checked, children):
    return RuleCounts(*(Count(number, number) for number in (checked, flagged, children_checked, children)))


PROFILE = Profile(
        "E08000003", 2026, "2026.7", "raw", date(2026, 5, 1), "mosaic", "0.1.0", Disclosure("exact"),
        Count(230, 230), {"header": Count(230, 230), "episodes": Count(400, 400)},
        {"101": counts(230, 12, 230, 12), "141": counts(400, 7, 225, 3)}, {"501": "failed"},
    )  # fmt: skip
