"""What the return tells beside the times in care. It says of some things only in which year: days are made up for those."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from plumbline.synthetic.ssd.care import period_id, period_on, referral_id
from plumbline.synthetic.ssd.chance import Chance
from plumbline.synthetic.ssd.history import Child, Stay, Told, by, day_of, numbered
from plumbline.synthetic.ssd.tables import (
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
        _health(ssd, _Year(child, told, periods, ssd.known_until, chance))
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
        elif held <= ssd.known_until:
            due = held + timedelta(days=chance.of(child.id, "review", held).randrange(-5, 15))
            which = Id("review", f"{child.id} {held} {number}")
            code = row["REVIEW_CODE"] or None
            ssd.ssd_cla_reviews.append(ClaReview(which, period_id(child, period), child.id, due, held, "N", code))


class _Year:
    """A child's answers about a collection year, for each of which a day is made up on which the child was in care."""

    def __init__(self, child: Child, told: Told, periods: list[list[Stay]], known_until: date, chance: Chance):
        first, last = date(told.year - 1, 4, 1), date(told.year, 3, 31)
        entered = periods[0][0].start if periods else first
        left = (periods[-1][-1].end or last) if periods else last
        self._first = min(max(first, entered), last)
        self._length = max((min(last, left) - self._first).days, 0)
        self._known_until, self._chance = known_until, chance
        self.child, self.year, self.row = child.id, told.year, told.row

    def answer(self, name: str) -> str:
        """What was answered."""
        return self.row.get(name, "")

    def chance(self, name: str) -> Random:
        """The chance of what an answer does not say."""
        return self._chance.of(self.child, self.year, name)

    def day(self, name: str) -> date | None:
        """The day that goes with an answer; None where it is still to come."""
        rng = self._chance.of(self.child, self.year, name, "day")
        return by(self._first + timedelta(days=rng.randrange(self._length + 1)), self._known_until)

    def number(self, name: str) -> Id:
        """What a row made of an answer is known by."""
        return Id(name, f"{self.child} {self.year}")


def _health(ssd: Ssd, year: _Year) -> None:
    _checks(ssd, year)
    _immunised(ssd, year)
    child = year.child
    if year.answer("SUBSTANCE_MISUSE") == "1" and (day := year.day("substance")):
        substance = year.chance("substance").choice(_SUBSTANCES)
        received = _yes_no(year.answer("INTERVENTION_RECEIVED"))
        which = year.number("substance")
        ssd.ssd_cla_substance_misuse.append(ClaSubstanceMisuse(which, child, day, substance, received))
    if year.answer("CONVICTED") == "1" and (day := year.day("conviction")):
        ssd.ssd_cla_convictions.append(ClaConviction(year.number("conviction"), child, day))
    score, reason = year.answer("SDQ_SCORE"), year.answer("SDQ_REASON") or None
    if (score or reason) and (day := year.day("sdq")):
        number = int(score) if score.isdecimal() else None
        ssd.ssd_sdq_scores.append(SdqScore(year.number("sdq"), child, day, number, reason))
        if score and number is None:
            ssd.leave_out("oc2")


def _checks(ssd: Ssd, year: _Year) -> None:
    """A check that was done is a row; one that was not done may be a row too, that says so."""
    for answer, kind in CHECKS.items():
        given, rng = year.answer(answer), year.chance(answer)
        status = {"1": DONE, "0": rng.choice((*NOT_DONE, "", "", ""))}.get(given)
        if status and (day := year.day(answer)):
            ssd.ssd_cla_health.append(ClaHealth(year.number(answer), year.child, kind, day, status))


def _immunised(ssd: Ssd, year: _Year) -> None:
    """One row a person: what an earlier year said is gone."""
    status, day = _yes_no(year.answer("IMMUNISATIONS")), year.day("immunisations")
    if status and day:
        found = ssd.ssd_cla_immunisations
        if found and found[-1].clai_person_id == year.child:
            found.pop()
        found.append(ClaImmunisations(year.child, status, day))


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
    if contact > ssd.known_until:
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
        end = by(day_of(row["MIS_END"]), ssd.known_until)
        if start is None or start <= ssd.known_until:
            rng = chance.of(child.id, "interview", start)
            offered = rng.choice("YYYN") if end else None
            accepted = {"Y": rng.choice("YN"), "N": "NA"}.get(offered or "")
            which = Id("missing", f"{child.id} {start} {number}")
            ssd.ssd_missing.append(Missing(which, child.id, start, row["MISSING"], end, offered, accepted))


def _workers(ssd: Ssd, child: Child, periods: list[list[Stay]]) -> None:
    rows = child.rows("sw_episodes")
    for row, (number, start) in zip(rows, numbered(day_of(row["SW_DECOM"]) for row in rows), strict=True):
        period = period_on(periods, start or ssd.as_at)
        if period is None:
            ssd.leave_out("sw_episodes")
        elif start is None or start <= ssd.known_until:
            ssd.ssd_involvements.append(
                Involvement(
                    Id("involvement", f"{child.id} {start} {number}"), row["SW_ID"], SOCIAL_WORKER, f"Team {len(child.id) % 7}",
                    start, by(day_of(row["SW_DEC"]), ssd.known_until), row["SW_REASON"] or None, child.id, referral_id(child, period),
                )
            )  # fmt: skip


def _yes_no(answer: str) -> str | None:
    return {"1": "Y", "0": "N"}.get(answer)
