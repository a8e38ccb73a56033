"""What a rule needs to be checked, and what there is: tables of a year, and sources beside the tables."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from plumbline.model.years import TableOfYear


class Source(StrEnum):
    """What a rule may need beside tables. The words are those of ``--json``."""

    POSTCODES = "postcodes"
    PROVIDERS = "providers"
    AUTHORITY = "authority"
    XML = "xml"
    UASC_MARKER = "uasc_marker"
    UASC_ANYWHERE = "uasc_anywhere"
    UASC_THIS_YEAR = "uasc_this_year"
    UASC_LAST_YEAR = "uasc_last_year"


Need = TableOfYear | Source
_SOURCES = {str(one): one for one in Source}


@cache
def need(word: str) -> Need:
    """What a word of a declaration such as ``episodes_last`` or ``postcodes`` means."""
    return _SOURCES.get(word) or TableOfYear.of(word)


def in_words(needs: Iterable[Need]) -> tuple[str, ...]:
    """Needs as they are declared and written in documents, in alphabetical order."""
    return tuple(sorted(map(str, needs)))


#: What people are told of a source.
_TOLD = {
    Source.POSTCODES: "the postcode directory",
    Source.PROVIDERS: "Ofsted's provider list",
    Source.AUTHORITY: "the council's code",
    Source.XML: "the XML form",
    Source.UASC_MARKER: "who is an asylum seeker, from this year's header and uasc",
    Source.UASC_ANYWHERE: "who is an asylum seeker, from this year's or last year's uasc",
    Source.UASC_THIS_YEAR: "who is an asylum seeker, from this year's uasc",
    Source.UASC_LAST_YEAR: "who is an asylum seeker, from last year's uasc",
}


def told(needs: Collection[Need]) -> tuple[str, ...]:
    """Needs as people are told of them: tables by name, then what there is beside them."""
    tables = sorted(str(one) for one in needs if isinstance(one, TableOfYear))
    return (*tables, *(words for source, words in _TOLD.items() if source in needs))


@dataclass(frozen=True)
class Given:
    """What was given of one return: its tables, and what there is beside them.

    ``own_marker`` are the years back whose header has an asylum marker of its own, ``xml_years`` those given as XML.
    """

    tables: frozenset[TableOfYear]
    own_marker: frozenset[int] = frozenset()
    xml_years: frozenset[int] = frozenset()
    authority: bool = False
    providers: bool = False
    postcodes: bool = False

    def has(self, name: str, years_back: int) -> bool:
        """Whether the table of a year was given."""
        return TableOfYear(name, years_back) in self.tables

    def makes_marker(self, years_back: int) -> bool:
        """Whether the header's asylum marker is made from the uasc table: in the CSV form, where it has none of its own."""
        there = self.has("header", years_back) and self.has("uasc", years_back)
        return there and years_back not in self.own_marker | self.xml_years

    def has_marker(self, years_back: int) -> bool:
        """Whether a year's header says, itself or by the uasc table, who is an asylum seeker."""
        own = self.has("header", years_back) and years_back in self.own_marker
        return own or self.makes_marker(years_back)

    def offered(self) -> frozenset[Need]:
        """What there is for rules."""
        offers = {
            Source.POSTCODES: self.postcodes,
            Source.PROVIDERS: self.providers,
            Source.AUTHORITY: self.authority,
            Source.XML: 0 in self.xml_years,
            Source.UASC_MARKER: self.has_marker(0),
            Source.UASC_ANYWHERE: self._named(0) or self._named(1),
            Source.UASC_THIS_YEAR: self._told(0),
            Source.UASC_LAST_YEAR: self._told(1),
        }
        return self.tables | {source for source, there in offers.items() if there}

    def _named(self, years_back: int) -> bool:
        """Whether asylum seekers of a year are named at all."""
        return self.has_marker(years_back) or (self.has("uasc", years_back) and not self.has("header", years_back))

    def _told(self, years_back: int) -> bool:
        """Whether a year's marker is known: an XML return's uasc table alone doesn't make one."""
        return self.has_marker(years_back) or (self._named(years_back) and years_back not in self.xml_years)
