"""Recipes for the errors that are planted, by theme: for every rule at least one way of breaking it."""

from plumbline.synthetic.recipes import (
    adoption,
    after_care,
    between_tables,
    dates,
    health,
    identity,
    legal,
    order,
    placements,
    two_years,
    whereabouts,
    workers,
)

_THEMES = (
    identity, between_tables, dates, order, legal, placements, adoption, health, after_care, whereabouts, workers, two_years,
)  # fmt: skip
#: Rules for whose errors few children will do: these are planted first, before other errors have used those up.
_CHOOSY = ("207", "348", "517", "518", "576", "624", "626", "1001", "1010", "1016", "SW11aSTG2")
PLANTERS = sorted((one for theme in _THEMES for one in theme.PLANTERS), key=lambda one: one.rule not in _CHOOSY)
#: Rules whose errors can't be planted in CSV files, and why.
UNPLANTABLE = {
    "105": "about a marker that only the XML form has",
    "164": "no two postcodes are a thousand miles apart",
    "303": "in CSV files the marker is worked out from the very rows that it is compared with",
    "411": "whether a placement is in the area and in which council it lies are worked out from one postcode",
}
