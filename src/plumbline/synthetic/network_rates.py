"""How common errors are in a made-up network: of how many children a rule can be about, and how many of those have the error.

The figures are made up, in an order that people who clean returns would find believable: what is typed for every child goes
wrong in a few of a thousand, what is looked up elsewhere (postcodes, Ofsted's numbers, pupil numbers) in a few of a hundred,
and what few children can have, few children have.
"""

from typing import NamedTuple

from plumbline.rules.book import Definition


class Typical(NamedTuple):
    """``concerns``: the share of the children with a row that a rule can be about; ``rate``: of these, the share in error."""

    concerns: float
    rate: float


#: Where nothing else is said.
_USUAL = Typical(1.0, 0.005)

#: By theme, of the children with a row in the rule's table.
_THEMES = {
    "across_years": Typical(0.7, 0.01),
    "adopters": Typical(1.0, 0.01),
    "adoption": Typical(0.05, 0.03),
    "adoption_placements": Typical(0.05, 0.02),
    "between_tables": Typical(1.0, 0.002),
    "ceasing_care": Typical(0.05, 0.01),
    "episode_order": Typical(1.0, 0.008),
    "freeing_and_placement_orders": Typical(0.05, 0.03),
    "health": Typical(1.0, 0.01),
    "legal_status": Typical(0.03, 0.03),
    "missing_episodes": Typical(1.0, 0.01),
    "missing_from_care": Typical(1.0, 0.01),
    "motherhood": Typical(0.015, 0.03),
    "placement_ages": Typical(0.05, 0.01),
    "postcodes": Typical(1.0, 0.01),
    "providers": Typical(1.0, 0.012),
    "provider_codes": Typical(1.0, 0.005),
    "social_worker_order": Typical(1.0, 0.015),
    "substance_misuse": Typical(0.05, 0.05),
    "temporary_placements": Typical(0.04, 0.03),
    "validity": Typical(1.0, 0.002),
    "wellbeing": Typical(1.0, 0.01),
}

#: What every data manager has seen often.
_EVERYDAY = {
    "165": Typical(0.45, 0.03), "169": Typical(1.0, 0.02), "186": Typical(0.8, 0.04), "191": Typical(1.0, 0.04), "208": Typical(0.7, 0.03),
    "219": Typical(1.0, 0.02), "221": Typical(1.0, 0.03), "224": Typical(1.0, 0.02), "225": Typical(0.5, 0.03), "388": Typical(1.0, 0.012),
    "392a": Typical(1.0, 0.03), "392b": Typical(1.0, 0.02), "392c": Typical(1.0, 0.015), "393": Typical(0.4, 0.03), "433": Typical(1.0, 0.015),
    "440": Typical(1.0, 0.03), "442": Typical(1.0, 0.012), "501": Typical(1.0, 0.012), "504": Typical(1.0, 0.012), "526": Typical(1.0, 0.012),
    "543": Typical(0.7, 0.03), "630": Typical(0.35, 0.06), "1008": Typical(1.0, 0.015), "1015": Typical(1.0, 0.02),
    "SW10STG2": Typical(1.0, 0.03),
}  # fmt: skip

#: Words of a title that say of which few children the rule speaks, whatever its theme.
_FEW = {
    "(V3": 0.02, "V4)": 0.02, "adopt": 0.06, "(E1)": 0.05, "asylum": 0.08, "(J": 0.01, "died": 0.005, "(E2)": 0.005,
    "(L1)": 0.02, "(L2)": 0.02, "(L3)": 0.01, "guardian": 0.05, "(K3)": 0.06, "(P1)": 0.06, "(R5)": 0.01, "(S1)": 0.01, "(P3)": 0.01,
    "outside England": 0.02, "350 miles": 0.01, "while missing": 0.01, "18th birthday": 0.05, "25th birthday": 0.01, "1991": 0.01,
}  # fmt: skip

#: Tables that hold only few children's rows: of those few a rule can be about all.
_OF_FEW = ("ad1", "placed_adoption", "uasc")


def typical(rule: Definition) -> Typical:
    """Of how many children with a row in its table a rule can be about, and how many of those usually have the error."""
    if rule.code in _EVERYDAY:
        return _EVERYDAY[rule.code]
    concerns, rate = _THEMES.get(rule.theme, _USUAL)
    if rule.table.name not in _OF_FEW:
        concerns = min([concerns, *(share for words, share in _FEW.items() if words in rule.title)])
    return Typical(concerns, rate)
