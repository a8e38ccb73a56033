"""A profile as a JSON document. Nothing outside the closed form and its further conditions is read or written."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

from plumbline.faults import BadInput
from plumbline.profiles.conditions import Codes, day, unmet, unreleased
from plumbline.profiles.lines import Lines, count_of, lines_read, only_lines_of
from plumbline.profiles.profile import ANOTHER_EDITION, Count, Disclosure, Profile, RuleCounts
from plumbline.profiles.schema import READ, VERSION, Problem, problems, schema_name, version_of
from plumbline.rules.released import released

_SHOWN = 5
_TWICE = "a name stands twice in one part of the document."


def profile_from_json(text: str | bytes, codes: Codes) -> Profile:
    """The profile that a document holds; BadInput with the path of every part that does not belong there.

    A rule of an edition that no release had is in ``skipped`` for that; what the edition was is not kept. Lines of rules that
    are as ``profile_to_json`` writes them are read by a pattern, in a third of the time; all else goes the general way,
    which says what is wrong.
    """
    lines = lines_read(_encoded(text))
    return _profile(read_json(lines.rest), codes, lines)


def profile_of_rules(text: str | bytes, codes: Codes, rules: Collection[str]) -> Profile:
    """As ``profile_from_json`` with the counts of some rules alone: the lines of the others are not even looked at."""
    found = profile_from_json(only_lines_of(_encoded(text), rules), codes)
    return replace(
        found,
        ran={code: counts for code, counts in found.ran.items() if code in rules},
        skipped={code: why for code, why in found.skipped.items() if code in rules},
        editions={code: edition for code, edition in found.editions.items() if code in rules},
    )


def _profile(document: object, codes: Codes, lines: Lines) -> Profile:
    _refuse_another_version(document)
    _refuse(problems(document))
    assert isinstance(document, dict)
    as_at = day(document["as_at"])
    if as_at is None:
        raise BadInput(str(Problem("as_at", "there is no such day")))
    rules = _rules(document["rules"], lines)
    profile = Profile(
        authority=document["authority"],
        year=document["collection_year"],
        stage=document["stage"],
        as_at=as_at,
        case_system=document.get("case_system", "unknown"),
        version=document["tool"]["version"],
        disclosure=Disclosure(**document["disclosure"]),
        children=count_of(document["children"]),
        tables={name: count_of(given) for name, given in document["tables"].items()},
        ran=rules.ran,
        skipped=rules.skipped,
        editions=rules.editions,
        rulebook=document["tool"].get("rulebook", ""),
        made_up="made_up" in document,
    )
    _refuse(unmet(profile, codes))
    return profile


class _Rules(NamedTuple):
    ran: dict[str, RuleCounts]
    skipped: dict[str, str]
    editions: dict[str, str]


def _rules(rules: Mapping[str, Any], lines: Lines) -> _Rules:
    """What a document of the closed form says of its rules, with the lines that were read already."""
    if not lines.ran.keys().isdisjoint(rules):
        raise BadInput(_TWICE)
    known = released()
    ran = {**lines.ran, **{code: _counts(one) for code, one in rules.items() if "skipped" not in one}}
    skipped = {code: one["skipped"] for code, one in rules.items() if "skipped" in one}
    editions = {**lines.editions, **{code: one["edition"] for code, one in rules.items() if "edition" in one}}
    for code in [code for code, edition in editions.items() if edition not in known.get(code, ())]:
        del editions[code]
        ran.pop(code, None)
        skipped[code] = ANOTHER_EDITION
    return _Rules(ran, skipped, editions)


def _counts(given: Mapping[str, Any]) -> RuleCounts:
    return RuleCounts(*[count_of(given[name]) for name in RuleCounts._fields])


def profile_to_json(profile: Profile, codes: Codes) -> str:
    """The document of a profile, a line for each rule; BadInput where a part of the profile does not belong there."""
    document = as_document(profile)
    _refuse(problems(document))
    _refuse(unreleased(profile))
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
    ran = {
        code: _edition(profile, code) | {name: _given(count) for name, count in counts._asdict().items()}
        for code, counts in profile.ran.items()
    }
    skipped = {code: _edition(profile, code) | {"skipped": why} for code, why in profile.skipped.items()}
    return {
        "schema": schema_name(1 if profile.rulebook else VERSION),
        "authority": profile.authority,
        "collection_year": profile.year,
        "stage": profile.stage,
        "as_at": profile.as_at.isoformat(),
        "tool": {"version": profile.version} | ({"rulebook": profile.rulebook} if profile.rulebook else {}),
        "case_system": profile.case_system,
        "disclosure": disclosure,
        "children": _given(profile.children),
        "tables": {name: _given(count) for name, count in profile.tables.items()},
        "rules": dict(sorted((ran | skipped).items())),
        **({"made_up": True} if profile.made_up else {}),
    }


def _edition(profile: Profile, code: str) -> dict[str, Any]:
    return {"edition": profile.editions[code]} if code in profile.editions else {}


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
    family = schema_name().removesuffix(str(VERSION))
    given = document.get("schema") if isinstance(document, dict) else None
    if isinstance(given, str) and given.isascii() and given.startswith(family):
        theirs = given.removeprefix(family)
        if theirs.isdigit() and version_of(document) != int(theirs[:9]):
            raise BadInput(
                f"schema: this profile is of version {int(theirs[:9])} of the form; this Plumbline reads versions "
                f"{' and '.join(map(str, READ))}. Use the same Plumbline in the whole network."
            )


def _refuse(found: Iterable[Problem]) -> None:
    first = list(islice(found, _SHOWN + 1))
    if first:
        more = "; and more" if len(first) > _SHOWN else ""
        raise BadInput("; ".join(str(problem) for problem in first[:_SHOWN]) + more + ".")


def _encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def _given(count: Count) -> int | dict[str, int]:
    return count.lo if count.exact else {"from": count.lo, "to": count.hi}
