"""The findings of some rules as the earlier loads of a data set knew them: a check of these rules for each load's day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plumbline.checking.live import Asked, check_as_at
from plumbline.checking.native import here
from plumbline.cli.given import Given, Wanted
from plumbline.dataset.dataset import Dataset
from plumbline.explaining.first_seen import Look, look
from plumbline.progress import Progress, part_of

#: So many days before the newest are looked at: each costs a check.
MOST = 12


@dataclass(frozen=True)
class EarlierLoads:
    """What was found as at each earlier load's day, oldest first, and how many older days were left out."""

    looks: tuple[Look, ...] = ()
    left_out: int = 0


def earlier_loads(wanted: Wanted, one: Given, codes: Sequence[str], progress: Progress) -> EarlierLoads:
    """Checks rules on the same collection year as at the newest ``MOST`` loads' days before the one that is asked about."""
    held = Dataset(wanted.dataset or "", wanted.authority)
    days = _days(held, one)
    looked_at = days[-MOST:]
    looks = []
    for at, day in enumerate(looked_at):
        known = held.return_of(one.year, day)
        known.providers = one.given.providers
        part = part_of(progress, at / len(looked_at), (at + 1) / len(looked_at))
        result = check_as_at(known, here, Asked(one.year, one.authority, codes), day, part)
        looks.append(look(result, day))
    return EarlierLoads(tuple(looks), len(days) - len(looked_at))


def _days(held: Dataset, one: Given) -> list[date]:
    """The loads' days, oldest first, as at which the data set knew the year, without the newest that is not after the day asked about."""
    days = sorted({load.as_at for load in held.loads() if one.as_at is None or load.as_at <= one.as_at})
    return [day for day in days[:-1] if one.year in held.years(day)]
