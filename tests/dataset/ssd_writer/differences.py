"""What a return made of an extract cannot say as the council's own return said it, and why: everything else must be the same.

The list is of what the writer knows to be lost. It is for the return of the collection year in which the extract was
made; what an earlier year's return loses beyond that stands in ``EARLIER_YEARS``. ``ADDITIONS`` and ``OTHERWISE`` are of the
core tables: what they hold more, and what they say otherwise.
"""

from typing import NamedTuple

from plumbline.synthetic.returns import Row, Tables
from plumbline.synthetic.ssd import ECLIPSE, Vendor

EVERY = "every value"


class Difference(NamedTuple):
    """A field whose values come back blank, and why.

    ``value`` is the one that is lost, or EVERY. ``field`` is blank where the whole row is lost; ``vendor`` is None where it
    is so for all of them.
    """

    table: str
    field: str
    value: str
    why: str
    vendor: Vendor | None = None


_NO_ROW = "What was not done is no row, or a row that was never completed: the same as what was not recorded."
DIFFERENCES = (
    Difference("dolo", "", EVERY, "The data set has no table of orders that deprive a child of liberty."),
    Difference("oc2", "INTERVENTION_OFFERED", EVERY, "The data set says whether help was received, not offered."),
    Difference("oc2", "HEALTH_ASSESSMENT", "0", _NO_ROW),
    Difference("oc2", "TEETH_CHECK", "0", _NO_ROW),
    Difference("oc2", "HEALTH_CHECK", "0", _NO_ROW),
    Difference("oc2", "SUBSTANCE_MISUSE", "0", _NO_ROW),
    Difference("oc2", "CONVICTED", "0", _NO_ROW),
    Difference("oc2", "SDQ_REASON", EVERY, "Its script has the column and never fills it.", ECLIPSE),
    Difference("oc2", "", "", "A row without an answer, of a child not in care all year: nothing is left."),
)
#: Beside DIFFERENCES, in the return of an earlier year made of a later extract.
EARLIER_YEARS = (
    Difference("oc2", "IMMUNISATIONS", EVERY, "One row a child: the latest answer takes the place of those before."),
    Difference("header", "UPN", EVERY, "One number a child: an older reason why there was none is gone."),
    Difference("episodes", "PLACE", EVERY, "A code that has changed since is the new code, for a stay that went on."),
)


class Addition(NamedTuple):
    """Rows that the core tables have from an extract and not from the returns, and what they are."""

    table: str
    core: str
    what: str


ADDITIONS = (
    Addition("ssd_person", "person", "Children whom the council knows and who were never in care."),
    Addition("ssd_legal_status", "legal_status", "Statuses, in words, of children who are not looked after."),
    Addition("ssd_cla_reviews", "review", "Reviews that were cancelled or are still to come: they have no date."),
    Addition("ssd_cla_visits", "visit", "The return has no visits."),
    Addition("ssd_cla_care_plan", "care_plan", "The return has no care plans."),
    Addition("ssd_cla_health", "health_check", "Checks of children who were not in care all year."),
    Addition("ssd_sdq_scores", "sdq", "Earlier scores of a year: the return has the latest."),
    Addition("ssd_permanence", "adoption", "Special guardianship: an order, with no decision to place for adoption."),
    Addition("ssd_immigration_status", "immigration_status", "Statuses other than asylum, and leave that followed it."),
    Addition("ssd_address", "address", "Placements' addresses: of another kind than home."),
    Addition("ssd_involvements", "worker", "Reviewing officers: their role is not CW."),
    Addition("ssd_linked_identifiers", "identifier", "Former pupil numbers."),
    Addition("ssd_voice_of_child", "voice", "The return has no answers of children about their care."),
)
#: What a core table says otherwise from an extract than from the returns, though both say it of the same thing.
OTHERWISE = (
    Addition(
        "ssd_cla_health", "health_check", "A day for what the return says of a year, and no row for an answer of no."
    ),
    Addition("ssd_cla_immunisations", "health_check", "A day, and the latest answer only; Mosaic has no day."),
    Addition("ssd_cla_substance_misuse", "substance_misuse", "A day and a substance; nothing of what was offered."),
    Addition("ssd_cla_convictions", "conviction", "A day."),
    Addition("ssd_sdq_scores", "sdq", "A day."),
    Addition(
        "ssd_care_leavers",
        "care_leaver",
        "The day of the contact, and eligibility and plans, which the return has not.",
    ),
    Addition("ssd_cla_episodes", "period", "The start that the extract says, which may be before the first return."),
    Addition("ssd_missing", "missing", "Interviews offered and accepted."),
    Addition("ssd_address", "address", "A home from before care began, and not from its first day."),
    Addition("ssd_immigration_status", "immigration_status", "A start, which the return has not."),
)


def given_back(tables: Tables, vendor: Vendor) -> Tables:
    """The return that an extract on its year's last day must give back: the council's own, less what is lost."""
    lost = [one for one in DIFFERENCES if one.vendor in (None, vendor)]
    return {
        name: [_less(row, name, lost) for row in rows if not _gone(row, name, lost)] for name, rows in tables.items()
    }


def _gone(row: Row, table: str, lost: list[Difference]) -> bool:
    whole = [one for one in lost if one.table == table and not one.field]
    empty = not any(value for name, value in row.items() if name not in ("CHILD", "DOB"))
    return any(one.value == EVERY or empty for one in whole)


def _less(row: Row, table: str, lost: list[Difference]) -> Row:
    blank = {one.field for one in lost if one.table == table and one.value in (EVERY, row.get(one.field))}
    return {name: "" if name in blank else value for name, value in row.items()}
