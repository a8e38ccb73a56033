"""Code sets: the values that a coded field may hold, with their labels and the years in which each is valid."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True)
class Code:
    """One code: its label, and its first and last valid collection year (0: no limit).

    ``became`` is the one code that took its place afterwards; empty where none or several did. With
    ``became_if_listed`` that holds only for a placement whose provider Ofsted lists under the new code.
    """

    code: str
    label: str
    since: int = 0
    until: int = 0
    became: str = ""
    became_if_listed: bool = False

    def valid_in(self, year: int) -> bool:
        """Whether the code is valid in collection ``year``."""
        return self.since <= year and (self.until == 0 or year <= self.until)


@dataclass(frozen=True)
class CodeSet:
    """A named list of codes, in the order in which the guide prints them."""

    name: str
    title: str
    codes: tuple[Code, ...]

    def valid_in(self, year: int) -> tuple[str, ...]:
        """The codes valid in collection ``year``, as text."""
        return tuple(code.code for code in self.codes if code.valid_in(year))


@cache
def code_sets() -> Mapping[str, CodeSet]:
    """All code sets by name, read from ``declared/codes.toml``."""
    declared = tomllib.loads(files("plumbline.model").joinpath("declared", "codes.toml").read_text("utf-8"))
    return MappingProxyType({name: _code_set(name, entry) for name, entry in declared.items()})


def code_set(name: str) -> CodeSet:
    """The code set called ``name``; KeyError if there is none."""
    return code_sets()[name]


def _code_set(name: str, entry: dict[str, object]) -> CodeSet:
    codes = entry["codes"]
    assert isinstance(codes, list)
    return CodeSet(name=name, title=str(entry["title"]), codes=tuple(Code(**code) for code in codes))
