"""How a rule is declared, and the register of all that are."""

import inspect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Literal

import plumbline.rules.themes

Partner = Literal["required", "optional", "none"]
#: When what a rule asks for has to be there: as soon as it happened, or only when the collection year is over.
Due = Literal["at once", "year end"]
Condition = Callable[..., Any]


@dataclass(frozen=True)
class Part:
    """One condition of a rule: over one row, or over a row and its partner, another row of the same child.

    ``partner`` says how the two meet: required (both must exist), optional (the second may be absent, its columns are
    then blank) or none (the first is at fault when no second row meets the condition).
    """

    condition: Condition
    flags: tuple[str, ...]
    partner: Partner = "required"
    where: Condition | None = None
    over: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[str, ...]:
        """The names of the rows the condition speaks of: given by a family, else its parameters."""
        return self.over or tuple(inspect.signature(self.condition).parameters)


@dataclass
class Rule:
    """One definition of a rule, in force from ``since`` to ``until`` (0: no limit); never, if it was ``withdrawn``.

    ``applies`` says which rows of the subject the rule speaks of (None: every row): those are counted as checked, and
    only they can be at fault. ``history`` is what people must know of a rule that looks further back, as long as two
    years' returns are all that is given. ``due`` is "year end" where what it asks for may still be recorded until then.
    """

    code: str
    fields: tuple[str, ...]
    title: str
    why: str
    fix: str
    theme: str
    since: int = 0
    until: int = 0
    only_for: str = ""
    needs: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    withdrawn: bool = False
    applies: Condition | None = None
    history: str = ""
    due: Due = "at once"
    parts: list[Part] = field(default_factory=list)

    def is_written_for(self, year: int) -> bool:
        """Whether this is the definition of collection ``year``, in force or withdrawn."""
        return self.since <= year and (self.until == 0 or year <= self.until)

    def in_force(self, year: int) -> bool:
        """Whether this definition applies in collection ``year``."""
        return self.is_written_for(year) and not self.withdrawn

    @property
    def table(self) -> str:
        """The rule's subject: the first table it flags."""
        return self.parts[0].flags[0]


_REGISTER: list[Rule] = []


def rule(
    code: str,
    *,
    flags: str | Sequence[str],
    fields: Sequence[str],
    since: int = 0,
    until: int = 0,
    partner: Partner = "required",
    where: Condition | None = None,
    only_for: str = "",
    needs: Sequence[str] = (),
    loose: Sequence[str] = (),
    withdrawn: bool = False,
    applies: Condition | None = None,
    history: str = "",
    due: Due = "at once",
    words: str = "",
    over: Sequence[str] = (),
) -> Callable[[Condition], Condition]:
    """Declare a rule. Its docstring (or ``words``, for a family) gives title, explanation and fix; see CONTRIBUTING."""

    def register(condition: Condition) -> Condition:
        title, why, fix = read_words(code, words or condition.__doc__ or "")
        declared = Rule(
            code=code, fields=tuple(fields), title=title, why=why, fix=fix,
            theme=condition.__module__.rpartition(".")[2], since=since, until=until,
            only_for=only_for, needs=tuple(needs), loose=tuple(loose), withdrawn=withdrawn,
            applies=applies, history=history, due=due,
        )  # fmt: skip
        declared.parts.append(Part(condition, _names(flags), partner, where, tuple(over)))
        _REGISTER.append(declared)
        return condition

    return register


def also(
    code: str, *, flags: str | Sequence[str], partner: Partner = "required", where: Condition | None = None,
    since: int = 0, until: int = 0, over: Sequence[str] = (),
) -> Callable[[Condition], Condition]:  # fmt: skip
    """Declare a further part of the rule ``code``, flagging other rows; it must stand below the rule it belongs to."""

    def register(condition: Condition) -> Condition:
        mine = [
            r for r in _REGISTER if r.code == code and (not (since or until) or (r.since, r.until) == (since, until))
        ]
        if not mine:
            raise ValueError(f"also({code!r}): there is no rule {code} above {condition.__name__}")
        mine[-1].parts.append(Part(condition, _names(flags), partner, where, tuple(over)))
        return condition

    return register


def declared_by(load: Callable[[], None]) -> list[Rule]:
    """The rules that ``load`` declares, kept out of the rulebook: a council's own."""
    before = len(_REGISTER)
    try:
        load()
        return _REGISTER[before:]
    finally:
        del _REGISTER[before:]


def read_words(code: str, docstring: str) -> tuple[str, str, str]:
    """Title, explanation and fix of a rule from its docstring; ValueError when one is missing."""
    text = inspect.cleandoc(docstring)
    title, _, rest = text.partition("\n")
    why, found, fix = rest.partition("Fix:")
    if not (title.strip() and found and fix.strip()):
        raise ValueError(f"rule {code}: its docstring must have a title and a line that begins 'Fix:'")
    return title.strip().rstrip("."), _one_line(why), _one_line(fix)


def rulebook(year: int = 0) -> list[Rule]:
    """Every rule in force in ``year`` (0: every definition), by code. Two definitions in force at once: ValueError."""
    for module in iter_modules(plumbline.rules.themes.__path__):
        import_module(f"plumbline.rules.themes.{module.name}")
    found = sorted((r for r in _REGISTER if not year or r.in_force(year)), key=lambda r: code_order(r.code))
    codes = [r.code for r in found]
    if year and len(set(codes)) < len(codes):
        twice = sorted({code for code in codes if codes.count(code) > 1})
        raise ValueError(f"{year}: more than one definition of {', '.join(twice)}")
    return found


def code_order(code: str) -> tuple[int, int, str]:
    """Sorts codes as people do: 101, 205A, 1001, then EPI, INT01, NoE, SW01STG1."""
    number = re.match(r"\d+", code)
    return (0, int(number[0]), code) if number else (1, 0, code)


def _names(flags: str | Sequence[str]) -> tuple[str, ...]:
    return (flags,) if isinstance(flags, str) else tuple(flags)


def _one_line(text: str) -> str:
    return " ".join(text.split())
