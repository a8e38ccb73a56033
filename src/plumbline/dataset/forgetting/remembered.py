"""Who was forgotten, as keyed hashes, so that a later load leaves the child out that the case system still holds.

HMAC-SHA256 under a key of this data set's own. It keeps the number from being read, not from being tried: there are only ten million
numbers of seven digits, and whoever has the folder has the key. A council may do without.
"""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from plumbline.dataset.keeping.incoming import Incoming
from plumbline.engine.protocol import Execute
from plumbline.faults import BadInput
from plumbline.files import write_whole

KEY_FILE, HASHES_FILE = "forgotten/key", "forgotten/children.txt"


@dataclass(frozen=True)
class Remembered:
    """The key, in hexadecimal, and the hashes of those who were forgotten."""

    key: str
    hashes: frozenset[str] = frozenset()

    def hash_of(self, council: str, child: str) -> str:
        """A council's child under the key. Numbers of two councils are different children; small letters are capitals."""
        return hmac.digest(bytes.fromhex(self.key), f"{council}\x1f{child.upper()}".encode(), hashlib.sha256).hex()

    def among(self, council: str, children: Iterable[str]) -> frozenset[str]:
        """Who of a council's children was forgotten."""
        return frozenset(child for child in children if self.hash_of(council, child) in self.hashes)

    def text(self, without: Collection[str] = ()) -> str:
        """What the file of hashes holds, in an order that says nothing of when."""
        return "".join(f"{one}\n" for one in sorted(self.hashes.difference(without)))

    def and_also(self, council: str, children: Iterable[str]) -> "Remembered":
        """With more children."""
        return Remembered(self.key, self.hashes | {self.hash_of(council, child) for child in children})


def remembered(data_set: Path) -> Remembered | None:
    """Who was forgotten; None where nobody is remembered. A damaged file is BadInput."""
    key, hashes = data_set / KEY_FILE, data_set / HASHES_FILE
    if not key.exists() or not hashes.exists():
        return None
    try:
        found = Remembered(key.read_text("ascii").strip(), frozenset(hashes.read_text("ascii").split()))
        found.hash_of("", "")
    except ValueError as problem:
        raise BadInput(
            f"{key.parent}: what is remembered of forgotten children is damaged. Take that folder from your backup."
        ) from problem
    return found


def new_key() -> Remembered:
    """A new key, with nobody remembered yet."""
    return Remembered(secrets.token_hex(32))


def forgotten_among(execute: Execute, data_set: Path, council: str, tables: Iterable[Incoming]) -> frozenset[str]:
    """The children in what is about to be loaded who were forgotten."""
    known = remembered(data_set)
    if not known or not known.hashes:
        return frozenset()
    children = {
        child
        for table in tables
        for column in table.people
        if column in table.columns
        for (child,) in execute(f'SELECT DISTINCT "{column}" FROM ({table.query}) AS t WHERE "{column}" IS NOT NULL')
    }
    return known.among(council, children)


def remember_no_more(data_set: Path, council: str, children: Collection[str]) -> None:
    """Lets these children be loaded from now on."""
    known = remembered(data_set)
    if known and children:
        hashes = {known.hash_of(council, child) for child in children}
        write_whole(data_set / HASHES_FILE, known.text(without=hashes))
