"""What a case system holds beyond the return, made up: visits, plans, other roles, and rows that a loader must not mistake.

Each kind of row here is one that the return doesn't ask for. Nothing in it may change the return that is made of the extract.
"""

from datetime import date, timedelta
from itertools import takewhile

from plumbline.model.made_up import MADE_UP
from plumbline.synthetic.life import birthday
from plumbline.synthetic.ssd.answers import CHECKS, DONE
from plumbline.synthetic.ssd.care import period_id, referral_id
from plumbline.synthetic.ssd.chance import Chance
from plumbline.synthetic.ssd.history import Child, Stay, by
from plumbline.synthetic.ssd.tables import (
    Address,
    ClaCarePlan,
    ClaHealth,
    ClaReview,
    ClaVisit,
    Id,
    ImmigrationStatus,
    Involvement,
    LegalStatus,
    LinkedIdentifier,
    Permanence,
    Person,
    SdqScore,
    Ssd,
    VoiceOfChild,
)

#: Statuses of children who are not looked after.
NOT_LOOKED_AFTER = ("Supervision Order", "Child Arrangements Order")
#: So many children in need are made up, born over some decades: those who are under 18 on a day are known on it.
_IN_NEED, _FIRST_BORN = 40, date(1998, 1, 1)
#: A review is due twice a year.
_BETWEEN_REVIEWS = timedelta(days=183)
_GUARDIANS = {"E45", "E46", "E47", "E48"}


def write_beyond(ssd: Ssd, child: Child, periods: list[list[Stay]], chance: Chance) -> None:
    """Adds what the case system has of a child beyond the return."""
    for period in periods:
        _visits(ssd, child, period, chance)
        _plan(ssd, child, period)
        _officer(ssd, child, period)
        _placement_addresses(ssd, child, period)
        _guardians(ssd, child, period)
    if periods:
        _reviews_not_held(ssd, child, periods, chance)
        _before_care(ssd, child, periods[0], chance)
    if not child.rows("oc2"):
        _health_not_asked_for(ssd, child, periods, chance)
    _earlier_score(ssd, child)
    _origin(ssd, child, periods, chance)
    _identifiers_and_voice(ssd, child, chance)


def write_children_in_need(ssd: Ssd, chance: Chance) -> None:
    """Adds children whom the council knows and who were never in care."""
    for at in range(_IN_NEED):
        rng = chance.of("in need", at)
        born = _FIRST_BORN + timedelta(days=rng.randrange(15_000))
        if born <= ssd.as_at < birthday(born, 18):
            who = f"{MADE_UP}N{at:05}"
            ssd.ssd_person.append(Person(who, pers_sex=rng.choice("MF"), pers_ethnicity="WBRI", pers_dob=born))


def _visits(ssd: Ssd, child: Child, period: list[Stay], chance: Chance) -> None:
    """A visit every six weeks, in the first two years of a time in care."""
    rng = chance.of(child.id, "visits", period[0].start)
    first = period[0].start + timedelta(days=5)
    last = min(period[-1].end or ssd.as_at, first + timedelta(days=730))
    for number in range((last - first).days // 42 + 1):
        day = first + timedelta(days=42 * number)
        seen, alone = rng.choice("YYYN"), rng.choice("YYN")
        which = Id("visit", f"{child.id} {day}")
        alone = alone if seen == "Y" else "N"
        ssd.ssd_cla_visits.append(ClaVisit(which, period_id(child, period), child.id, day, seen, alone))


def _plan(ssd: Ssd, child: Child, period: list[Stay]) -> None:
    start = by(period[0].start + timedelta(days=10), ssd.as_at)
    if start and (period[-1].end or ssd.as_at) > start:
        ssd.ssd_cla_care_plan.append(ClaCarePlan(Id("plan", f"{child.id} {start}"), child.id, start, period[-1].end))


def _officer(ssd: Ssd, child: Child, period: list[Stay]) -> None:
    """The reviewing officer is involved too, and is no social worker of the return."""
    which = Id("involvement", f"{child.id} officer {period[0].start}")
    ssd.ssd_involvements.append(
        Involvement(
            which, "IRO0001", "IRO", "Reviewing officers", period[0].start, period[-1].end, None, child.id,
            referral_id(child, period),
        )
    )  # fmt: skip


def _placement_addresses(ssd: Ssd, child: Child, period: list[Stay]) -> None:
    """Where a child is placed is an address as well, and is not its home."""
    for stay in period:
        if stay.postcode and stay.reason in {"S", "P", "B"}:
            which = Id("address", f"{child.id} placement {stay.start}")
            ssd.ssd_address.append(Address(which, child.id, "Placement", stay.start, stay.end, stay.postcode))


def _guardians(ssd: Ssd, child: Child, period: list[Stay]) -> None:
    """An order other than adoption is a row of permanence with no decision to adopt."""
    if period[-1].ended in _GUARDIANS:
        ssd.ssd_permanence.append(
            Permanence(
                Id("permanence", f"{child.id} order {period[-1].end}"), child.id, period_id(child, period),
                perm_permanence_order_date=period[-1].end, perm_permanence_order_type="Special Guardianship Order",
            )
        )  # fmt: skip


def _reviews_not_held(ssd: Ssd, child: Child, periods: list[list[Stay]], chance: Chance) -> None:
    """A review that was cancelled, and the next one, which is still to come."""
    rng = chance.of(child.id, "reviews not held")
    period = periods[-1]
    if rng.random() < 0.1:
        which = Id("review", f"{child.id} cancelled")
        due = period[0].start + timedelta(days=20)
        ssd.ssd_cla_reviews.append(ClaReview(which, period_id(child, period), child.id, due, None, "Y", None))
    if period[-1].end is None:
        which = Id("review", f"{child.id} next")
        due = period[0].start + _BETWEEN_REVIEWS * ((ssd.as_at - period[0].start) // _BETWEEN_REVIEWS + 1)
        ssd.ssd_cla_reviews.append(ClaReview(which, period_id(child, period), child.id, due, None, "N", None))


def _before_care(ssd: Ssd, child: Child, period: list[Stay], chance: Chance) -> None:
    rng = chance.of(child.id, "before care")
    if rng.random() < 0.05:
        start, end = (period[0].start - timedelta(days=days) for days in (300, 60))
        which = Id("legal status", f"{child.id} before care")
        ssd.ssd_legal_status.append(LegalStatus(which, child.id, rng.choice(NOT_LOOKED_AFTER), start, end))


def _health_not_asked_for(ssd: Ssd, child: Child, periods: list[list[Stay]], chance: Chance) -> None:
    """Children who weren't in care all year have checks too, of which the return doesn't ask."""
    rng = chance.of(child.id, "other health")
    if periods and rng.random() < 0.5:
        day = by(periods[-1][0].start + timedelta(days=rng.randrange(20)), ssd.as_at)
        if day and (periods[-1][-1].end or ssd.as_at) >= day:
            which = Id("health", f"{child.id} other")
            ssd.ssd_cla_health.append(ClaHealth(which, child.id, CHECKS["HEALTH_ASSESSMENT"], day, DONE))


def _earlier_score(ssd: Ssd, child: Child) -> None:
    """A child may have answered an earlier questionnaire in the same year: the return wants the latest."""
    for one in list(takewhile(lambda score: score.csdq_person_id == child.id, reversed(ssd.ssd_sdq_scores))):
        earlier = one.csdq_sdq_completed_date - timedelta(days=14)
        if one.csdq_sdq_score is not None and one.csdq_sdq_score % 5 == 0 and earlier >= date(earlier.year, 4, 1):
            which = Id("sdq", f"{child.id} {earlier}")
            ssd.ssd_sdq_scores.append(SdqScore(which, child.id, earlier, 40 - one.csdq_sdq_score, None))


def _origin(ssd: Ssd, child: Child, periods: list[list[Stay]], chance: Chance) -> None:
    """Leave to remain after asylum; and statuses of children who did not come alone."""
    mine = [one for one in ssd.ssd_immigration_status[-1:] if one.immi_person_id == child.id]
    for one in mine:
        over = by(one.immi_immigration_status_end_date, ssd.as_at)
        if over:
            which = Id("immigration", f"{child.id} leave")
            ssd.ssd_immigration_status.append(ImmigrationStatus(which, child.id, over, None, "Leave to remain"))
    if not mine and periods and chance.of(child.id, "origin").random() < 0.03:
        which = Id("immigration", f"{child.id} settled")
        start = periods[0][0].start
        ssd.ssd_immigration_status.append(ImmigrationStatus(which, child.id, start, None, "EU settled status"))


def _identifiers_and_voice(ssd: Ssd, child: Child, chance: Chance) -> None:
    rng = chance.of(child.id, "identifiers")
    if rng.random() < 0.05 and child.born:
        number = f"X{rng.randrange(10**12):012}"
        which = Id("identifier", f"{child.id} former")
        start, end = date(child.born.year + 4, 9, 1), date(child.born.year + 5, 8, 31)
        kind = "Former Unique Pupil Number"
        ssd.ssd_linked_identifiers.append(LinkedIdentifier(which, child.id, kind, number, start, end))
    if rng.random() < 0.1:
        answers = [rng.choice("YN") for _ in range(5)]
        ssd.ssd_voice_of_child.append(VoiceOfChild(Id("voice", child.id), child.id, *answers))
