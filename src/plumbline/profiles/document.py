"""A profile as a JSON document. Nothing outside the closed form and its further conditions is read or written."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from plumbline.faults import BadInput
from plumbline.profiles.conditions import Codes, day, unmet
from plumbline.profiles.profile import Count, Disclosure, Profile, RuleCounts
from plumbline.profiles.schema import Problem, problems, profile_schema

_SHOWN = 5
_TWICE = "a name stands twice in one part of the document."

#: Where the rules begin, and the line of one that ran or was skipped and is not the last, as ``laid_out``.
_RULES = b'\n "rules": {\n'
_NUMBER = rb"(?:0|[1-9][0-9]{0,8})"
_COUNT = rb'(%b|\{"from": %b, "to": %b\})' % (_NUMBER, _NUMBER, _NUMBER)
_COUNTS = b", ".join(b'"%b": %b' % (name.encode(), _COUNT) for name in RuleCounts._fields)
_LINE = re.compile(rb'  "([0-9A-Za-z]+)": \{(?:%b|"skipped": "[a-z_]+")\},\n' % _COUNTS)


def profile_from_json(text: str | bytes, codes: Codes) -> Profile:
    """The profile that a document holds; BadInput with the path of every part that does not belong there.

    A network has hundreds of profiles of hundreds of rules. So the lines of rules that are as ``profile_to_json`` writes
    them are read by a pattern, in a third of the time; all else goes the general way, which says what is wrong.
    """
    head, rules, body = _encoded(text).partition(_RULES)
    ran: dict[str, RuleCounts] = {}
    rest, at = [head, rules], 0
    while line := _LINE.match(body, at):
        code = line[1].decode()
        if line[2] and code not in ran:
            ran[code] = RuleCounts(*map(_count_in, line.groups()[1:]))
        else:
            rest.append(line[0])
        at = line.end()
    if not body.startswith(b'  "', at):  # a comma and then no rule
        return profile_from_document(read_json(text), codes)
    return _profile(read_json(b"".join([*rest, body[at:]])), codes, ran)


def profile_of_rules(text: str | bytes, codes: Codes, rules: Collection[str]) -> Profile:
    """As ``profile_from_json`` with the counts of some rules alone: the lines of the others are not even looked at."""
    head, begin, body = _encoded(text).partition(_RULES)
    lines = _lines_of(frozenset(rules)).findall(b"\n" + body)
    if begin and len(lines) == sum(body.count(b'"%b"' % code.encode()) for code in rules):
        text = b"%b%b%b\n }\n}\n" % (head, begin, b",\n".join(lines))
    found = profile_from_json(text, codes)
    ran = {code: counts for code, counts in found.ran.items() if code in rules}
    skipped = {code: why for code, why in found.skipped.items() if code in rules}
    return replace(found, ran=ran, skipped=skipped)


def profile_from_document(document: object, codes: Codes) -> Profile:
    """As ``profile_from_json``, of a document that is already read."""
    return _profile(document, codes, {})


def _profile(document: object, codes: Codes, ran: Mapping[str, RuleCounts]) -> Profile:
    _refuse_another_version(document)
    _refuse(problems(document))
    assert isinstance(document, dict)
    as_at = day(document["as_at"])
    if as_at is None:
        raise BadInput(str(Problem("as_at", "there is no such day")))
    rules = document["rules"]
    if not ran.keys().isdisjoint(rules):
        raise BadInput(_TWICE)
    others = {
        code: RuleCounts(*[_count(counts[name]) for name in RuleCounts._fields])
        for code, counts in rules.items()
        if "skipped" not in counts
    }
    profile = Profile(
        authority=document["authority"],
        year=document["collection_year"],
        edition=document["tool"]["rulebook"],
        stage=document["stage"],
        as_at=as_at,
        case_system=document.get("case_system", "unknown"),
        version=document["tool"]["version"],
        disclosure=Disclosure(**document["disclosure"]),
        children=_count(document["children"]),
        tables={name: _count(given) for name, given in document["tables"].items()},
        ran={**ran, **others},
        skipped={code: why["skipped"] for code, why in rules.items() if "skipped" in why},
    )
    _refuse(unmet(profile, codes))
    return profile


def profile_to_json(profile: Profile, codes: Codes) -> str:
    """The document of a profile, a line for each rule; BadInput where a part of the profile does not belong there."""
    document = as_document(profile)
    _refuse(problems(document))
    _refuse(unmet(profile, codes))
    return laid_out(document)


def laid_out(document: Mapping[str, Any]) -> str:
    """The document as text, each rule on a line."""
    others = json.dumps({name: part for name, part in document.items() if name != "rules"}, indent=1)
    lines = ",\n".join(f"  {json.dumps(code)}: {json.dumps(counts)}" for code, counts in document["rules"].items())
    return others.removesuffix("\n}") + f',\n "rules": {{\n{lines}\n }}\n}}\n'


def as_document(profile: Profile) -> dict[str, Any]:
    """A profile as plain data, unexamined."""
    disclosure = {name: value for name, value in vars(profile.disclosure).items() if value}
    ran = {code: {k: _given(v) for k, v in c._asdict().items()} for code, c in profile.ran.items()}
    skipped = {code: {"skipped": why} for code, why in profile.skipped.items()}
    return {
        "schema": profile_schema()["properties"]["schema"]["const"],
        "authority": profile.authority,
        "collection_year": profile.year,
        "stage": profile.stage,
        "as_at": profile.as_at.isoformat(),
        "tool": {"version": profile.version, "rulebook": profile.edition},
        "case_system": profile.case_system,
        "disclosure": disclosure,
        "children": _given(profile.children),
        "tables": {name: _given(count) for name, count in profile.tables.items()},
        "rules": dict(sorted((ran | skipped).items())),
    }


def read_json(text: str | bytes) -> Any:
    """A JSON document; BadInput where it is none. A name given twice is refused: only one of the two would be seen."""
    try:
        return json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_no_number, parse_float=_number)
    except (ValueError, RecursionError) as problem:
        raise BadInput(f"this is not a whole JSON document ({type(problem).__name__}).") from None


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise BadInput(_TWICE)
    return found


def _no_number(name: str) -> float:
    raise ValueError(name)


def _number(text: str) -> float | int:
    """JSON has one kind of number: 5.0 is 5."""
    found = float(text)
    return int(found) if found.is_integer() else found


def _refuse_another_version(document: object) -> None:
    """A profile of another version gets that one message: that nothing else fits is no news."""
    mine = profile_schema()["properties"]["schema"]["const"]
    given = document.get("schema") if isinstance(document, dict) else None
    family, _, version = mine.rpartition("/")
    if isinstance(given, str) and given != mine and given.startswith(f"{family}/") and given.isascii():
        theirs = given.removeprefix(f"{family}/")
        if theirs.isdigit():
            raise BadInput(
                f"schema: this profile is of version {int(theirs[:9])} of the form; this Plumbline reads version "
                f"{version}. Use the same Plumbline in the whole network."
            )


def _refuse(found: Iterable[Problem]) -> None:
    first = list(islice(found, _SHOWN + 1))
    if first:
        more = "; and more" if len(first) > _SHOWN else ""
        raise BadInput("; ".join(str(problem) for problem in first[:_SHOWN]) + more + ".")


def _encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


@cache
def _lines_of(rules: frozenset[str]) -> re.Pattern[bytes]:
    """The lines of some rules, as ``laid_out``, without the comma."""
    return re.compile(rb'\n(  "(?:%b)": \{.*\})' % b"|".join(re.escape(code.encode()) for code in sorted(rules)))


@lru_cache(maxsize=4096)
def _count_in(text: bytes) -> Count:
    """The count in a part of a rule's line."""
    return _count(json.loads(text))


def _count(given: int | dict[str, int]) -> Count:
    return Count(given["from"], given["to"]) if isinstance(given, dict) else Count(given, given)


def _given(count: Count) -> int | dict[str, int]:
    return count.lo if count.exact else {"from": count.lo, "to": count.hi}
