"""Times in care: from the return's episodes to periods, placements, legal statuses and addresses, each in its own table."""

from datetime import date, timedelta

from plumbline.synthetic.ssd.chance import Chance
from plumbline.synthetic.ssd.history import (
    Child,
    Stay,
    day_of,
    new_period,
    new_placement,
    new_status,
    numbered,
    runs,
    stays,
)
from plumbline.synthetic.ssd.tables import Address, ClaEpisode, ClaPlacement, Id, LegalStatus, Ssd

#: The distance of a placement when a postcode isn't known.
_UNKNOWN_DISTANCE = 999.9


def write_care(ssd: Ssd, child: Child, chance: Chance) -> list[list[Stay]]:
    """Writes a child's times in care; returns its periods."""
    for row in child.rows("episodes"):
        if day_of(row["DECOM"]) is None:
            ssd.leave_out("episodes")
    periods = list(runs(stays(child, ssd.known_until), new_period))
    for period in periods:
        ids = _placements(ssd, child, period, chance)
        _statuses(ssd, child, period)
        _episodes(ssd, child, period, ids, chance)
    _homes(ssd, child, periods)
    return periods


def period_id(child: Child, period: list[Stay]) -> Id:
    """The number of a time in care."""
    return Id("period", f"{child.id} {period[0].start}")


def referral_id(child: Child, period: list[Stay]) -> Id:
    """The number of the referral that led to a time in care."""
    return Id("referral", f"{child.id} {period[0].start}")


def period_on(periods: list[list[Stay]], day: date) -> list[Stay] | None:
    """The last period that had begun on a day, else the first; None for a child who was never in care."""
    begun = [period for period in periods if period[0].start <= day]
    return begun[-1] if begun else next(iter(periods), None)


def _placements(ssd: Ssd, child: Child, period: list[Stay], chance: Chance) -> list[Id]:
    """Writes the placements of a period; returns the placement of each of its episodes."""
    ids = []
    of_period = list(runs(period, new_placement))
    for run, (number, _) in zip(of_period, numbered(run[0].start for run in of_period), strict=True):
        last = run[-1]
        rng = chance.of(child.id, "placement", run[0].start)
        which = Id("placement", f"{child.id} {run[0].start} {number}")
        ids += [which] * len(run)
        known = last.postcode and last.home
        ssd.ssd_cla_placement.append(
            ClaPlacement(
                which, period_id(child, period), child.id, run[0].start, last.place, last.urn,
                round(rng.gammavariate(1, 15), 1) if known else _UNKNOWN_DISTANCE, last.provider, last.postcode, last.end,
                last.because,
            )
        )  # fmt: skip
    return ids


def _statuses(ssd: Ssd, child: Child, period: list[Stay]) -> None:
    of_period = list(runs(period, new_status))
    for run, (number, _) in zip(of_period, numbered(run[0].start for run in of_period), strict=True):
        which = Id("legal status", f"{child.id} {run[0].start} {number}")
        ssd.ssd_legal_status.append(LegalStatus(which, child.id, run[0].status, run[0].start, run[-1].end))


def _episodes(ssd: Ssd, child: Child, period: list[Stay], placements: list[Id], chance: Chance) -> None:
    rng = chance.of(child.id, "officer", period[0].start)
    officer_called = period[0].start + timedelta(days=rng.randrange(5, 20))
    numbers = numbered(stay.start for stay in period)
    for stay, placement, (number, _) in zip(period, placements, numbers, strict=True):
        ssd.ssd_cla_episodes.append(
            ClaEpisode(
                Id("episode", f"{child.id} {stay.start} {number}"), child.id, placement, stay.start, stay.reason, stay.need,
                stay.end, stay.ended, period_id(child, period), referral_id(child, period),
                officer_called if officer_called <= ssd.known_until else None, period[0].start,
            )
        )  # fmt: skip


def _homes(ssd: Ssd, child: Child, periods: list[list[Stay]]) -> None:
    """The home address at the start of each period, from some weeks before the first."""
    homes = [(period[0].start, period[0].home) for period in periods]
    moves = [home for n, home in enumerate(homes) if n == 0 or home[1] != homes[n - 1][1]]
    for n, (day, postcode) in enumerate(moves):
        start = day - timedelta(days=200) if n == 0 else day
        until = moves[n + 1][0] - timedelta(days=1) if n + 1 < len(moves) else None
        if postcode:
            which = Id("address", f"{child.id} home {start}")
            ssd.ssd_address.append(Address(which, child.id, "Home", start, until, postcode))
