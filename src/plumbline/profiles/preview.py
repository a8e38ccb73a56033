"""What a profile gives away, in words, for the person who decides whether it leaves."""

from collections import Counter
from collections.abc import Iterator

from plumbline.model.authorities import authorities
from plumbline.profiles.crossings import Crossings, crossings
from plumbline.profiles.disclosure import LEAST_APART
from plumbline.profiles.profile import ANOTHER_EDITION, Disclosure, Profile
from plumbline.profiles.words import disclosure_words
from plumbline.wording import counted, plural

_STAGES = {
    "raw": "straight from the case system",
    "cleaning": "while errors are being cleaned",
    "submitted": "as sent to the department",
}
REASONS = {
    "needs_table": "this year's file was not given",
    "needs_last_year": "last year's file was not given",
    "needs_earlier_years": "earlier years' files were not given",
    "needs_providers": "the provider list was not given",
    "needs_postcodes": "there is no postcode directory",
    "needs_authority": "the council was not given",
    "needs_xml": "only the XML form has what is checked",
    "source": "what the return was made from does not say it",
    "failed": "the check failed",
    ANOTHER_EDITION: "this Plumbline does not know the edition of the rule",
}
#: In the order of ``Crossings``.
_CROSSED = (
    "children in error, where there were none, of rules",
    "no child in error, where there were some, of rules",
    "children looked at, where there were none, by rules",
    "no child looked at, where there were some, by rules",
)
_EXAMPLES = 3
_FEW_CHILDREN = 100


def preview(profile: Profile, last: Profile | None = None) -> str:
    """Everything that the profile says, summed up in lines of text; and what it tells together with the ``last`` one shared."""
    council = authorities().get(profile.authority)
    lines = [
        "This will leave the council:",
        f"  who      {council.name if council else 'council'} ({profile.authority}), "
        f"case system {profile.case_system}, Plumbline {profile.version}",
        f"  what     errors in the return of collection year {profile.year}, "
        f"{_STAGES[profile.stage]}, taken on {profile.as_at:%d/%m/%Y}",
        f"  counts   {_disclosure(profile.disclosure)}",
        f"           children in the return ({profile.children}); rows of {counted(len(profile.tables), 'table')}",
        f"           for {counted(len(profile.ran), 'rule')}: edition of the rule, rows and children checked, rows and children in error",
    ]
    if profile.made_up:
        lines.append("           MADE UP: no child in the return is real. Wherever these counts are shown it is said.")
    lines += [f"           {line}" for line in (*_skipped(profile), *_most(profile))]
    lines += ["Nothing else: no row, no child's identifier, date or value, no rule of your own."]
    return "\n".join([*lines, *_beside_the_last(profile, last)])


def _disclosure(disclosure: Disclosure) -> str:
    if disclosure.method == "exact":
        return "EXACT: small numbers are not hidden. Only for the council itself, or a network whose members have agreed to it."
    words = disclosure_words(disclosure)
    return words.removeprefix("counts are ").replace("counts under", "those under", 1)


def _beside_the_last(profile: Profile, last: Profile | None) -> Iterator[str]:
    """What the profile and the last one tell together, and how often to share one."""
    if last is None:
        yield "Not looked at: which counts went from 0 to some since your last profile, for there is none to look at."
    else:
        yield from _crossings(crossings(last, profile), f"{last.as_at:%d/%m/%Y}")
        if abs(profile.as_at - last.as_at) < LEAST_APART:
            yield (
                f"The two are {counted(abs(profile.as_at - last.as_at).days, 'day')} apart: share a profile a month at most, and "
                "correct only what was made from a wrong file."
            )
    if profile.children.hi <= _FEW_CHILDREN:
        yield (
            f"In a return of about {_FEW_CHILDREN} children or fewer, one child is often all that changes in a month: "
            "share a profile a quarter."
        )


def _crossings(found: Crossings, day: str) -> Iterator[str]:
    if not any(found):
        yield f"Since the profile of {day} no count went from 0 to some or back."
        return
    yield f"Since the profile of {day} counts have gone from 0 to some, or back:"
    for words, rules in zip(_CROSSED, found, strict=True):
        if rules:
            yield f"  {words}: {', '.join(rules)}"
    yield (
        "Whoever knows that exactly one child changed since then learns this of that child. If anyone may know it, wait: "
        "share the next profile when more children have changed."
    )


def _skipped(profile: Profile) -> list[str]:
    reasons = Counter(profile.skipped.values())
    return [
        f"for {counted(number, 'rule')}: that {'it was' if number == 1 else 'they were'} not checked, as {REASONS[why]}"
        for why, number in reasons.items()
    ]


def _most(profile: Profile) -> list[str]:
    """The rules with most children in error, as they will be read."""
    most = sorted(profile.ran.items(), key=lambda one: (-one[1].children.lo, -one[1].children.hi, one[0]))[:_EXAMPLES]
    return [
        f"for example rule {code}: {counts.children} of {counts.children_checked} {plural('child', counts.children_checked.hi)} in error"
        for code, counts in most
        if counts.children.hi
    ]
