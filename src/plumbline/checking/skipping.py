"""Why a rule can't be checked on what was given, as a reason from a closed list and in words."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from plumbline.checking.result import Skipped
from plumbline.model.names import TABLE_OF_ROW
from plumbline.model.years import TableOfYear
from plumbline.rules.book import Definition, columns_asked
from plumbline.rules.needs import Need, Source

#: The reasons, the gravest first, in words.
_WORDS = {
    "source": "What this return was made from does not say all that the {} to hold.",
    "needs_table": "This year's {} not given.",
    "needs_last_year": "Last year's {} not given.",
    "needs_providers": "Ofsted's provider list was not given.",
    "needs_postcodes": "The postcode directory is not there.",
    "needs_authority": "The council's code was not given.",
    "needs_xml": "This rule is about the XML form of the return only.",
}
_ORDER = list(_WORDS)


#: What the source of a return can't say: fields by table, none where it has nothing of the table (``Return.unsupplied``).
Unsupplied = Mapping[TableOfYear, frozenset[str]]
NOTHING: Unsupplied = {}


def skip_rule(rule: Definition, offered: frozenset[Need], unsupplied: Unsupplied = NOTHING) -> Skipped | None:
    """Why a rule can't be checked: the return's source can't say what it is about, or something was not given; None if it can.

    A rule is about a field that the source can't say if it reads the field, or blames it and looks at its table.
    """
    found = skip(rule.needs, rule.flags, offered)
    unsaid = [table for table, fields in _looked_at(rule).items() if not fields.isdisjoint(unsupplied.get(table, ()))]
    absent = [need for need in found.needs if need in unsupplied] if found else []
    if not unsaid and not absent:
        return found
    names = sorted({table.name for table in (*unsaid, *absent) if isinstance(table, TableOfYear)})
    return Skipped(
        "source", tuple(sorted({*unsaid, *absent}, key=str)), _WORDS["source"].format(_files(names, "is", "are"))
    )


def _looked_at(rule: Definition) -> dict[TableOfYear, set[str]]:
    """The fields that a rule reads or blames, by each table that it looks at."""
    tables = {*rule.flags, *(need for need in rule.needs if isinstance(need, TableOfYear))}
    found = {table: set(rule.fields) for table in tables}
    for row, columns in columns_asked([rule]).items():
        found.setdefault(TABLE_OF_ROW[row], set()).update(column.removeprefix("text_") for column in columns)
    return found


def skip(needs: Iterable[Need], flags: Collection[TableOfYear], offered: frozenset[Need]) -> Skipped | None:
    """Why a rule with such needs, flagging rows of such tables, can't run on what is ``offered``; None if it can."""
    missing: tuple[Need, ...] = tuple(one for one in needs if one not in offered)
    if not missing and not any(flag in offered for flag in flags):
        missing = tuple(flags)
    if not missing:
        return None
    reason = min(map(_reason, missing), key=_ORDER.index)
    named = dict.fromkeys(_file(one, offered) for one in missing if _reason(one) == reason)
    return Skipped(reason, missing, _WORDS[reason].format(_files(list(named))))


def _reason(need: Need) -> str:
    if need in (Source.PROVIDERS, Source.POSTCODES, Source.AUTHORITY, Source.XML):
        return f"needs_{need}"
    last = need.years_back > 0 if isinstance(need, TableOfYear) else need == Source.UASC_LAST_YEAR
    return "needs_last_year" if last else "needs_table"


def _file(need: Need, offered: frozenset[Need]) -> str:
    """The file that would give what is needed. Who is an asylum seeker, header and uasc say together."""
    if isinstance(need, TableOfYear):
        return need.name
    return "header" if TableOfYear("uasc", int(need == Source.UASC_LAST_YEAR)) in offered else "uasc"


def _files(names: Sequence[str], of_one: str = "was", of_several: str = "were") -> str:
    if len(names) == 1:
        return f"{names[0]} file {of_one}"
    return f"{', '.join(names[:-1])} and {names[-1]} files {of_several}"
