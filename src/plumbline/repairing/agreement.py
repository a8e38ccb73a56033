"""Values that other rows of the same child state, where all of them agree."""

from plumbline.model import Field
from plumbline.reading.alike import one_edit_apart
from plumbline.repairing.belonging import may_be_another_childs, surely_the_childs
from plumbline.repairing.damage import damaged, doubtful
from plumbline.repairing.declare import Cell, Reading, named, repair
from plumbline.repairing.episodes import GOES_ON, after, order, touching
from plumbline.repairing.evidence import Evidence, Row, as_date
from plumbline.repairing.postcodes import is_postcode
from plumbline.repairing.sources import PLACEMENT, normal, stated


def _any(field: Field) -> bool:
    return True


@repair("a value that the child's other records state", _any, fill_blanks=True)
def stated_elsewhere(cell: Cell, evidence: Evidence) -> Reading | None:
    """The value on which all others agree: one is enough beside a blank, a damaged value, a postcode typed wrong or a number not on Ofsted's list, else two."""
    if not surely_the_childs(cell, evidence):
        return None
    found = stated(cell, evidence)
    values = {one.value for one in found}
    sound = bool(cell.value) and not damaged(cell.field, cell.value, evidence)
    if len(values) != 1 or normal(cell.field, cell.value) in values:
        return None
    unknown = is_postcode(cell.field) and doubtful(cell.field, cell.value, evidence)
    mistyped = unknown and one_edit_apart(cell.value, min(values))
    unlisted = cell.place.field == "URN" and evidence.providers and cell.value not in evidence.providers
    if len(found) < (2 if sound and not mistyped and not unlisted else 1):
        return None
    if cell.place.field == "DOB" and sound and may_be_another_childs(cell, min(values), evidence):
        return None
    who = " and ".join(sorted({one.who for one in found}))
    return Reading(values.pop(), f"Stated by {who}; nothing states otherwise.")


@repair("the end of an episode that another goes on from", named("DEC"), fill_blanks=True)
def end_of_episode(cell: Cell, evidence: Evidence) -> Reading | None:
    """The one start that no episode's end leads to, for the one end marked X1 that no start follows."""
    rows = evidence.rows(cell.child, "episodes")
    own_start, own_end = as_date(cell.row.get("DECOM", "")), as_date(cell.value)
    if cell.row.get("REC") != "X1" or own_start is None or (own_end and own_end >= own_start):
        return None
    loose_ends, loose_starts = _loose(rows, evidence)
    if len(loose_ends) != 1 or loose_ends[0] is not cell.row or len(loose_starts) != 1:
        return None
    start = as_date(loose_starts[0]["DECOM"])
    if start is None or start <= own_start:
        return None
    return Reading(loose_starts[0]["DECOM"], "The next episode goes on from this one on that day.")


@repair("the start of an episode that goes on from another", named("DECOM"), fill_blanks=True)
def start_of_episode(cell: Cell, evidence: Evidence) -> Reading | None:
    """The one end marked X1 that no episode's start follows, for the one start that no end leads to."""
    rows = evidence.rows(cell.child, "episodes")
    own_start, own_end = as_date(cell.value), as_date(cell.row.get("DEC", ""))
    if cell.row.get("RNE") not in GOES_ON or (own_start and (own_end is None or own_start <= own_end)):
        return None
    loose_ends, loose_starts = _loose(rows, evidence)
    if len(loose_starts) != 1 or loose_starts[0] is not cell.row or len(loose_ends) != 1:
        return None
    end = as_date(loose_ends[0]["DEC"])
    if end is None or (own_end and end > own_end):
        return None
    return Reading(loose_ends[0]["DEC"], "The episode before goes on in this one on that day.")


def _loose(rows: list[Row], evidence: Evidence) -> tuple[list[Row], list[Row]]:
    """The episodes that end in another one but in none that is there; those that go on from one that is not there."""
    ends = {as_date(row.get("DEC", "")) for row in rows if row.get("REC") == "X1"} - {None}
    starts = {as_date(row.get("DECOM", "")) for row in rows if row.get("RNE") in GOES_ON} - {None}
    last = evidence.rows(rows[0]["CHILD"], "episodes", 1) if rows else []
    carried = {as_date(row.get("DECOM", "")) for row in last if not row.get("DEC")} - {None}
    loose_ends = [r for r in rows if r.get("REC") == "X1" and as_date(r.get("DEC", "")) not in starts]
    going_on = [r for r in rows if r.get("RNE") in GOES_ON]
    return loose_ends, [r for r in going_on if (day := as_date(r.get("DECOM", ""))) not in ends and day not in carried]


@repair("a reason that the episodes themselves show", named("RNE", "REC"), fill_blanks=True)
def shown_by_the_episodes(cell: Cell, evidence: Evidence) -> Reading | None:
    """X1 where the next episode goes on that day, S where no episode comes before; L for no code, if only that changed."""
    rows = order(evidence.rows(cell.child, "episodes"))
    if cell.place.field == "REC":
        following = after(cell.row, rows)
        meets = following and as_date(cell.row.get("DEC", "")) == as_date(following["DECOM"]) is not None
        return Reading("X1", "The next episode goes on from this one the same day.") if meets else None
    previous = touching(cell.row, rows)
    if previous and _only_status_changed(previous, cell.row) and cell.value not in evidence.codes(cell.field):
        return Reading("L", "Of the episode before, nothing but the legal status changed.")
    first = not previous and rows and rows[0] is cell.row and _new_in_care(cell, evidence)
    return Reading("S", "The child's first episode, begun this year; none last year.") if first else None


def _only_status_changed(earlier: Row, later: Row) -> bool:
    same = all(earlier.get(field) and earlier.get(field) == later.get(field) for field in PLACEMENT)
    statuses = earlier.get("LS", ""), later.get("LS", "")
    return same and all(statuses) and statuses[0] != statuses[1]


def _new_in_care(cell: Cell, evidence: Evidence) -> bool:
    start = as_date(cell.row.get("DECOM", ""))
    this_year = start is not None and evidence.begin <= start <= evidence.end
    return this_year and "episodes" in evidence.of_year(1) and not evidence.has("episodes", cell.child, 1)


@repair("a review code that the child's age settles", named("REVIEW_CODE"), fill_blanks=True)
def review_before_the_fourth_birthday(cell: Cell, evidence: Evidence) -> Reading | None:
    """PN0 for a review code that is blank or no code, where the child was under four: all others are for older children."""
    born, held = as_date(cell.row.get("DOB", "")), as_date(cell.row.get("REVIEW", ""))
    if cell.value in evidence.codes(cell.field) or not born or not held or not evidence.birthdays(cell.child) <= {born}:
        return None
    years = held.year - born.year - ((held.month, held.day) < (born.month, born.day))
    return Reading("PN0", "The only code for a child under four.") if 0 <= years < 4 else None
