"""What the return tells beside the times in care. It says of some things only in which year: days are made up for those."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from ssd_writer.care import period_id, period_on, referral_id
from ssd_writer.chance import Chance
from ssd_writer.history import Child, Stay, Told, by, day_of, numbered
from ssd_writer.tables import (
    CareLeaver,
    ClaConviction,
    ClaHealth,
    ClaImmunisations,
    ClaPreviousPermanence,
    ClaReview,
    ClaSubstanceMisuse,
    Id,
    Involvement,
    Missing,
    SdqScore,
    Ssd,
)

#: How case systems put the checks of the return into words.
CHECKS = {
    "HEALTH_ASSESSMENT": "Health Assessment",
    "TEETH_CHECK": "Dental Check",
    "HEALTH_CHECK": "Health Surveillance",
}
DONE, NOT_DONE = "Completed", ("Planned", "Refused", "Cancelled")
SOCIAL_WORKER = "CW"
_SUBSTANCES = ("Alcohol", "Cannabis", "Solvents", "Not known")


def write_answers(ssd: Ssd, child: Child, periods: list[list[Stay]], chance: Chance) -> None:
    """Writes everything about a child but who it is, its times in care and its adoption."""
    _reviews(ssd, child, periods, chance)
    for told in child.told.get("oc2", ()):
        rng = chance.of(child.id, "health", told.year)
        _health(ssd, child, told, _Days(told.year, periods, ssd.as_at, rng), rng)
    for told in child.told.get("oc3", ()):
        _leaver(ssd, child, told, chance)
    _missing(ssd, child, chance)
    for row in child.rows("prev_perm"):
        kind, council, day = (row.get(name) or None for name in ("PREV_PERM", "LA_PERM", "DATE_PERM"))
        ssd.ssd_cla_previous_permanence.append(
            ClaPreviousPermanence(Id("previous", child.id), child.id, kind, council, day)
        )
    _workers(ssd, child, periods)


def _reviews(ssd: Ssd, child: Child, periods: list[list[Stay]], chance: Chance) -> None:
    rows = child.rows("reviews")
    for row, (number, held) in zip(rows, numbered(day_of(row["REVIEW"]) for row in rows), strict=True):
        period = period_on(periods, held) if held else None
        if held is None or period is None:
            ssd.leave_out("reviews")
        elif held <= ssd.as_at:
            due = held + timedelta(days=chance.of(child.id, "review", held).randrange(-5, 15))
            which = Id("review", f"{child.id} {held} {number}")
            code = row["REVIEW_CODE"] or None
            ssd.ssd_cla_reviews.append(ClaReview(which, period_id(child, period), child.id, due, held, "N", code))


class _Days:
    """Makes up days of a collection year on which a child was in care, as far as is known, and that aren't to come."""

    def __init__(self, year: int, periods: list[list[Stay]], as_at: date, rng: Random):
        first, last = date(year - 1, 4, 1), date(year, 3, 31)
        entered = periods[0][0].start if periods else first
        left = (periods[-1][-1].end or last) if periods else last
        self._first = min(max(first, entered), last)
        self._length = max((min(last, left) - self._first).days, 0)
        self._as_at, self._rng = as_at, rng

    def any(self) -> date | None:
        """A day of the year; None where it falls after the day of the extract."""
        return by(self._first + timedelta(days=self._rng.randrange(self._length + 1)), self._as_at)


def _health(ssd: Ssd, child: Child, told: Told, days: _Days, rng: Random) -> None:
    year, row = told
    _checks(ssd, child, told, days, rng)
    if row.get("IMMUNISATIONS") and (day := days.any()):
        # one row a person: what an earlier year said is gone
        ssd.ssd_cla_immunisations[:] = [one for one in ssd.ssd_cla_immunisations if one.clai_person_id != child.id]
        ssd.ssd_cla_immunisations.append(ClaImmunisations(child.id, _yes_no(row["IMMUNISATIONS"]) or "", day))
    if row.get("SUBSTANCE_MISUSE") == "1" and (day := days.any()):
        ssd.ssd_cla_substance_misuse.append(
            ClaSubstanceMisuse(
                Id("substance", f"{child.id} {year}"), child.id, day, rng.choice(_SUBSTANCES),
                _yes_no(row.get("INTERVENTION_RECEIVED", "")),
            )
        )  # fmt: skip
    if row.get("CONVICTED") == "1" and (day := days.any()):
        ssd.ssd_cla_convictions.append(ClaConviction(Id("conviction", f"{child.id} {year}"), child.id, day))
    score, reason = row.get("SDQ_SCORE", ""), row.get("SDQ_REASON") or None
    if (score or reason) and (day := days.any()):
        number = int(score) if score.isdecimal() else None
        ssd.ssd_sdq_scores.append(SdqScore(Id("sdq", f"{child.id} {year}"), child.id, day, number, reason))


def _checks(ssd: Ssd, child: Child, told: Told, days: _Days, rng: Random) -> None:
    """A check that was done is a row; one that was not done may be a row too, that says so."""
    for answer, kind in CHECKS.items():
        given = told.row.get(answer, "")
        recorded = given == "1" or (given == "0" and rng.random() < 0.5)
        if recorded and (day := days.any()):
            status = DONE if given == "1" else rng.choice(NOT_DONE)
            which = Id("health", f"{child.id} {told.year} {answer}")
            ssd.ssd_cla_health.append(ClaHealth(which, child.id, kind, day, status))


def _leaver(ssd: Ssd, child: Child, told: Told, chance: Chance) -> None:
    """A contact about the birthday that the return asks of, in the same collection year."""
    year, row = told
    born = child.born
    if born is None:
        ssd.leave_out("oc3")
        return
    first, last = date(year - 1, 4, 1), date(year, 3, 31)
    birthday = next(day for day in _birthdays(born, year) if first <= day <= last)
    days = chance.of(child.id, "contact", year).randrange(-60, 20)
    contact = min(max(birthday + timedelta(days=days), first), last)
    if contact > ssd.as_at:
        return
    home = row.get("ACCOM", "")
    ssd.ssd_care_leavers.append(
        CareLeaver(
            Id("leaver", f"{child.id} {year}"), child.id,
            "Relevant child" if birthday.year - born.year < 18 else "Former relevant child", row.get("IN_TOUCH", ""), contact,
            home[:1], home[1:] or None, row.get("ACTIV", ""), contact + timedelta(days=180),
        )
    )  # fmt: skip


def _birthdays(born: date, year: int) -> Iterator[date]:
    """The birthdays in two calendar years, of which one is in the collection year."""
    for calendar in (year - 1, year):
        leap_day = (born.month, born.day) == (2, 29)
        yield date(calendar, 2, 28) if leap_day and calendar % 4 else born.replace(year=calendar)


def _missing(ssd: Ssd, child: Child, chance: Chance) -> None:
    rows = child.rows("missing")
    for row, (number, start) in zip(rows, numbered(day_of(row["MIS_START"]) for row in rows), strict=True):
        end = by(day_of(row["MIS_END"]), ssd.as_at)
        if start is None:
            ssd.leave_out("missing")
        elif start <= ssd.as_at:
            rng = chance.of(child.id, "interview", start)
            offered = rng.choice("YYYN") if end else None
            accepted = {"Y": rng.choice("YN"), "N": "NA"}.get(offered or "")
            which = Id("missing", f"{child.id} {start} {number}")
            ssd.ssd_missing.append(Missing(which, child.id, start, row["MISSING"], end, offered, accepted))


def _workers(ssd: Ssd, child: Child, periods: list[list[Stay]]) -> None:
    rows = child.rows("sw_episodes")
    for row, (number, start) in zip(rows, numbered(day_of(row["SW_DECOM"]) for row in rows), strict=True):
        period = period_on(periods, start) if start else None
        if start is None or period is None:
            ssd.leave_out("sw_episodes")
        elif start <= ssd.as_at:
            ssd.ssd_involvements.append(
                Involvement(
                    Id("involvement", f"{child.id} {start} {number}"), row["SW_ID"], SOCIAL_WORKER, f"Team {len(child.id) % 7}",
                    start, by(day_of(row["SW_DEC"]), ssd.as_at), row["SW_REASON"] or None, child.id, referral_id(child, period),
                )
            )  # fmt: skip


def _yes_no(answer: str) -> str | None:
    return {"1": "Y", "0": "N"}.get(answer)
