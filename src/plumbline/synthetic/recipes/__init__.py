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

PLANTERS = tuple(
    planter
    for theme in (
        identity, between_tables, dates, order, legal, placements, adoption, health, after_care, whereabouts, workers, two_years,
    )
    for planter in theme.PLANTERS
)  # fmt: skip
