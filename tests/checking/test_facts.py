"""Facts are what they say: each is declared once, and none changes its values without a new version."""

import csv
import hashlib
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from engines import loaded
from random_returns import random_cases

from plumbline.compiling.building import CHILD_KEY, KEYS, statements
from plumbline.compiling.facts import CHILD
from plumbline.model import ssda903
from plumbline.model.years import TableOfYear
from plumbline.rules.compiled import rulebook_of
from plumbline.rules.needs import need
from plumbline.rules.rows import rows_of_rules

YEAR = 2026
#: Each fact's version, and a digest of its values on the random returns. Written by 'make facts' where a version was raised.
KEPT = Path(__file__).with_name("facts.csv")
TABLES = [table for kind in rows_of_rules().values() for table in kind.facts]
FACTS = [(table, fact) for table in TABLES for fact in table.facts]


@cache
def digests() -> dict[tuple[str, str], str]:
    """Of every fact, by kind of row and name, a digest of its values on random returns."""
    library = rulebook_of(YEAR).library
    asked = {row: set(facts) for row, facts in library.of_row.items() if row not in (CHILD, "period")}
    asked["header"] |= {f"child_{name}" for name in library.of_row[CHILD]}
    engine = loaded(YEAR, random_cases(YEAR, range(100, 112)))
    for statement in statements(library, asked):
        engine.execute(statement)
    found = {}
    for row, facts in library.of_row.items():
        keys = CHILD_KEY if row == CHILD else KEYS[:3]
        table = CHILD if row == CHILD else f"row_{row}"
        order = ", ".join(f'"{key}"' for key in keys)
        for name in facts if row != "period" else ():
            values = engine.execute(f'SELECT {order}, CAST("{name}" AS VARCHAR) FROM "{table}" ORDER BY {order}')
            found[row, name] = hashlib.sha256(repr(values).encode()).hexdigest()[:16]
    return found


def kept() -> dict[tuple[str, str], tuple[int, str]]:
    rows = csv.DictReader(KEPT.read_text("utf-8").splitlines())
    return {(row["row"], row["fact"]): (int(row["version"]), row["digest"]) for row in rows}


@pytest.mark.parametrize("row", [name for name in rows_of_rules() if name != "period"])
def test_a_fact_keeps_its_values_until_its_version_is_raised(row):
    """Where a fact's values changed on purpose, raise its version where it is declared; then 'make facts', 'make editions'.

    Where it is new, or only the random returns changed (another code, say), 'make facts' alone.
    """
    now = {
        name: (column.version, digests()[row, name])
        for name, (_, column) in rulebook_of(YEAR).library.of_row[row].items()
    }
    assert now == {fact: known for (of, fact), known in kept().items() if of == row}


def test_every_fact_says_what_it_means_in_a_sentence():
    assert FACTS
    assert not [fact.name for _, fact in FACTS if not re.fullmatch(r"[A-Z].*\.", fact.meaning)]


def test_a_kind_of_row_has_each_fact_once():
    counted = Counter((table.of, fact.name) for table, fact in FACTS)
    assert {of for of, _ in counted} <= set(rows_of_rules())
    assert max(counted.values()) == 1


@pytest.mark.parametrize(("table", "fact"), FACTS, ids=lambda one: one.name)
def test_what_a_fact_needs_can_be_given(table, fact):
    needs = {need(word) for word in table.needs_of(fact)}
    assert {one.name for one in needs if isinstance(one, TableOfYear)} <= set(ssda903().tables)


def test_a_fact_of_a_neighbour_says_whose_row_it_looks_at():
    of_row = rulebook_of(YEAR).library.of_row
    assert {table.via in of_row[table.of] for table in TABLES if table.via} == {True}


if __name__ == "__main__":
    of_row = rulebook_of(YEAR).library.of_row
    with KEPT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("row", "fact", "version", "digest"))
        writer.writerows((*key, of_row[key[0]][key[1]][1].version, digest) for key, digest in digests().items())
