"""Where made-up children live: providers on a made-up list of Ofsted's, with real postcodes from all over the country."""

from dataclasses import dataclass
from random import Random

from plumbline.reading.postcodes import PostcodeDirectory


@dataclass(frozen=True)
class Provider:
    """One made-up provider: its URN, the placement types and the provider code it is listed with, and its postcode."""

    urn: str
    types: tuple[str, ...]
    code: str
    postcode: str


@dataclass(frozen=True)
class Placement:
    """A placement type with a provider, at a postcode."""

    type: str
    provider: str
    postcode: str
    urn: str


class Places:
    """The providers of one made-up council and the postcodes to draw from."""

    def __init__(self, rng: Random, directory: PostcodeDirectory, authority: str, size: int):
        drawn = [directory.pick(rng) for _ in range(size)]
        known = [(code, place) for code in drawn if (place := directory.lookup(code))]
        english = [(code, p) for code, p in known if p.authority[:1] == "E" and p.east is not None]
        self._postcodes = [code for code, _ in english]
        own = self._near(rng, directory, authority)
        elsewhere = [code for code, place in english if place.authority != authority]
        self._own = own
        self.providers = [
            *(Provider(f"SC{400000 + n}", ("K2",), "PR4", rng.choice(elsewhere)) for n in range(20)),
            *(Provider(f"{1200000 + n}", ("U1", "U4", "U6"), "PR4", rng.choice(elsewhere)) for n in range(10)),
            Provider("1100000", ("U1", "U4", "U6", "A4", "A6"), "PR1", own),
        ]

    @staticmethod
    def _near(rng: Random, directory: PostcodeDirectory, authority: str) -> str:
        """A postcode within the council's own area; ValueError when a long search finds none."""
        for _ in range(200_000):
            code = directory.pick(rng)
            place = directory.lookup(code)
            if place and place.authority == authority:
                return code
        raise ValueError(f"No postcode of {authority} was found: is it a council with children's services?")

    def home(self, rng: Random) -> str:
        """A child's home."""
        return rng.choice(self._postcodes)

    def choose(self, rng: Random, other_than: Placement | None = None) -> Placement:
        """A placement, different from ``other_than``: mostly fostering, some children's homes."""
        while True:
            provider = rng.choice(self.providers)
            kind = rng.choice([t for t in provider.types if t[0] in "UK"])
            postcode = provider.postcode if kind == "K2" else rng.choice(self._postcodes)
            found = Placement(kind, provider.code, postcode, provider.urn)
            if found != other_than:
                return found

    def adopters(self, rng: Random) -> Placement:
        """A placement with adopters found by the council's own agency."""
        return Placement("A6", "PR1", rng.choice(self._postcodes), self.providers[-1].urn)
