"""Solutions: what a council did about an error, as Markdown with a short header that the evidence is computed from.

---
id: 501-e08000003
rules: 501, 502
authority: E08000003
case system: mosaic
effort: two days
date: 2026-05-01
contact: team@council.example
---

Who adopted it is noted elsewhere in the network, each council's adoption in a file of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from plumbline.faults import BadInput
from plumbline.model.authorities import authorities
from plumbline.networks.members import Member
from plumbline.profiles.profile import CASE_SYSTEMS

_FENCE = "---"
_NEEDED = ("id", "rules", "authority", "case system", "date")
_KEYS = (*_NEEDED, "effort", "contact")


@dataclass(frozen=True)
class Solution:
    """One solution: what its header says, who ``adopted`` it and when, its title, and the whole of it as ``text``."""

    id: str
    rules: tuple[str, ...]
    authority: str
    case_system: str
    effort: str
    written: date
    contact: str
    adopted: Mapping[str, date]
    title: str
    text: str

    @property
    def unfilled(self) -> tuple[str, ...]:
        """The parts that its writer has not filled in: until all are, it is a draft, and shown to nobody."""
        lines = {line.strip().removeprefix("# ") for line in self.text.splitlines()}
        prompts = {part: prompt.format(code=self.rules[0]) for part, prompt in _PROMPTS.items()}
        return tuple(part for part, prompt in prompts.items() if prompt in lines)

    def not_adopted_by(self, authority: str) -> "Solution":
        """The solution without one council among those that adopted it."""
        return replace(self, adopted={code: since for code, since in self.adopted.items() if code != authority})

    def is_about(self, code: str) -> bool:
        """Whether it is about a rule; its writer may have written the code in any case."""
        return code.upper() in map(str.upper, self.rules)


def solution(name: str, text: str, adopted: Mapping[str, date] = MappingProxyType({})) -> Solution:
    """The solution in the file of this name, without its ending; BadInput with file and line for a faulty one."""
    lines = text.splitlines()
    end = _end_of_header(name, lines)
    said: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines[1:end], 2):
        key, value = _key_and_value(name, number, line)
        if key in said:
            raise _bad(name, number, f"'{key}' is there already, in a line above.")
        said[key] = (number, value)
    return _from_header(name, end, said, adopted, text)


#: What stands in a part of a new solution, by the part, until its writer says it.
_PROMPTS = {
    "title": "What we did about {code}, in a line",
    "cause": "Why the error arose.",
    "first step": "1. The first step.",
    "next step": "2. The next one.",
}


def to_fill_in(name: str, code: str, author: Member, day: date) -> str:
    """A solution's Markdown to fill in."""
    return (
        f"{_FENCE}\nid: {name}\nrules: {code}\nauthority: {author.authority}\ncase system: {author.case_system}\n"
        f"effort:\ndate: {day.isoformat()}\ncontact: {author.contact}\n{_FENCE}\n\n"
        f"# {_PROMPTS['title'].format(code=code)}\n\n"
        "Everyone in the network reads this: name no child, no carer and no worker.\n\n"
        f"## Cause\n\n{_PROMPTS['cause']}\n\n"
        f"## What was done\n\n{_PROMPTS['first step']}\n{_PROMPTS['next step']}\n"
    )


def _end_of_header(name: str, lines: list[str]) -> int:
    if not lines or lines[0].rstrip() != _FENCE:
        raise _bad(name, 1, f"a solution begins with a line {_FENCE} and its header.")
    for place, line in enumerate(lines[1:], 1):
        if line.rstrip() == _FENCE:
            return place
    raise _bad(name, len(lines), f"the header has no line {_FENCE} at its end.")


def _key_and_value(name: str, number: int, line: str) -> tuple[str, str]:
    key, colon, value = (part.strip() for part in line.partition(":"))
    if not colon or key not in _KEYS:
        raise _bad(name, number, f"a line of the header is one of {', '.join(_KEYS)}, a colon, and what it is.")
    return key, value


def _from_header(
    name: str, end: int, said: Mapping[str, tuple[int, str]], adopted: Mapping[str, date], text: str
) -> Solution:
    for key in _NEEDED:
        if not said.get(key, (0, ""))[1]:
            raise _bad(name, said.get(key, (end + 1, ""))[0], f"the header does not say its '{key}'.")
    number, given = said["id"]
    if given != name:
        raise _bad(name, number, f"its id is the file's name, '{name}'.")
    number, system = said["case system"]
    if system not in CASE_SYSTEMS:
        raise _bad(name, number, f"the case system is one of {', '.join(CASE_SYSTEMS)}.")
    rules = tuple(part.strip() for part in said["rules"][1].split(",") if part.strip())
    author = _council(name, *said["authority"])
    day = _day(name, *said["date"])
    effort, contact = (said.get(key, (0, ""))[1] for key in ("effort", "contact"))
    title = _title(text.splitlines()[end + 1 :]) or name
    return Solution(name, rules, author, system, effort, day, contact, adopted, title, text)


def _council(name: str, number: int, given: str) -> str:
    if given not in authorities():
        raise _bad(name, number, f"there is no council '{given}'; give its ONS code, such as E08000003.")
    return given


def _day(name: str, number: int, given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError as problem:
        raise _bad(name, number, f"'{given}' is not a date such as 2026-05-01.") from problem


def _title(lines: list[str]) -> str:
    return next((line[2:].strip() for line in lines if line.startswith("# ")), "")


def _bad(name: str, number: int, words: str) -> BadInput:
    return BadInput(f"solutions/{name}.md, line {number}: {words}")
