"""What of a return an extract of the Standard Safeguarding Dataset can't say (core_tables.md, section 8).

A rule that needs it is not checked, for the reason ``source``: what it found would say nothing of the council's records.
"""

from collections.abc import Iterator, Mapping

from plumbline.dataset.loads import Load
from plumbline.engine.protocol import Execute
from plumbline.model import Field, core, ssda903

#: Fields of the return by table, none where an extract has nothing of the table. Of health and offending a row of the extract says
#: yes, and no row may mean no or not recorded.
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


def cannot_say(execute: Execute, extract: Load) -> dict[str, frozenset[str]]:
    """Fields of the return that this extract can't say, by table: those that none can, those whose columns its source does not have,
    and the reason for having no SDQ score where its script never fills it. The core tables must be made."""
    found = {name: set(fields) for name, fields in SSD_CANNOT_SAY.items()}
    for origin in _without_columns(extract):
        table, _, field = origin.partition(".")
        found.setdefault(table, set()).add(field)
    ((reasons,),) = execute("SELECT COUNT(reason) FROM core_sdq WHERE source = 'ssd'")
    if not reasons:
        found["oc2"].add("SDQ_REASON")
    return {name: frozenset(fields) for name, fields in found.items()}


def _without_columns(extract: Load) -> Iterator[str]:
    """Where in the return the core fields stand that no column of the extract's tables could fill."""
    for table in core().tables.values():
        for field in table.fields:
            if field.name != "person_id" and field.from_903 and field.from_ssd and _has_no_column(field, extract):
                yield from field.from_903.split(", ")


def _has_no_column(field: Field, extract: Load) -> bool:
    """Whether the extract has the tables that a field is from, and none of its columns."""
    origins = [origin.partition(".")[::2] for origin in field.from_ssd.split(", ")]
    return all(table in extract.tables and column in extract.tables[table].columns_absent for table, column in origins)


def supplied(loaded: frozenset[str]) -> tuple[str, ...]:
    """The tables of the return that can be made from the source tables ``loaded``; the others are as if no file were given."""
    return tuple(name for name in ssda903().tables if _fillable(name, loaded))


def _fillable(name: str, loaded: frozenset[str]) -> bool:
    filled_from = _FILLED_FROM.get(name)
    if filled_from is None:
        return SSD_CANNOT_SAY.get(name) != frozenset()
    fields = [one for one in core().table(filled_from).fields if one.name != "person_id"]
    return any(origin.partition(".")[0] in loaded for one in fields for origin in one.from_ssd.split(", "))
