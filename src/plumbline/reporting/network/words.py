"""A whole network in plain words. Every number has its denominator; what is known as an interval is said as one."""

from plumbline.comparing.applying.fitted import FEWEST_PEERS
from plumbline.comparing.applying.peers import WITHIN
from plumbline.comparing.applying.verdicts import ALONE, FALSE_DISCOVERY_RATE, FEWEST_ALONE
from plumbline.comparing.network_wide.across import FEWEST_COUNCILS, Across, Group, OfSystem, RuleAcross
from plumbline.profiles.profile import Count
from plumbline.reporting.comparison.words import VERDICTS, percent
from plumbline.reporting.shared.systems import system_name
from plumbline.wording import counted

#: A verdict on one council of many: the letter that stands for it in the matrix, and the words.
MARKS = {
    "only_you": ("A", "its alone"),
    "few_only_you": ("a", "few, and its alone"),
    "higher": ("H", VERDICTS["higher"]),
    "similar": ("=", VERDICTS["similar"]),
    "lower": ("L", VERDICTS["lower"]),
    "cannot_tell": ("?", VERDICTS["cannot_tell"]),
    "none": ("0", VERDICTS["none"]),
    "not_checked": ("-", "not checked by it"),
    "too_few_peers": ("F", VERDICTS["too_few_peers"]),
}

COMMON_MEANS = (
    f"An error is common to all when at least {FEWEST_PEERS} councils checked the rule and all of them, but for at most one "
    f"in {ALONE}, are known to have it. That describes these councils and tests nothing. A large council has almost any "
    "error once, so see the median share too. Counts can't tell why: the case system, the guidance, the rule "
    "itself, or the same slip made everywhere."
)
SYSTEM_MEANS = (
    "An error is of one case system when councils that use it have greater shares of children in error than the others do, "
    "beyond what dealing out the systems at random would bring about (Mann and Whitney's test, worked out exactly; the "
    "council is the unit, whatever its size; equal shares and what rounding hides count against the finding). Of the errors "
    f"named, at most one in {1 / FALSE_DISCOVERY_RATE:.0f} is expected to be chance. It takes {FEWEST_COUNCILS} councils on either side, and "
    "with so few seldom finds anything. Councils with one system may be alike in other ways too, such as region or size: it "
    "is a question to the supplier, not a proof."
)
VERDICT_MEANS = (
    f"“Its alone” is a fact: at most one peer in {ALONE} has the error or, for all that rounding hides, could have it, and the "
    f"council has it in {FEWEST_ALONE} children or more; in fewer it is “few, and its alone”. “Higher” is held against the council's "
    "peers, allowing for how much councils differ. “Can't tell”: the counts are too small, or rounded too far, or councils differ "
    "too much on the rule."
)


def sentence(across: Across) -> str:
    """What was found, in one sentence."""
    councils = len(across.councils)
    if councils <= FEWEST_PEERS:
        return f"Too few councils to compare: {councils}, and it takes at least {FEWEST_PEERS + 1}"
    common = _rules_show(len(across.common), len(checked(across)))
    systems = len({one.code for one in across.of_systems})
    apart = sum(bool(across.apart(council)) for council in across.councils)
    return (
        f"{common} at nearly all of the {councils} councils; "
        f"{systems or 'none'} {'show' if systems > 1 else 'shows'} errors of one case system; "
        f"{apart or 'no'} {'council has an error that sets it' if apart == 1 else 'councils have errors that set them'} apart"
    )


def about(across: Across) -> str:
    """Which profiles are held beside one another."""
    first = across.first
    apart = {rule.code: number for rule in across.rules if (number := across.of_another_edition(rule.code))}
    listed = ", ".join(f"{code} ({number} of {len(across.councils)})" for code, number in sorted(apart.items()))
    left_out = (
        f"; left out, as of another edition of the rule, are the counts of some councils: {listed}" if apart else ""
    )
    return (
        f"{len(across.councils)} councils, collection year {first.year}, stage {first.stage}, taken within {WITHIN.days} days of "
        f"{first.as_at:%d/%m/%Y}{left_out}"
    )


def checked(across: Across) -> list[RuleAcross]:
    """The rules that any council checked."""
    return [rule for rule in across.rules if rule.councils.checked]


def of(part: Count, whole: Count | int) -> str:
    """So many of so many."""
    return f"{part} of {whole if isinstance(whole, Count) else f'{whole:,}'}"


def group(found: Group) -> str:
    """How many of a group of councils have an error, and their median share."""
    return f"{of(found.with_it, found.checked)}, the median {percent(found.middle)} of children"


def common_line(rule: RuleAcross) -> str:
    """An error of nearly all councils."""
    return (
        f"{of(rule.councils.with_it, rule.councils.checked)} councils have it, in {of(rule.children, rule.children_checked)} "
        f"children checked; the median is {percent(rule.councils.middle)} of children"
    )


def system_line(one: OfSystem) -> str:
    """An error of one case system."""
    return f"of councils with {system_name(one.system)} {group(one.its)}; of the others {group(one.others)}; {chance(one.p)}"


def chance(p: float) -> str:
    """The chance of a difference as great."""
    return (
        f"as great in 1 of {1 / p:,.0f} random deals" if p > 1e-6 else "as great in under 1 of 1,000,000 random deals"
    )


def undecided(across: Across) -> list[str]:
    """What can't be decided, in sentences."""
    sentences = [f"Of {system_name(system)}: {reason}." for system, reason in across.untestable.items()]
    unnamed = len(across.councils) - sum(system not in ("unknown", "other") for system in across.systems.values())
    if unnamed:
        sentences.append(
            f"{unnamed} of the {len(across.councils)} councils don't name their case system: they are among “the others”."
        )
    if hidden := len(across.may_be_common):
        sentences.append(f"Rounding hides whether {hidden} further {_rule(hidden)} common to all.")
    return sentences


def _rule(number: int) -> str:
    return "error is" if number == 1 else "errors are"


def _rules_show(number: int, of_all: int) -> str:
    return f"{number or 'None'} of the {counted(of_all, 'check')} {'show' if number > 1 else 'shows'} errors"
