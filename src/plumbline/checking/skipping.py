"""Why a rule can't be checked on what was given, as a reason from a closed list and in words."""

from collections.abc import Collection, Iterable

from plumbline.checking.result import Skipped
from plumbline.model.years import TableOfYear
from plumbline.rules.needs import Need, Source

#: The reasons, the gravest first, in words.
_WORDS = {
    "needs_table": "This year's {} file was not given.",
    "needs_last_year": "Last year's {} file was not given.",
    "needs_providers": "Ofsted's provider list was not given.",
    "needs_postcodes": "The postcode directory is not there.",
    "needs_authority": "The council's code was not given.",
    "needs_xml": "This rule is about the XML form of the return only.",
}
_ORDER = list(_WORDS)


def skip(needs: Iterable[Need], flags: Collection[TableOfYear], offered: frozenset[Need]) -> Skipped | None:
    """Why a rule with such needs, flagging rows of such tables, can't run on what is ``offered``; None if it can."""
    missing: tuple[Need, ...] = tuple(one for one in needs if one not in offered)
    if not missing and not any(flag in offered for flag in flags):
        missing = tuple(flags)
    if not missing:
        return None
    reason = min(map(_reason, missing), key=_ORDER.index)
    named = ", ".join(_name(one) for one in missing if _reason(one) == reason)
    return Skipped(reason, missing, _WORDS[reason].format(named))


def _reason(need: Need) -> str:
    if need in (Source.PROVIDERS, Source.POSTCODES, Source.AUTHORITY, Source.XML):
        return f"needs_{need}"
    last = need.years_back > 0 if isinstance(need, TableOfYear) else need == Source.UASC_LAST_YEAR
    return "needs_last_year" if last else "needs_table"


def _name(need: Need) -> str:
    return need.name if isinstance(need, TableOfYear) else str(need)
