"""Lives under a plan: who comes in, how long they stay, how they move, go missing and are reviewed, at known rates."""

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import pairwise
from random import Random
from typing import NamedTuple

from plumbline.synthetic import adoption, leaving, legal, special
from plumbline.synthetic.around import become, deprive, work_with
from plumbline.synthetic.health import usual_wait
from plumbline.synthetic.life import Life, Spell, birthday, days
from plumbline.synthetic.lives import GIRLS_OF_ASYLUM_SEEKERS, child
from plumbline.synthetic.placements import move, move_and_change, same_carer, stay_away, suitable
from plumbline.synthetic.places import Places
from plumbline.synthetic.plan import AGES, Plan
from plumbline.synthetic.rates import Person, Rates

#: The unusual lives: how often each kind, and the ages at which they begin.
_UNUSUAL = {
    "short breaks": (2, 4, 14), "agreed breaks": (1, 4, 13), "remanded": (2, 13, 16), "stays on": (1, 15, 16),
    "reversed": (3, 0, 4),
}  # fmt: skip
#: The age at which each band begins and that at which the next does.
_SPANS = tuple(pairwise((*AGES.values(), 18)))
#: Days that their first part needs, so that none leaves before it is over.
_ROOM = 50
#: Who comes in is three days old at least, and has two months to 18.
_YOUNGEST, _OLDEST = 3, 18 * 365 - 60
_AGE_OF_ASYLUM_SEEKERS, _AGE_OF_ADOPTION = 14, 5
_FOSTERED = ("U6", "U3", "U5")
_WITH_A_MOVE = 0.1
#: A late review is late by so many days, at least and at most.
_LATE = (25, 60)
_LONGEST_SPELL = 5


class Newcomer(NamedTuple):
    """A child on coming into care: ``kind`` is empty unless the life is unusual or leads to adoption."""

    kind: str
    entry: date
    leaves: date
    rates: Rates


def newcomer(rng: Random, entry: date, plan: Plan) -> Newcomer:
    """Who comes into care on a day, and the day on which it leaves care where its kind of life sets no other."""
    kind, age = "", _age(rng, plan)
    if rng.random() < plan.unusual:
        kind = rng.choices(tuple(_UNUSUAL), [often for often, _, _ in _UNUSUAL.values()])[0]
        _, low, high = _UNUSUAL[kind]
        age = days(rng.randrange(max(_YOUNGEST, low * 365), high * 365 + 366)).days
    elif age < _AGE_OF_ADOPTION * 365 and rng.random() < plan.adoption:
        kind = "adoption"
    asylum = not kind and age >= _AGE_OF_ASYLUM_SEEKERS * 366 and rng.random() < plan.asylum
    girl = rng.random() < (GIRLS_OF_ASYLUM_SEEKERS if asylum else plan.girls)
    person = Person(entry - days(age), girl, asylum)
    rates = Rates(plan, person)
    adult = birthday(person.born, 18)
    leaves, _ = rates.first(rng, entry + days(1), adult, lambda day: (rates.exits(day),))
    return Newcomer(kind, entry, min(adult, max(leaves, entry + days(_ROOM))) if kind else leaves, rates)


def _age(rng: Random, plan: Plan) -> int:
    begins, ends = rng.choices(_SPANS, [plan.entry_ages[band] for band in AGES])[0]
    return min(_OLDEST, max(_YOUNGEST, int((begins + rng.random() * (ends - begins)) * 365.25)))


def live_by(rng: Random, number: int, new: Newcomer, places: Places) -> Life:
    """The whole life of a newcomer, up to the day of leaving care."""
    rates = new.rates
    life = child(rng, number, *rates.person, places)
    _through_care(rng, life, new, rates, places)
    if life.short_breaks:
        return life
    _go_missing(rng, life, rates)
    _late_reviews(rng, life, rates)
    left = life.left
    assert left is not None
    become(rng, life, left)
    deprive(rng, life, left)
    work_with(rng, life, left, (0,))
    return life


def _through_care(rng: Random, life: Life, new: Newcomer, rates: Rates, places: Places) -> None:
    entry, leaves = new.entry, new.leaves
    if new.kind == "short breaks":
        special.short_breaks(rng, life, entry, leaves)
    elif new.kind == "agreed breaks":
        special.agreed_breaks(rng, life, entry, leaves)
    elif new.kind == "stays on":
        leaving.leave(rng, life, special.stays_on(rng, life, entry, places))
    elif new.kind == "adoption":
        adoption.adopt(rng, life, entry, places)
    else:
        leaves = _begin(rng, life, new, places)
        if life.left is None:
            _live_on(rng, life, leaves, rates, places)
            leaving.leave_by(rng, life, leaves, _exit_shares(life, leaves, rates))


def _exit_shares(life: Life, day: date, rates: Rates) -> Callable[[str], float]:
    last = life.episodes[-1].placement.type
    return lambda kind: rates.plan.exit_kinds[kind] * rates.times(f"exit_kinds.{kind}", day, last)


def _begin(rng: Random, life: Life, new: Newcomer, places: Places) -> date:
    """The first part of the time in care; returns the day of leaving, put off where that part takes longer."""
    if new.kind == "reversed":
        adoption.plan_and_reverse(rng, life, new.entry, places)
    elif new.kind == "remanded":
        special.remanded(rng, life, new.entry, new.leaves, places)
    else:
        status = "V2" if life.asylum else legal.first(rng)
        life.begin(new.entry, status, suitable(rng, life, new.entry, status, places))
        return new.leaves
    return min(life.birthday(18), max(new.leaves, life.episodes[-1].start + days(_ROOM)))


def _live_on(rng: Random, life: Life, leaves: date, rates: Rates, places: Places) -> None:
    """Moves and changes of legal status at their rates; short statuses and closing placements end on their day."""
    lasts = legal.limited(rng, life.episodes[-1].status)
    limit = life.episodes[-1].start + days(lasts) if lasts else date.max
    day = life.episodes[-1].start
    while True:
        now = life.episodes[-1]
        until = min(leaves, limit, now.placement.closes or date.max)
        day, event = rates.first(rng, max(day, now.start) + days(1), until, _events(life, rates, limit))
        if event >= 0:
            _happen(rng, life, day, event, places, leaves)
        elif until == leaves:
            return
        elif until == limit:
            life.turn(limit, "L", status=legal.changed(rng, now.status))
            lasts = legal.limited(rng, life.episodes[-1].status)
            limit = limit + days(lasts) if lasts else date.max
        else:
            move(rng, life, until, places, "CLOSE")


def _events(life: Life, rates: Rates, limit: date) -> Callable[[date], tuple[float, ...]]:
    """The rates of a move, a change of status, of placement with the same carer, and of a stay elsewhere and back."""
    now, plan = life.episodes[-1], rates.plan
    lasting = limit == date.max
    status = plan.legal_changes if lasting and legal.follows(now.status) else 0.0
    carer = plan.same_carer if now.placement.type in _FOSTERED else 0.0
    away = plan.stays_away if lasting and not now.placement.closes and now.placement.type[0] != "A" else 0.0
    return lambda day: (rates.moves(day, now.placement.type), status, carer, away)


def _happen(rng: Random, life: Life, day: date, event: int, places: Places, leaves: date) -> None:
    """One of the events; nobody goes to stay elsewhere in the last two months."""
    now = life.episodes[-1]
    new = legal.changed(rng, now.status)
    short = legal.is_limited(now.status)
    if event == 0 and new and not short and rng.random() < _WITH_A_MOVE:
        move_and_change(rng, life, day, new, places)
    elif event == 0:
        move(rng, life, day, places)
    elif event == 1:
        life.turn(day, "L", status=new)
    elif event == 2:
        same_carer(rng, life, day, "" if short else new, places)
    elif (leaves - day).days > _ROOM + 10:
        stay_away(rng, life, day, places)


def _go_missing(rng: Random, life: Life, rates: Rates) -> None:
    """Spells at their rate, each over before the episode is; nobody goes missing while missing."""
    back = life.episodes[0].start
    for episode in life.episodes:
        end = episode.end
        assert end is not None
        yearly = partial(_missing, rates, episode.placement.type)
        while True:
            day, event = rates.first(rng, max(episode.start, back) + days(1), end, yearly)
            if event < 0:
                break
            back = min(day + days(rng.randint(1, _LONGEST_SPELL)), end - days(1))
            life.missing.append(Spell(day, back, (rng.choice("MMMA"), "")))


def _missing(rates: Rates, placement: str, day: date) -> tuple[float]:
    return (rates.missing(day, placement),)


def _late_reviews(rng: Random, life: Life, rates: Rates) -> None:
    """Which reviews are late, and by how much."""
    left = life.left
    assert left is not None
    day = life.episodes[0].start
    while day <= left:
        due = day + days(usual_wait(len(life.reviews_late)))
        late = 0 if rng.random() < rates.reviews_in_time(due) else rng.randint(*_LATE)
        life.reviews_late.append(late)
        day = due + days(late)
