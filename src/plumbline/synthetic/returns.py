"""From lives to the tables of one year's return, whole or as far as it is known on a day of the year."""

from collections.abc import Callable
from datetime import date
from functools import cache
from random import Random
from typing import NamedTuple

from plumbline.model import ssda903
from plumbline.synthetic.after_care import care_leaver, is_asked_after
from plumbline.synthetic.health import health, in_care_all_year, reviews
from plumbline.synthetic.life import Episode, Life, days

Row = dict[str, str]
Tables = dict[str, list[Row]]
#: For each kind of answer what it is drawn from: one stream for all, or one each, so that one does not depend on another.
Draws = Callable[[str], Random]
#: Codes of the year for the placement types that have changed.
_SUPPORTED_SINCE, _OTHERS_TOLD_APART_SINCE, _SEX_IN_LETTERS_SINCE = 2025, 2026, 2025


#: How many of those who were not in care all year have a row of the health table with nothing in it.
_BLANK_HEALTH = 0.03


class Year(NamedTuple):
    """A collection year with its first day and the last that is known: 31 March, or an earlier day."""

    number: int
    start: date
    end: date

    @property
    def closes(self) -> date:
        """The 31 March with which the year ends."""
        return date(self.number, 3, 31)

    def has(self, start: date, end: date | None) -> bool:
        """Whether days from ``start`` to ``end`` (None: still going on) touch the year."""
        return start <= self.end and (end is None or end >= self.start)


def collection(year: int) -> Year:
    """The collection year that ends in ``year``."""
    return Year(year, date(year - 1, 4, 1), date(year, 3, 31))


def cut(day: date) -> Year:
    """The collection year of a day, known up to that day."""
    return Year(number := day.year + (day.month > 3), date(number - 1, 4, 1), day)


def empty_tables(year: int) -> Tables:
    """Every table that the collection ``year`` has, without rows."""
    return {name: [] for name, table in ssda903().tables.items() if table.since <= year}


def add_rows(found: Tables, life: Life, year: Year, draws: Draws) -> None:
    """Adds what a year's return says of one life; nothing for a child whom it does not concern."""
    episodes = [e for e in life.episodes if year.has(e.start, e.end)]
    leaver = is_asked_after(life, episodes, year.start, year.end)
    if not episodes and not leaver:
        return
    who = {"CHILD": life.child, "DOB": text(life.born)}
    found["header"].append(_header(life, who, episodes, year))
    if leaver:
        found["oc3"].append(who | care_leaver(life, year.start, year.end, draws("leaver")))
    if episodes:
        found["episodes"] += [_episode(life, e, year) for e in episodes]
        _of_those_in_care(found, life, who, episodes, year, draws)


def _of_those_in_care(found: Tables, life: Life, who: Row, episodes: list[Episode], year: Year, draws: Draws) -> None:
    if any(e.reason == "S" and e.start >= year.start for e in episodes):
        found["prev_perm"].append(who | _previously(life, episodes[0].start, draws("permanence")))
    if life.short_breaks:
        return
    found["reviews"] += [
        who | {"REVIEW": text(day), "REVIEW_CODE": code}
        for day, code in reviews(life, year.start, year.end, draws("reviews"))
    ]
    if life.asylum:
        ends = life.asylum_ended
        adult = life.birthday(18)
        until = ends if ends and ends <= year.end else adult
        found["uasc"].append(who | {"SEX": _sex(life, year), "DUC": text(until)})
    _health(found, life, who, episodes, year, draws)
    _adoption(found, life, who, year)
    found["missing"] += [
        who | {"MISSING": s.what[0], "MIS_START": text(s.start), "MIS_END": _until(s.end, year)}
        for s in life.missing
        if year.has(s.start, s.end)
    ]
    if "dolo" in found:
        found["dolo"] += [
            who | {"DOLO_START": text(s.start), "DOLO_END": _until(s.end, year)}
            for s in life.orders
            if year.has(s.start, s.end)
        ]
    if "sw_episodes" in found:
        found["sw_episodes"] += _workers(life, who, year)


def _health(found: Tables, life: Life, who: Row, episodes: list[Episode], year: Year, draws: Draws) -> None:
    """The year's answers, which are entered on a day from January on; before that day a cut of the year has none."""
    if in_care_all_year(episodes, year.start, min(year.closes, year.end + days(1))):
        if year.end == year.closes or date(year.number, 1, 1) + days(draws("entered").randrange(85)) <= year.end:
            found["oc2"].append(who | health(life, year.start, year.closes, draws("health")))
    elif draws("health").random() < _BLANK_HEALTH:
        found["oc2"].append(dict(who))


def _adoption(found: Tables, life: Life, who: Row, year: Year) -> None:
    done = life.adoption
    if done and year.start <= done.on <= year.end:
        carers = "1" if life.episodes[-1].placement.type in ("A3", "A5") else "0"
        found["ad1"].append(
            who
            | {"DATE_INT": text(life.decisions[-1].made), "DATE_MATCH": text(done.matched), "FOSTER_CARE": carers}
            | {"NB_ADOPTR": done.number, "SEX_ADOPTR": done.sexes, "LS_ADOPTR": done.status}
        )
    for decision in life.decisions:
        if year.has(decision.made, decision.reversed_on):
            row = who | {"DATE_PLACED": text(decision.made)}
            if ceased := _until(decision.reversed_on, year):
                row |= {"DATE_PLACED_CEASED": ceased, "REASON_PLACED_CEASED": decision.reason}
            found["placed_adoption"].append(row)


def _workers(life: Life, who: Row, year: Year) -> list[Row]:
    """Who worked with the child; the last worker's time ends with the time in care."""
    found = []
    left = life.left
    for spell in life.workers:
        if not year.has(spell.start, spell.end):
            continue
        until = _until(spell.end or left, year)
        number, why = spell.what
        found.append(who | {"SW_ID": number, "SW_DECOM": text(spell.start), "SW_DEC": until, "SW_REASON": why})
    return found


def _previously(life: Life, entered: date, rng: Random) -> Row:
    """Mostly no permanence before; otherwise of which kind, where and when, sometimes only roughly known."""
    years = entered.year - life.born.year
    if years < 3 or rng.random() < 0.9:
        return {"PREV_PERM": "Z1"}
    when = date(life.born.year + rng.randrange(1, years), rng.randrange(1, 13), rng.randrange(1, 29))
    known = rng.choice((text(when), f"ZZ/{when:%m/%Y}", f"ZZ/ZZ/{when.year}"))
    council = rng.choice(("301", "855", "873", "999", "WAL", "SCO"))
    return {"PREV_PERM": rng.choice(("P1", "P2", "P2", "P3", "P4")), "LA_PERM": council, "DATE_PERM": known}


@cache
def text(day: date) -> str:
    """A date as the return writes it."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def _until(day: date | None, year: Year) -> str:
    return text(day) if day and day <= year.end else ""


def _sex(life: Life, year: Year) -> str:
    letters = year.number >= _SEX_IN_LETTERS_SINCE
    return ("F" if life.girl else "M") if letters else ("2" if life.girl else "1")


def _header(life: Life, who: Row, episodes: list[Episode], year: Year) -> Row:
    row = who | {"SEX": _sex(life, year), "ETHNIC": life.ethnic, "UPN": _upn(life, episodes, year)}
    if life.girl and episodes and not life.short_breaks:
        row["MOTHER"] = "0"
        if life.baby and life.baby <= year.end:
            row |= {"MOTHER": "1", "MC_DOB": text(life.baby)}
    return row


def _upn(life: Life, episodes: list[Episode], year: Year) -> str:
    """A real number from the September in which school begins; not yet known of those who came in the last week."""
    if life.birthday(4) > date(year.number - 1, 8, 31):
        return "UN1"
    only_just = episodes and life.episodes[0].start >= year.closes - days(7)
    return "UN4" if only_just and life.upn[:2] != "UN" else life.upn


def _episode(life: Life, episode: Episode, year: Year) -> Row:
    place = episode.placement
    row = {
        "CHILD": life.child, "DECOM": text(episode.start), "RNE": episode.reason, "LS": episode.status,
        "CIN": life.need, "PLACE": _place(place.type, year.number), "PLACE_PROVIDER": place.provider,
        "HOME_POST": "" if life.asylum or life.short_breaks else life.home, "PL_POST": place.postcode, "URN": place.urn, "DEC": "", "REC": "",
        "REASON_PLACE_CHANGE": "",
    }  # fmt: skip
    if episode.end and episode.end <= year.end:
        row |= {"DEC": text(episode.end), "REC": episode.ended, "REASON_PLACE_CHANGE": episode.moved_because}
    return row


def _place(kind: str, year: int) -> str:
    """The year's code for a placement type."""
    if kind in ("H5", "H5u"):
        return "K3" if year >= _SUPPORTED_SINCE else "H5"
    return "Z1" if kind[0] == "Z" and year < _OTHERS_TOLD_APART_SINCE else kind
