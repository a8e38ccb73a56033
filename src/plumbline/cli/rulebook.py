"""``plumbline rules``: the rulebook for reading."""

from typing import NamedTuple

from plumbline.checking.planning import plan
from plumbline.faults import BadInput
from plumbline.rules.book import Definition
from plumbline.rules.compiled import every_definition, rulebook_of
from plumbline.rules.needs import in_words, told


class Listed(NamedTuple):
    """One line of the list of rules."""

    code: str
    title: str
    table: str
    fields: tuple[str, ...]
    since: int
    until: int


def listed(year: int) -> list[Listed]:
    """Every rule in force in ``year`` (0: every definition)."""
    found = rulebook_of(year).in_force.values() if year else every_definition()
    return [Listed(one.code, one.title, str(one.table), one.fields, one.since, one.until) for one in found]


def shown(code: str) -> str:
    """Every definition of a rule as text; BadInput when there is none."""
    found = [one for one in every_definition() if one.code.upper() == code.upper()]
    if not found:
        raise BadInput(f"There is no rule {code}; 'plumbline rules list' shows them all.")
    return "\n\n".join(map(_page, found))


def _page(one: Definition) -> str:
    since, until = one.since or "the beginning", one.until or "now"
    years = "Withdrawn before it came into force" if one.withdrawn else f"In force from {since} to {until}"
    return "\n".join(
        [
            f"{one.code}: {one.title}", "", one.why, "", f"Fix: {one.fix}", "",
            f"{years}. Flags {', '.join(in_words(one.flags))}; fields {', '.join(one.fields)}.",
            f"Needs {'; '.join(told(one.needs))}.",
        ]
    )  # fmt: skip


def difference(first: int, second: int) -> str:
    """Rules added, removed and changed between two years."""
    before, after = rulebook_of(first).in_force, rulebook_of(second).in_force
    added = [code for code in after if code not in before]
    removed = [code for code in before if code not in after]
    changed = [code for code in after if code in before and after[code].edition != before[code].edition]
    return "\n".join(
        f"{word} ({len(codes)}): {', '.join(codes) or 'none'}"
        for word, codes in (("Added", added), ("Removed", removed), ("Changed", changed))
    )


def exported(year: int, dialect: str) -> str:
    """The SQL of a year's rulebook, statements first."""
    if dialect not in ("duckdb", "spark"):
        raise BadInput(f"There is no dialect {dialect}: choose duckdb or spark.")
    book = rulebook_of(year, dialect)
    planned = plan(book, book.in_force.values())
    return ";\n\n".join([*planned.statements, *(query.sql for query in planned.queries)]) + ";"
