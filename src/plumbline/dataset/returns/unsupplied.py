"""What of a return an extract of the Standard Safeguarding Dataset can't say (core_tables.md, section 8).

A rule that needs it is not checked, for the reason ``source``: what it found would say nothing of the council's records.
"""

from collections.abc import Mapping

from plumbline.model import core, ssda903

#: Fields of the return by table, none where it has nothing of the table. Of health and offending a row of the extract says yes, and none may mean no or not recorded.
SSD_CANNOT_SAY: Mapping[str, frozenset[str]] = {
    "oc2": frozenset((
        "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE", "INTERVENTION_OFFERED",
    )),
    "dolo": frozenset(),
}  # fmt: skip

#: The core table that fills each table of the return beside header and episodes.
_FILLED_FROM: Mapping[str, str] = {
    "reviews": "review", "uasc": "immigration_status", "oc3": "care_leaver", "ad1": "adoption", "placed_adoption": "adoption",
    "prev_perm": "previous_permanence", "missing": "missing", "sw_episodes": "worker",
}  # fmt: skip


def supplied(loaded: frozenset[str]) -> tuple[str, ...]:
    """The tables of the return that can be made from the source tables ``loaded``; the others are as if no file were given."""
    return tuple(name for name in ssda903().tables if _fillable(name, loaded))


def _fillable(name: str, loaded: frozenset[str]) -> bool:
    filled_from = _FILLED_FROM.get(name)
    if filled_from is None:
        return SSD_CANNOT_SAY.get(name) != frozenset()
    fields = [one for one in core().table(filled_from).fields if one.name != "person_id"]
    return any(origin.partition(".")[0] in loaded for one in fields for origin in one.from_ssd.split(", "))
