"""Returns of random values, to see that engines agree."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from plumbline.checking.cases.case import Case, collection_dates
from plumbline.model import Field, code_sets, core, ssda903

AUTHORITY = "E08000003"
UNREADABLE = (
    "31/02/2024", "2024-01-31", " 01/06/2023", "01/06/23", "1-6-2023", "13/13/2024", "01/01/1677", "01/01/2262",
    "01/06/2023 00:00:00", "01/06/2023\n", "00/01/2024", "ZZ/06/2020", "ZZ/ZZ/2019", "ZZ/ZZ/ZZZZ", "15/ZZ/2018", "?",
)  # fmt: skip
#: Values of a field that has no code set: some right, some nearly so.
TEXTS = {
    "UPN": ("A123456789012", "A12345678901B", "B823432142342", "UN1", "UN3", "UN5", "UN6", "I123456789012", "UN3\n"),
    "SW_ID": ("AB1234567", "AB1234568", "CD12345678901", "AB123", "ab1234567", "AB1234567\n", "ÉCOLE1234"),
    "URN": ("SC000001", "SC000002", "1234567", "XXXXXXX", "12345678", "SC-00001", "sc000001", "1234567\n"),
    "HOME_POST": ("M1 1AE", "M11AE", "SW1A 1AA", "M1  1AE", "XX1 1XX", "m1 1ae", "Z9"),
    "PL_POST": ("M1 1AE", "M11AE", "SW1A 1AA", "EC1A1BB", "XX1 1XX", "m1 1ae", "Z9"),
    "PL_LA": ("E08000003", "E09000033", "W06000001", "S12000033", "N09000003", "NIR", "CON", "L99999999", "e08000003"),
    "PL_LOCATION": ("IN", "OUT", "in", "?"),
    "PL_DISTANCE": ("0", "0.0", "19.9", "20", "20.0", "20.1", "05", "-3", "far", " 7 ", "1e3", "7."),
    "POST_NOT_FOUND": ("HOME_POST", "PL_POST", "BOTH"),
    "SDQ_SCORE": ("0", "00", "40", "41", "40.0", "40.5", "-1", "+7", "abc", "1e1", " 12 ", "12\n", "9" * 30),
}
#: Code sets of the core alone: a new one must not make other returns, and with them other digests of every fact.
NOT_OF_A_RETURN = {f.codes for table in core().tables.values() for f in table.fields} - {
    f.codes for table in ssda903().tables.values() for f in table.fields
}
PLACE_LISTS = ("U1,U2,U3", "U1", "K2", "K1,K2", "U1, U2", "P1,,P2", "")
PROVIDER_LISTS = ("PR1", "PR1,PR4", "PR4, PR5", "pr1", "")


def random_cases(year: int, seeds: Iterable[int]) -> list[Case]:
    """A return per seed."""
    return [_Returns(year, Random(f"{year}/{seed}")).case(f"seed {seed}") for seed in seeds]


class _Returns:
    """Makes one return: few children, few dates and few codes, so that rows meet, tie and repeat."""

    def __init__(self, year: int, rng: Random):
        self.year, self.rng = year, rng
        self.start, self.end = collection_dates(year, {})
        self.blank, self.wrong = rng.choice((0.02, 0.1, 0.3, 0.6)), rng.choice((0, 0.02, 0.1, 0.3))
        self.children = rng.sample([*(str(n) for n in range(1, 20)), "01", "a1"], rng.randint(2, 9))
        self.births = [self._born() for _ in range(3)]
        self.days = [self._day() for _ in range(rng.choice((3, 6, 15)))]
        self.codes = {
            name: rng.sample(valid, min(len(valid), rng.choice((2, 5, 50))))
            for name, valid in (
                (n, [c.code for c in s.codes]) for n, s in code_sets().items() if n not in NOT_OF_A_RETURN
            )
        }

    def case(self, name: str) -> Case:
        made: dict[str, list[dict[str, str]]] = {}
        columns: dict[str, list[str]] = {}
        located, marked = self.rng.random() < 0.7, self.rng.random() < 0.5
        for table_name, declared in ssda903().tables.items():
            fields = [f for f in declared.fields if located or not f.derived]
            fields = [f for f in fields if f.name != "UASC" or marked]
            for last in ("", "_last"):
                if self.rng.random() < 0.93:
                    made[table_name + last] = list(self._rows(table_name, fields))
                    columns[table_name + last] = [f.name for f in fields]
        providers = [self._provider() for _ in range(self.rng.randint(0, 6))] if self.rng.random() < 0.8 else None
        return Case(
            "", self.year, name, self.start, self.end, made, columns, {}, self.rng.choice((AUTHORITY, AUTHORITY, "")),
            self.rng.choice(("xml", "csv")), providers,
        )  # fmt: skip

    def _rows(self, name: str, fields: list[Field]) -> Iterator[dict[str, str]]:
        several = 4 if name in ("episodes", "sw_episodes", "missing", "dolo", "placed_adoption", "reviews") else 1
        for _ in range(self.rng.randint(0, several * len(self.children))):
            row = {f.name: value for f in fields if (value := self._value(f))}
            yield row
            if self.rng.random() < 0.05:
                yield dict(row)

    def _value(self, field: Field) -> str:
        rng = self.rng
        if field.name == "CHILD":
            return "" if rng.random() < 0.05 else rng.choice(self.children)
        if rng.random() < self.blank:
            return ""
        if field.type in ("date", "partial_date"):
            return self._date(field)
        if field.codes:
            right = rng.choice(self.codes[field.codes])
            return rng.choice((right.lower(), "?", f"{right} ", f"0{right}", f"{right}.0", f"{right}\n",
                               f"{right},{right}")) if rng.random() < self.wrong else right  # fmt: skip
        assert field.name in TEXTS, f"give values of the new field {field.name} to TEXTS in {__file__}"
        return rng.choice(TEXTS[field.name])

    def _date(self, field: Field) -> str:
        rng = self.rng
        if rng.random() < self.wrong:
            return rng.choice(UNREADABLE)
        day = rng.choice(self.births if field.name in ("DOB", "MC_DOB") else self.days)
        short = rng.random() < 0.1
        return f"{day.day}/{day.month}/{day.year}" if short else f"{day:%d/%m/%Y}"

    def _born(self) -> date:
        rng = self.rng
        leap = rng.choice((date(2004, 2, 29), date(2008, 2, 29), date(2016, 2, 29)))
        return rng.choice((leap, self._near(years=rng.randint(0, 26)), self._near(years=rng.choice((4, 10, 16, 18)))))

    def _day(self) -> date:
        rng = self.rng
        born = rng.choice(self.births)
        later = date(min(born.year + rng.choice((4, 5, 10, 14, 16, 17, 18, 21)), self.year), born.month, 1)
        return rng.choice(
            (self._near(), self._near(), self._near(years=1), self._near(years=rng.randint(0, 6)), born,
             later + timedelta(days=born.day - 1 + rng.randint(-1, 1)))
        )  # fmt: skip

    def _near(self, years: int = 0) -> date:
        """A day on or about an edge of the collection year, or anywhere in it, so many years earlier."""
        rng = self.rng
        edge = rng.choice((self.start, self.end, self.start + timedelta(days=rng.randint(0, 365))))
        day = edge + timedelta(days=rng.choice((-90, -7, -1, 0, 0, 1, 2, 8, 21, 28)))
        return day.replace(year=day.year - years, day=min(day.day, 28) if years else day.day)

    def _provider(self) -> dict[str, str]:
        rng = self.rng
        return {
            "URN": rng.choice(TEXTS["URN"]), "PLACE_CODES": rng.choice(PLACE_LISTS),
            "PROVIDER_CODES": rng.choice(PROVIDER_LISTS), "REG_END": rng.choice((f"{self._near():%d/%m/%Y}", "")),
            "POSTCODE": rng.choice(("M11AE", "SW1A1AA", "")),
            "LA_CODE_INFERRED": rng.choice((AUTHORITY, "E09000033", "")),
        }  # fmt: skip
