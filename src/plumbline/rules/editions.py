"""The edition of a rule: a hash of what it means, by which councils know that their counts compare.

It is taken from the conditions as declared, over named columns, and from the versions of the facts they ask for; not from
SQL, so that making a fact faster changes no edition.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from plumbline.compiling.facts import Library
from plumbline.rules.book import Definition

if TYPE_CHECKING:
    from plumbline.compiling.expressions import Pending


def edition_of(definition: Definition, conditions: Iterable[Sequence["Pending | None"]], library: Library) -> str:
    """Eight hexadecimal digits for what a definition means: its conditions, whom it flags, and the facts beneath."""
    from plumbline.compiling.meaning import meaning  # Ibis takes a second to import

    told = [[one and meaning(one) for one in some] for some in conditions]
    parts = [[list(map(str, part.flags)), part.partner] for part in definition.parts]
    asked = {(row, column) for part in definition.parts for row, columns in part.asked for column in columns}
    if definition.applies:
        asked |= {(definition.applies.rows[0], column) for column in definition.applies.columns[0]}
    versions = [
        [row, column, version]
        for row, column in sorted(asked)
        if (version := library.version_of(row.removesuffix("_last"), column))
    ]
    whole = json.dumps([parts, told, versions])
    return hashlib.sha256(whole.encode()).hexdigest()[:8]
