"""What reading gives: the tables of a return as plain CSV, and notes on what was found on the way."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath

from plumbline.faults import BadInput
from plumbline.model.years import TableOfYear
from plumbline.reference.providers import Provider

#: Space beside a separator, a line's end or a quotation mark; a tab anywhere.
_UNTIDY = (b" ,", b", ", b" \n", b"\n ", b' "', b'" ', b"\t")


@dataclass(frozen=True)
class Note:
    """Something worth telling about a file that did not stop the reading."""

    kind: str
    file: str
    message: str
    count: int = 1


@dataclass(frozen=True)
class Source:
    """One file of a return, or one sheet of a workbook as CSV, in memory. ``years_back`` as in LoadedTable."""

    name: str
    content: bytes
    years_back: int

    @property
    def is_xml(self) -> bool:
        """Whether the file is XML, by its name or by how it begins."""
        begins = self.content[:200].lstrip(b"\xef\xbb\xbf \r\n\t")
        return PurePath(self.name).suffix.lower() == ".xml" or begins.startswith(b"<")


@dataclass(frozen=True)
class LoadedTable:
    """One table of one year as plain CSV: UTF-8, commas, double quotes, the column names in the first line.

    ``years_back`` is 0 for this year, 1 for last year, 2 for the year before it and so on. Where ``line_given``, the first column is ``line``, the file's
    own line (the header is line 1); otherwise a row's line is its position from 0 plus 2. Values are as in the file.
    """

    name: str
    years_back: int
    file: str
    columns: tuple[str, ...]
    csv: bytes
    rows: int
    line_given: bool

    @property
    def key(self) -> TableOfYear:
        """Which table of which year it is."""
        return TableOfYear(self.name, self.years_back)

    @cached_property
    def is_tidy(self) -> bool:
        """Whether no value needs trimming or upper-casing: a look at the bytes, much cheaper than SQL."""
        body = self.csv[self.csv.index(b"\n") :]
        return body.isascii() and body == body.upper() and not any(mark in body for mark in _UNTIDY)


@dataclass
class Return:
    """A council's return: its tables, the provider list if any, and the notes of reading it.

    ``xml_years`` are the years back that were given as XML; any other as CSV. ``turned`` are those tables as they stood
    whose dates had the month first. ``unsupplied`` are the fields that the source of a table can't say, whatever is in them;
    none where it has nothing of the table.
    """

    tables: dict[TableOfYear, LoadedTable] = field(default_factory=dict)
    providers: list[Provider] | None = None
    xml_years: frozenset[int] = frozenset()
    notes: list[Note] = field(default_factory=list)
    turned: dict[TableOfYear, LoadedTable] = field(default_factory=dict)
    unsupplied: dict[TableOfYear, frozenset[str]] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The form of this year's return: csv or xml."""
        return "xml" if 0 in self.xml_years else "csv"

    def of_year(self, years_back: int) -> dict[str, LoadedTable]:
        """The tables of one year by name."""
        return {key.name: one for key, one in self.tables.items() if key.years_back == years_back}

    def add(self, table: LoadedTable) -> None:
        """Adds a table; a second one for the same table and year is BadInput naming both files."""
        key = table.key
        if key in self.tables:
            year = ("this year's", "last year's")[table.years_back] if table.years_back < 2 else "one earlier year's"
            raise BadInput(
                f"Two files hold {year} {table.name} table: {self.tables[key].file} and {table.file}. "
                "Give only one of them; last year's return is given apart."
            )
        self.tables[key] = table
