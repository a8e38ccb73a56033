"""The lines of rules in a profile's document, read by a pattern: a network has hundreds of profiles of hundreds of rules."""

import json
import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from plumbline.profiles.profile import Count, RuleCounts
from plumbline.profiles.schema import READ, schema_name

#: How a document begins that ``laid_out`` wrote, in the versions whose rules have an edition each; where its rules begin.
_HEADS = tuple(b'{\n "schema": "%b",\n' % schema_name(version).encode() for version in READ if version > 1)
_RULES = b'\n "rules": {\n'

#: The line of a rule that ran or was skipped and is not the last, as ``laid_out``.
_NUMBER = rb"(?:0|[1-9][0-9]{0,8})"
_COUNT = rb'(%b|\{"from": %b, "to": %b\})' % (_NUMBER, _NUMBER, _NUMBER)
_COUNTS = b", ".join(b'"%b": %b' % (name.encode(), _COUNT) for name in RuleCounts._fields)
_RULE = rb'([0-9A-Za-z]+": \{(?:"edition": "[0-9a-f]{8}", )?)'
_LINE = re.compile(rb'  "%b(?:%b|"skipped": "[a-z_]+")\},\n' % (_RULE, _COUNTS))


class Lines(NamedTuple):
    """The rules that ran whose lines were read, their editions, and the document without them."""

    ran: Mapping[str, RuleCounts]
    editions: Mapping[str, str]
    rest: bytes


def lines_read(text: bytes) -> Lines:
    """The lines of rules that ran, where they are as ``laid_out`` wrote them; all else is left in the rest."""
    head, rules, body = text.partition(_RULES)
    ran: dict[str, RuleCounts] = {}
    editions: dict[str, str] = {}
    rest, at = [head, rules], 0
    if not head.startswith(_HEADS):
        return Lines({}, {}, text)
    while line := _LINE.match(body, at):
        rule, *counts = line.groups()
        code, edition = _rule_in(rule)
        if edition and counts[0] and code not in ran:
            editions[code] = edition
            ran[code] = RuleCounts(*map(_count_in, counts))
        else:
            rest.append(line[0])
        at = line.end()
    if not body.startswith(b'  "', at):  # a comma and then no rule
        return Lines({}, {}, text)
    return Lines(ran, editions, b"".join([*rest, body[at:]]))


def only_lines_of(text: bytes, rules: Collection[str]) -> bytes:
    """The document with the lines of some rules alone; the whole of it where they don't stand in lines of their own."""
    head, begin, body = text.partition(_RULES)
    lines = _lines_of(frozenset(rules)).findall(b"\n" + body)
    if begin and len(lines) == sum(body.count(b'"%b"' % code.encode()) for code in rules):
        return b"%b%b%b\n }\n}\n" % (head, begin, b",\n".join(lines))
    return text


def count_of(given: int | dict[str, int]) -> Count:
    """A count, given as a number or from and to."""
    return Count(given["from"], given["to"]) if isinstance(given, dict) else Count(given, given)


@cache
def _lines_of(rules: frozenset[str]) -> re.Pattern[bytes]:
    return re.compile(rb'\n(  "(?:%b)": \{.*\})' % b"|".join(re.escape(code.encode()) for code in sorted(rules)))


@lru_cache(maxsize=4096)
def _rule_in(text: bytes) -> tuple[str, str]:
    """A rule's code and edition, empty where it has none."""
    code, _, edition = text.decode().partition('": {')
    return code, edition.removeprefix('"edition": "').removesuffix('", ')


@lru_cache(maxsize=4096)
def _count_in(text: bytes) -> Count:
    return count_of(json.loads(text))
