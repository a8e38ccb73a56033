"""The collection years whose rules are in the rulebook."""

FIRST_YEAR, LAST_YEAR = 2023, 2027
