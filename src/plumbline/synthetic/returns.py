"""From lives to the tables of one year's return."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from plumbline.model import tables
from plumbline.synthetic.lives import Episode, Life

Row = dict[str, str]
Tables = dict[str, list[Row]]
_DAY = "%d/%m/%Y"


def tables_of(lives: Iterable[Life], year: int, seed: int) -> Tables:
    """Every table of the collection ``year``'s return; only those that the year has."""
    found: Tables = {name: [] for name, table in tables().items() if table.since <= year}
    start, end = date(year - 1, 4, 1), date(year, 3, 31)
    for life in lives:
        episodes = [e for e in life.episodes if e.start <= end and (e.end is None or e.end >= start)]
        rng = Random(f"{seed}-{life.child}-{year}")
        if episodes:
            _in_care(found, life, episodes, start, end, rng)
        elif _newly_left(life, start):
            found["header"].append(_header(life, year) | {"MOTHER": ""})
            found["oc3"].append(_who(life) | {"IN_TOUCH": "YES", "ACTIV": "F2", "ACCOM": "U1"})
    return found


def _in_care(found: Tables, life: Life, episodes: list[Episode], start: date, end: date, rng: Random) -> None:
    who = _who(life)
    found["header"].append(_header(life, end.year))
    found["episodes"] += [_episode(life, e, end) for e in episodes]
    last = min(life.left or end, end)
    found["reviews"] += [
        who | {"REVIEW": day.strftime(_DAY), "REVIEW_CODE": "PN0" if day < life.birthday(4) else "PN1"}
        for day in _reviews(episodes[0].start, start, last)
    ]
    if life.asylum:
        found["uasc"].append(who | {"SEX": _sex(life, end.year), "DUC": life.birthday(18).strftime(_DAY)})
    if life.episodes[0].start >= start:
        found["prev_perm"].append(who | {"PREV_PERM": "Z1"})
    if life.episodes[0].start <= start and last >= end and (life.left is None or life.left >= end):
        found["oc2"].append(who | _health(life, start, end, rng))
    if life.adopted_on and start <= life.adopted_on <= end:
        found["ad1"].append(who | _adoption(life))
    if life.decided and life.decided <= end:
        found["placed_adoption"].append(who | {"DATE_PLACED": life.decided.strftime(_DAY)})
    _incidents(found, who, episodes, start, last, rng)
    if "sw_episodes" in found:
        ended = life.left.strftime(_DAY) if life.left and life.left <= end else ""
        began = max(life.episodes[0].start, date(2023, 4, 1)).strftime(_DAY)
        worker = {
            "SW_ID": f"SW{rng.randrange(10000, 99999)}",
            "SW_DECOM": began,
            "SW_DEC": ended,
            "SW_REASON": "FCONTA",
        }
        found["sw_episodes"].append(who | worker)


def _incidents(found: Tables, who: Row, episodes: list[Episode], start: date, last: date, rng: Random) -> None:
    """A missing incident now and then, and from 2027 an order for a child in a children's home."""
    first = max(episodes[-1].start, start)
    if (last - first).days < 20:
        return
    went = first + timedelta(days=rng.randrange(2, 10))
    back = went + timedelta(days=rng.randrange(1, 4))
    if rng.random() < 0.1:
        found["missing"].append(
            who | {"MISSING": "M", "MIS_START": went.strftime(_DAY), "MIS_END": back.strftime(_DAY)}
        )
    if "dolo" in found and episodes[-1].placement.type == "K2" and rng.random() < 0.5:
        found["dolo"].append(who | {"DOLO_START": went.strftime(_DAY), "DOLO_END": back.strftime(_DAY)})


def _who(life: Life) -> Row:
    return {"CHILD": life.child, "DOB": life.born.strftime(_DAY)}


def _sex(life: Life, year: int) -> str:
    return ("F" if life.girl else "M") if year >= 2025 else ("2" if life.girl else "1")


def _header(life: Life, year: int) -> Row:
    mother = "0" if life.girl else ""
    return _who(life) | {"SEX": _sex(life, year), "ETHNIC": life.ethnic, "UPN": life.upn, "MOTHER": mother}


def _episode(life: Life, episode: Episode, end: date) -> Row:
    place = episode.placement
    row = {
        "CHILD": life.child, "DECOM": episode.start.strftime(_DAY), "RNE": episode.reason, "LS": episode.status,
        "CIN": life.need, "PLACE": place.type, "PLACE_PROVIDER": place.provider, "HOME_POST": life.home,
        "PL_POST": place.postcode, "URN": place.urn,
    }  # fmt: skip
    if episode.end and episode.end <= end:
        ended = {"DEC": episode.end.strftime(_DAY), "REC": episode.ended, "REASON_PLACE_CHANGE": episode.moved_because}
        row |= ended
    return row


def _reviews(entered: date, start: date, last: date) -> list[date]:
    """Reviews fall 20 working days after entry, then after three months, then every six months."""
    due = [entered + timedelta(days=28), entered + timedelta(days=118)]
    while due[-1] < last:
        due.append(due[-1] + timedelta(days=180))
    return [day for day in due if start <= day <= last]


def _health(life: Life, start: date, end: date, rng: Random) -> Row:
    row = {"IMMUNISATIONS": "1", "TEETH_CHECK": "1", "HEALTH_ASSESSMENT": "1", "SUBSTANCE_MISUSE": "0"}
    if life.birthday(4) <= end and life.birthday(17) >= start:
        row["SDQ_SCORE"] = str(rng.randrange(0, 41))
    if life.birthday(10) <= end:
        row["CONVICTED"] = "0"
    if life.birthday(5) > end:
        row["HEALTH_CHECK"] = "1"
    return row


def _adoption(life: Life) -> Row:
    decided = life.decided.strftime(_DAY) if life.decided else ""
    matched = life.episodes[-1].start.strftime(_DAY)
    adopters = {"FOSTER_CARE": "0", "NB_ADOPTR": "2", "SEX_ADOPTR": "MF", "LS_ADOPTR": "L11"}
    return {"DATE_INT": decided, "DATE_MATCH": matched} | adopters


def _newly_left(life: Life, start: date) -> bool:
    """A care leaver of this return: turned 18 in care last year after long enough in care."""
    turned = life.birthday(18)
    long_enough = (turned - max(life.episodes[0].start, life.birthday(14))).days > 91
    a_year_before = date(start.year - 1, 4, 1)
    in_last_year = (turned - max(life.episodes[0].start, a_year_before)).days
    started_in_time = any(e.end == turned and (turned - e.start).days > 91 for e in life.episodes)
    return (
        life.left == turned and a_year_before <= turned < start and long_enough and in_last_year > 0 and started_in_time
    )
