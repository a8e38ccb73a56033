"""What each part of a rule looks at: columns of its rows, of their neighbours and of the child's other rows, and facts."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from plumbline.checking.evidence import PROVIDERS
from plumbline.compiling.facts import Library
from plumbline.model import ssda903
from plumbline.model.names import TABLE_OF_ROW
from plumbline.model.years import TableOfYear
from plumbline.rules.book import Definition, Part, Partner
from plumbline.rules.needs import Source

Columns = tuple[str, ...]

#: What the days of a period of care, which is of no table, are taken from.
_OF_PERIOD = {"start": "DECOM", "end": "DEC"}
_FORMS = ("text_", "resolved_")
_POSTCODES = ("HOME_POST", "PL_POST")


@dataclass(frozen=True)
class Look:
    """What is looked at from one row: its own columns; those of its neighbours, by the fact that holds a neighbour's row;
    facts, by column and title; and columns of the child's rows of other tables, or of Ofsted's rows for the URN.

    ``roles`` says what each neighbour is to the row.
    """

    row: str
    table: TableOfYear
    columns: Columns
    neighbours: Mapping[str, Columns]
    roles: Mapping[str, str]
    facts: Mapping[str, str]
    elsewhere: Mapping[TableOfYear, Columns]

    @property
    def all_columns(self) -> list[Columns]:
        """The columns of each row that is looked at."""
        return [self.columns, *self.neighbours.values(), *self.elsewhere.values()]

    @property
    def told_by(self) -> set[str]:
        """What the engine must be asked of the row."""
        return {*self.facts, *self.neighbours}


@dataclass(frozen=True)
class PartLook:
    """What one part of a rule looks at, a look for each of its rows; ``key`` is its name in a query's answer."""

    key: str
    flags: tuple[TableOfYear, ...]
    partner: Partner
    looks: tuple[Look, ...]

    @property
    def tables(self) -> set[TableOfYear]:
        """Every table that is looked at."""
        return {table for look in self.looks for table in (look.table, *look.elsewhere)}

    @property
    def asks_for_rows_of(self) -> set[str]:
        """The names of the tables in which the child may have no row, so that a missing one can be what is at fault."""
        asked = {name.removeprefix("child_").removeprefix("has_") for look in self.looks for name in look.facts}
        return {table.name for table in self.tables} | (asked & ssda903().tables.keys())


def looks_of(definition: Definition, library: Library) -> tuple[PartLook, ...]:
    """What each part of a rule looks at. A field that the rule names and no part asks for is looked up all the same."""
    return tuple(
        PartLook(f"{definition.code}#{at}", part.flags, part.partner, _with_fields(definition, _looks(part, library)))
        for at, part in enumerate(definition.parts)
    )


def _looks(part: Part, library: Library) -> list[Look]:
    asked: dict[str, dict[str, None]] = {}
    for row, names in part.asked:
        asked.setdefault(row, {}).update(dict.fromkeys(names))
    return [_look(row, names, library) for row, names in asked.items()]


def _look(row: str, names: Iterable[str], library: Library) -> Look:
    table, kind = TABLE_OF_ROW[row], row.removesuffix("_last")
    if row == "period":
        days = tuple(_OF_PERIOD[name] for name in names if name in _OF_PERIOD)
        return Look(row, table, (), {}, {}, {}, {TableOfYear("episodes"): days})
    own: dict[str, None] = {}
    roles: dict[str, str] = {}
    facts: dict[str, str] = {}
    neighbours: dict[str, dict[str, None]] = {}
    elsewhere: dict[TableOfYear, dict[str, None]] = {}
    for name in names:
        known = library.fact(kind, name)
        if known is None:
            own[_field(name)] = None
        elif not name.startswith("collection_"):
            cells = [(word, column) for word, _, column in (cell.partition(".") for cell in known.cells)]
            if known.at:
                place = library.fact(kind, known.at)
                roles[known.at] = place.title if place else ""
                neighbours.setdefault(known.at, {}).update((column, None) for _, column in cells)
            else:
                facts[name] = known.title
                for word, column in cells:
                    elsewhere.setdefault(_seen_from(table, word), {})[column] = None
    beside = {at: tuple(columns) for at, columns in neighbours.items()}
    others = {key: tuple(columns) for key, columns in elsewhere.items()}
    return Look(row, table, _with_postcodes(table, own), beside, roles, facts, others)


def _with_postcodes(table: TableOfYear, columns: Collection[str]) -> Columns:
    """Columns of a table, with the postcodes where one is worked out of them."""
    declared = ssda903().table(table.name)
    worked_out = any(one.name in columns for one in declared.fields if Source.POSTCODES in one.needs)
    return tuple(dict.fromkeys((*columns, *(_POSTCODES if worked_out else ()))))


def _field(name: str) -> str:
    for form in _FORMS:
        name = name.removeprefix(form)
    return name


def _seen_from(table: TableOfYear, word: str) -> TableOfYear:
    named = TableOfYear.of(word)
    return named if named == PROVIDERS else TableOfYear(named.name, named.years_back + table.years_back)


def _with_fields(definition: Definition, looks: list[Look]) -> tuple[Look, ...]:
    """The looks with the fields that the rule names: of its rows, else of the tables that it needs."""
    found = []
    for look in looks:
        named = [field for field in definition.fields if _has(look.table, field)]
        others = [name for name in _in_order(look) if name not in named and name != "CHILD"]
        found.append(replace(look, columns=(*named, *others)))
    shown = {name for look in found for columns in look.all_columns for name in columns}
    wanted = {
        need: tuple(field for field in definition.fields if field not in shown and _has(need, field))
        for need in definition.needs
        if isinstance(need, TableOfYear)
    }
    elsewhere = dict(found[0].elsewhere)
    for table, names in wanted.items():
        if names:
            elsewhere[table] = tuple(dict.fromkeys((*elsewhere.get(table, ()), *names)))
    return _read_in_place([replace(found[0], elsewhere=elsewhere), *found[1:]])


def _read_in_place(looks: list[Look]) -> tuple[Look, ...]:
    """The looks with what is looked up in their own tables: it is read in their own rows first."""
    more = columns_by_table(looks)
    return tuple(
        replace(look, columns=tuple(dict.fromkeys((*look.columns, *more.get(look.table, ()))))) for look in looks
    )


def _in_order(look: Look) -> list[str]:
    """The columns of a row in the order of its table."""
    declared = ssda903().tables.get(look.table.name)
    return [one.name for one in declared.fields if one.name in look.columns] if declared else []


def _has(table: TableOfYear, field: str) -> bool:
    declared = ssda903().tables.get(table.name)
    return declared is not None and any(one.name == field for one in declared.fields)


def columns_by_table(looks: Iterable[Look]) -> dict[TableOfYear, Columns]:
    """The columns of other tables that some looks look at together."""
    found: dict[TableOfYear, dict[str, None]] = {}
    for look in looks:
        for table, columns in look.elsewhere.items():
            found.setdefault(table, {}).update(dict.fromkeys(columns))
    return {table: tuple(columns) for table, columns in found.items()}
