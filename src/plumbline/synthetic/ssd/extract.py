"""From a council's returns to what an extract of the data set shows on a day."""

from datetime import date

from plumbline.synthetic.ssd.answers import write_answers
from plumbline.synthetic.ssd.beyond import write_beyond, write_children_in_need
from plumbline.synthetic.ssd.care import write_care
from plumbline.synthetic.ssd.chance import Chance
from plumbline.synthetic.ssd.history import Child, Returns, children, day_of, stays
from plumbline.synthetic.ssd.person import write_adoption, write_person
from plumbline.synthetic.ssd.tables import Ssd, VersionLog

#: The data set holds children with whom something happened in so many years.
WINDOW_YEARS = 6


def extract(returns: Returns, as_at: date, seed: int = 1, *, beyond: bool = True) -> Ssd:
    """What the data set shows on a day of a council whose returns, by collection year, are these.

    A case system knows more years than a return: give the returns of the years before too, as
    ``plumbline.synthetic`` makes them of the same lives, and times in care begin when they truly did. Later events than
    ``as_at`` are not in it. With ``beyond`` there is also what a case system holds and no return asks for. The same
    arguments give the same extract; another ``seed`` makes up other days and other things beyond the return.
    """
    ended = as_at >= date(max(returns), 3, 31)
    ssd = begun(as_at, seed, date.max if ended else as_at, beyond=beyond)
    add_children(ssd, returns, seed, beyond=beyond)
    return ssd


def begun(as_at: date, seed: int, known_until: date | None = None, *, beyond: bool = True) -> Ssd:
    """An extract of a day to which children in care are still to be added."""
    ssd = Ssd(as_at, known_until or as_at, ssd_version_log=[VersionLog("1.4.5", date(2025, 7, 14))])
    if beyond:
        write_children_in_need(ssd, Chance(seed))
    return ssd


def add_children(ssd: Ssd, returns: Returns, seed: int, *, beyond: bool = True) -> None:
    """Adds children to an extract, who must not be in it yet: a large council is made batch by batch."""
    chance = Chance(seed)
    for child in children(returns):
        if _in_window(child, ssd):
            _write(ssd, child, chance, beyond)


def _write(ssd: Ssd, child: Child, chance: Chance, beyond: bool) -> None:
    for table, rows in child.repeated.items():
        ssd.leave_out(table, rows)
    periods = write_care(ssd, child, chance)
    write_person(ssd, child, periods, chance)
    write_adoption(ssd, child, periods)
    write_answers(ssd, child, periods, chance)
    if beyond:
        write_beyond(ssd, child, periods, chance)


def _in_window(child: Child, ssd: Ssd) -> bool:
    """Whether a child was in care, or in a return for another reason, in the years before the day of the extract."""
    since = date(ssd.as_at.year - WINDOW_YEARS, ssd.as_at.month, min(ssd.as_at.day, 28))
    in_care = [stay.end or ssd.as_at for stay in stays(child, ssd.known_until)]
    asked = child.told.get("oc3", [])
    if not any(day_of(row["DECOM"]) for row in child.rows("episodes")):
        asked = [told for table in child.told.values() for told in table]
    asked_in = [date(year, 3, 31) for year, _ in asked if date(year - 1, 4, 1) <= ssd.known_until]
    return any(day >= since for day in in_care + asked_in)
