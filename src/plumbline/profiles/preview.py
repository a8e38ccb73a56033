"""What a profile gives away, in words, for the person who decides whether it leaves."""

from collections import Counter

from plumbline.model.authorities import authorities
from plumbline.profiles.profile import ANOTHER_EDITION, Disclosure, Profile
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
    "failed": "the check failed",
    ANOTHER_EDITION: "this Plumbline does not know the edition of the rule",
}
_EXAMPLES = 3


def preview(profile: Profile) -> str:
    """Everything that the profile says, summed up in lines of text."""
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
    lines += [f"           {line}" for line in (*_skipped(profile), *_most(profile))]
    return "\n".join([*lines, "Nothing else: no row, no child's identifier, date or value, no rule of your own."])


def _disclosure(disclosure: Disclosure) -> str:
    if disclosure.method == "exact":
        return "EXACT: small numbers are not hidden. Only for a network whose members have agreed to it."
    if disclosure.method == "rounded":
        return f"all rounded to {disclosure.round_to} and given as intervals, so that 1 to 4 can't be told from 0"
    return f"those under {disclosure.below} hidden"


def _skipped(profile: Profile) -> list[str]:
    reasons = Counter(profile.skipped.values())
    return [
        f"for {counted(number, 'rule')}: that {'it was' if number == 1 else 'they were'} not checked, as {REASONS[why]}"
        for why, number in reasons.items()
    ]


def _most(profile: Profile) -> list[str]:
    """The rules with most children in error, as they will be read."""
    most = sorted(profile.ran.items(), key=lambda one: (-one[1].children.hi, one[0]))[:_EXAMPLES]
    return [
        f"for example rule {code}: {counts.children} of {counts.children_checked} {plural('child', counts.children_checked.hi)} in error"
        for code, counts in most
        if counts.children.hi
    ]
