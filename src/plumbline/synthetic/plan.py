"""What is known of a made-up council's years: its rates, and how a rate changes for a group from a month on."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from plumbline.faults import BadInput

#: The department's age bands, each with the age at which it begins.
AGES = {"under 1": 0, "1 to 4": 1, "5 to 9": 5, "10 to 15": 10, "16 and over": 16}
#: Placements as the department groups them, by the first letters of their codes.
PLACEMENTS = {
    "fostering": ("U",), "residential": ("K", "S", "R"), "supported": ("H", "P2", "P3"), "parents": ("P1",), "adoption": ("A",),
    "other": ("Z", "T"),
}  # fmt: skip
#: How care ends before 18.
EXIT_KINDS = (
    "home", "relatives", "guardianship", "arrangements", "independence", "custody", "another council", "age assessed", "died",
    "other",
)  # fmt: skip
_WHO = ("age", "sex", "asylum")
#: The rates that can change, and by what the group may be told for which they do.
CHANGEABLE = {"entries": _WHO, "exits": _WHO, "reviews_in_time": _WHO} | dict.fromkeys(
    ("moves", "missing", *(f"exit_kinds.{kind}" for kind in EXIT_KINDS)), (*_WHO, "placement")
)
_VALUES: Mapping[str, tuple[Any, ...]] = {
    "age": tuple(AGES), "sex": ("girl", "boy"), "asylum": (True, False), "placement": tuple(PLACEMENTS),
}  # fmt: skip
#: What is a share, from 0 to 1; all other numbers are rates, or weights of which only the proportions count.
_SHARES = ("girls", "asylum", "adoption", "unusual", "reviews_in_time")
#: More events than this in a year leave no day between them.
_MOST_A_YEAR = 100.0


@dataclass(frozen=True)
class Change:
    """From the first day of a month on, a rate is ``times`` what it was, for those whom ``group`` describes."""

    rate: str
    group: Mapping[str, Any]
    start: date
    times: float


def _weights(**given: float) -> Mapping[str, float]:
    return MappingProxyType({name.replace("_", " "): value for name, value in given.items()})


def _ages(*given: float) -> Mapping[str, float]:
    return MappingProxyType(dict(zip(AGES, given, strict=True)))


@dataclass(frozen=True)
class Plan:
    """The rates of a made-up council. The docs of ``sample --plan`` say what each is: docs/guides/made-up-data.md.

    ``entries_per_month`` is the mean of a Poisson number; 0: as many as keep the council at the size asked for. Rates are
    per child and year in that state; ``moves`` by the placement moved from, times ``moves_by_age``.
    """

    entries_per_month: float = 0.0
    girls: float = 0.45
    asylum: float = 0.2
    adoption: float = 0.2
    unusual: float = 0.06
    reviews_in_time: float = 0.93
    stays_away: float = 0.12
    same_carer: float = 0.1
    legal_changes: float = 0.8
    entry_ages: Mapping[str, float] = field(default_factory=lambda: _ages(0.19, 0.17, 0.19, 0.31, 0.14))
    exits: Mapping[str, float] = field(default_factory=lambda: _ages(0.3, 0.35, 0.3, 0.25, 0.2))
    exit_kinds: Mapping[str, float] = field(
        default_factory=lambda: _weights(
            home=0.36, relatives=0.05, guardianship=0.2, arrangements=0.08, independence=0.15, custody=0.03,
            another_council=0.04, age_assessed=0.05, died=0.003, other=0.05,
        )
    )  # fmt: skip
    moves: Mapping[str, float] = field(
        default_factory=lambda: _weights(fostering=0.4, residential=0.6, supported=0.7, parents=0.2, adoption=0.0, other=1.2)
    )  # fmt: skip
    moves_by_age: Mapping[str, float] = field(default_factory=lambda: _ages(1.0, 1.0, 1.0, 1.2, 1.4))
    missing: Mapping[str, float] = field(default_factory=lambda: _ages(0.0, 0.0, 0.02, 0.5, 0.9))
    changes: tuple[Change, ...] = ()


def read_plan(path: Path) -> Plan:
    """The plan of a TOML file: what it leaves out is as by default. BadInput, naming what is wrong, for anything else."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise BadInput(f"{path.name} is not a plan that can be read: {problem}") from problem
    try:
        return _plan(given)
    except ValueError as problem:
        raise BadInput(f"{path.name}: {problem}") from problem


def _plan(given: Mapping[str, Any]) -> Plan:
    known = {one.name: one for one in fields(Plan) if one.name != "changes"}
    _among("rate", given, (*known, "change"))
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name == "change":
            continue
        if known[name].default is not MISSING:
            values[name] = _number(name, value, name in _SHARES)
        else:
            values[name] = _table(name, value, getattr(Plan(), name))
    changes = given.get("change", [])
    if not isinstance(changes, list):
        raise ValueError("write each change under [[change]]")
    return Plan(**values, changes=tuple(_change(one) for one in changes))


def _table(name: str, given: Any, default: Mapping[str, float]) -> Mapping[str, float]:
    if not isinstance(given, dict):
        raise ValueError(f"{name} is a table with a number for each of: {', '.join(default)}")
    _among(f"key of {name}", given, default)
    found = {**default, **{key: _number(f"{name}.{key}", value) for key, value in given.items()}}
    if name in ("entry_ages", "exit_kinds") and not sum(found.values()):
        raise ValueError(f"{name} has nothing above 0")
    return MappingProxyType(found)


def _change(given: Any) -> Change:
    if not isinstance(given, dict) or set(given) - {"group"} != {"rate", "from", "times"}:
        raise ValueError("a change has rate, from and times, and may have a group")
    rate, group = given["rate"], given.get("group", {})
    _among("rate that can change", (rate,), CHANGEABLE)
    if not isinstance(group, dict):
        raise ValueError('a group is written like { age = "10 to 15", placement = "residential" }')
    _among(f"group of {rate}", group, CHANGEABLE[rate])
    for key, value in group.items():
        _among(key, (value,), _VALUES[key])
    return Change(rate, MappingProxyType(group), _month(given["from"]), _number("times", given["times"]))


def _month(given: Any) -> date:
    try:
        return date.fromisoformat(f"{given}-01")
    except ValueError:
        raise ValueError(f'from is a month, "2024-10": {given!r} is none') from None


def _number(name: str, given: Any, share: bool = False) -> float:
    most = 1.0 if share else float("inf") if name == "entries_per_month" else _MOST_A_YEAR
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= most:
        raise ValueError(f"{name} is a number from 0" + (f" to {most:g}" if most < float("inf") else " on"))
    return float(given)


def _among(what: str, given: Any, known: Any) -> None:
    for one in given:
        if one not in known:
            raise ValueError(f"{one!r} is no {what}: there are {', '.join(map(str, known))}")


def plan_as_toml(plan: Plan) -> str:
    """A plan as a file that ``read_plan`` reads back, every rate written out."""
    numbers = [one.name for one in fields(Plan) if isinstance(getattr(plan, one.name), float)]
    lines = [f"{name} = {getattr(plan, name)!r}" for name in numbers]
    for one in fields(Plan):
        table = getattr(plan, one.name)
        if isinstance(table, Mapping):
            lines += ["", f"[{one.name}]", *(f'"{key}" = {value!r}' for key, value in table.items())]
    for change in plan.changes:
        group = ", ".join(f"{key} = {_toml(value)}" for key, value in change.group.items())
        lines += ["", "[[change]]", f'rate = "{change.rate}"', f"group = {{ {group} }}" if group else "group = {}"]
        lines += [f'from = "{change.start:%Y-%m}"', f"times = {change.times!r}"]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"'
