"""What other rows, last year's return and Ofsted's list state about a cell of a child."""

from collections.abc import Callable
from typing import NamedTuple

from plumbline.model import DATE_TYPES, Field, code_set
from plumbline.reading.alike import one_edit_apart
from plumbline.repairing.damage import damaged
from plumbline.repairing.declare import Cell
from plumbline.repairing.episodes import SPELLS, after, before, order
from plumbline.repairing.evidence import Evidence, Row, as_date, written
from plumbline.repairing.postcodes import has_form, is_postcode, spaced

PLACEMENT = ("PLACE", "PLACE_PROVIDER", "PL_POST", "URN")
#: Answers that may have changed since: never carried over.
_NOT_KNOWN = ("REFU", "NOBT", "U", "UN1", "UN2", "UN3", "UN4", "UN5", "XXXXXXX")


class Stated(NamedTuple):
    """Who states a value, and which."""

    who: str
    value: str


def stated(cell: Cell, evidence: Evidence) -> list[Stated]:
    """What others state, one entry per source; only values that the field can hold this year."""
    never = _NOT_KNOWN if cell.place.field in ("ETHNIC", "SEX", "UPN", "URN") else ()
    found = [one for source in _SOURCES for one in source(cell, evidence) if one.value and one.value not in never]
    sound = [one for one in found if not damaged(cell.field, one.value, evidence)]
    return list(dict.fromkeys(Stated(one.who, normal(cell.field, one.value)) for one in sound))


def normal(field: Field, value: str) -> str:
    """One way of writing a sound value, so that two can be compared."""
    if field.type in DATE_TYPES and (day := as_date(value)):
        return written(day)
    return spaced(value.replace(" ", "")) if is_postcode(field) else value


def _child_elsewhere(cell: Cell, evidence: Evidence) -> list[Stated]:
    """Sex and birth date in the child's other tables of this year."""
    if cell.place.field not in ("DOB", "SEX") or evidence.is_xml:
        return []
    others = [name for name in evidence.of_year(0) if name != cell.place.table]
    return [
        Stated(f"the {name} table", value)
        for name in others
        for value in {row.get(cell.place.field, "") for row in evidence.rows(cell.child, name)}
    ]


def _child_last_year(cell: Cell, evidence: Evidence) -> list[Stated]:
    """Last year's word for what does not change about a child."""
    field = cell.place.field
    if field not in ("DOB", "SEX", "ETHNIC", "UPN", "MC_DOB"):
        return []
    values = {
        _as_coded_now(cell, row.get(field, ""), evidence)
        for name in evidence.of_year(1)
        for row in evidence.rows(cell.child, name, 1)
    }
    return [Stated("last year's return", value) for value in values]


def _same_row_last_year(cell: Cell, evidence: Evidence) -> list[Stated]:
    """The row left open last year that began on the same day."""
    name, field = cell.place.table, cell.place.field
    if name not in SPELLS or field in (*SPELLS[name], "CHILD", "DOB", "REC", "REASON_PLACE_CHANGE"):
        return []
    began = as_date(cell.row.get(SPELLS[name][0], ""))
    same = [row for row in _left_open(cell, evidence) if began and as_date(row[SPELLS[name][0]]) == began]
    if len(same) != 1:
        return []
    return [Stated("the same record last year", _as_coded_now(cell, same[0].get(field, ""), evidence))]


def _start_last_year(cell: Cell, evidence: Evidence) -> list[Stated]:
    """The start of the one row left open last year that is not in this year's return, for the one row without a start."""
    name, field = cell.place.table, cell.place.field
    if name not in SPELLS or field != SPELLS[name][0]:
        return []
    rows = evidence.rows(cell.child, name)
    starts = {as_date(row.get(field, "")) for row in rows}
    without = [row for row in rows if row is cell.row or as_date(row.get(field, "")) is None]
    missing = {row[field] for row in _left_open(cell, evidence) if as_date(row[field]) not in starts}
    if len(missing) != 1 or len(without) != 1 or as_date(cell.value):
        return []
    return [Stated("the record left open last year", missing.pop())]


def _left_open(cell: Cell, evidence: Evidence) -> list[Row]:
    start, end = SPELLS[cell.place.table]
    rows = evidence.rows(cell.child, cell.place.table, 1)
    return [row for row in rows if row.get(start) and not row.get(end)]


def _as_coded_now(cell: Cell, value: str, evidence: Evidence) -> str:
    """A code of last year as it is this year; nothing for one that several took the place of."""
    if not cell.field.codes or value in evidence.codes(cell.field):
        return value
    return next((c.became for c in code_set(cell.field.codes).codes if c.code == value and not c.became_if_listed), "")


def _episode_beside(cell: Cell, evidence: Evidence) -> list[Stated]:
    """The episode before or after, where the reason for the new episode says that this field stayed the same."""
    field = cell.place.field
    if cell.place.table != "episodes" or field not in (*PLACEMENT, "LS", "CIN", "HOME_POST"):
        return []
    rows = order(evidence.rows(cell.child, "episodes"))
    previous, following = before(cell.row, rows), after(cell.row, rows)
    found = []
    if previous and _kept(field, cell.row):
        found.append(Stated("the episode before", previous.get(field, "")))
    if following and _kept(field, following):
        found.append(Stated("the episode after", following.get(field, "")))
    if field == "HOME_POST" and has_form(cell.value):  # no rule says that it stays: another home may be meant
        return [one for one in found if one_edit_apart(cell.value, one.value)]
    return found


def _kept(field: str, later: Row) -> bool:
    """Whether an episode that goes on from another kept the field's value, by its reason."""
    reason = later.get("RNE", "")
    if field in ("CIN", "HOME_POST"):
        return reason in ("L", "P", "T", "U", "B")
    return reason in (("P", "T") if field == "LS" else ("L",))


def _ofsted(cell: Cell, evidence: Evidence) -> list[Stated]:
    """What Ofsted's list says of the placement's provider."""
    field, row = cell.place.field, cell.row
    if field not in PLACEMENT or not evidence.providers:
        return []
    if field == "URN":
        return _urn_at_postcode(row, evidence)
    listed = evidence.providers.get(row.get("URN", ""), [])
    at_home = row.get("PLACE") in ("K1", "K2")
    fits = [p for p in listed if row.get("PLACE", "") in p.PLACE_CODES.split(",")]
    values = {
        "PLACE": {p.PLACE_CODES for p in listed if row.get("PLACE_PROVIDER", "") in p.PROVIDER_CODES.split(",")},
        "PLACE_PROVIDER": {p.PROVIDER_CODES for p in fits},
        "PL_POST": {spaced(p.POSTCODE.replace(" ", "")) for p in listed if at_home and p.POSTCODE},
    }[field]
    return [Stated("Ofsted's list", value) for value in values] if len(values) == 1 else []


def _urn_at_postcode(row: Row, evidence: Evidence) -> list[Stated]:
    """The one children's home registered at the placement's postcode."""
    postcode = row.get("PL_POST", "").replace(" ", "")
    if row.get("PLACE") not in ("K1", "K2") or not postcode:
        return []
    there = {
        p.URN
        for listed in evidence.providers.values()
        for p in listed
        if p.POSTCODE.replace(" ", "") == postcode and row["PLACE"] in p.PLACE_CODES.split(",") and not p.REG_END
    }
    return [Stated("Ofsted's list", urn) for urn in there] if len(there) == 1 else []


_SOURCES: tuple[Callable[[Cell, Evidence], list[Stated]], ...] = (
    _child_elsewhere, _child_last_year, _same_row_last_year, _start_last_year, _episode_beside, _ofsted,
)  # fmt: skip
