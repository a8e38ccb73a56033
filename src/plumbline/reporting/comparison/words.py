"""A comparison in plain words. What is known as an interval is said as one, and rounded outwards only."""

from math import ceil, floor

from plumbline.comparing.applying.comparison import Comparison
from plumbline.comparing.applying.fitted import FEWEST_PEERS, FittedRule
from plumbline.comparing.applying.verdicts import FEWEST_ALONE, Compared, Verdict
from plumbline.profiles.preview import REASONS
from plumbline.profiles.profile import Count, Profile
from plumbline.reporting.shared.figures import PERCENT
from plumbline.wording import counted, plural

VERDICTS: dict[Verdict, str] = {
    "only_you": "yours alone",
    "few_only_you": "few, and yours alone",
    "higher": "higher than at peers",
    "similar": "as at peers",
    "lower": "lower than at peers",
    "cannot_tell": "can't tell",
    "none": "no errors",
    "not_checked": "not checked here",
    "too_few_peers": "checked by too few peers",
}
#: The shape that stands for a verdict beside its words.
SHAPES = {
    "only_you": "◆",
    "few_only_you": "◇",
    "higher": "▲",
    "similar": "—",
    "lower": "▼",
    "cannot_tell": "⋯",
    "none": "○",
    "not_checked": "◌",
    "too_few_peers": "⋯",
}
#: Why it can't be told whether an error sets the council apart.
UNCLEAR = {
    "small_counts": "the counts are too small, or rounded too far, to tell",
    "councils_differ": "councils differ too much on this rule for any count to tell",
}

#: How an error went since the council's last profile; empty where there is nothing to say.
TRENDS = {
    "first": "",
    "none": "",
    "unclear": "hidden by rounding",
    "new": "new",
    "persisting": "no clear change",
    "improved": "fewer, beyond chance",
    "worsened": "more, beyond chance",
    "fixed": "gone",
    "came_back": "back after it was gone",
}


def sentence(compared: Comparison) -> str:
    """What was found, in one sentence, and how many children it touches."""
    number = len(compared.distinctive)
    if not number or len(compared.peers) < FEWEST_PEERS:
        return finding(compared)
    they = "it touches" if number == 1 else "together they touch"
    return f"{finding(compared)}; {they} {children(compared.children_affected)}"


def finding(compared: Comparison) -> str:
    """What was found: first that most can't be told, where it is so, then the errors that set the council apart."""
    if len(compared.peers) < FEWEST_PEERS:
        return f"Too few councils to compare with: {len(compared.peers)}, and it takes at least {FEWEST_PEERS}{_others(compared)}"
    return f"{_mostly_untold(compared)}{_found(compared)}"


def _others(compared: Comparison) -> str:
    """That others are there, whose profiles are not like the council's, and what to do."""
    if not compared.not_comparable:
        return ""
    there = counted(len(compared.not_comparable), "other council")
    return f" ({there} can't be compared, for the reasons named below: another day or stage of yours may have peers)"


def _mostly_untold(compared: Comparison) -> str:
    """That most rules can't be told, where it is so, and of how many rules which is the reason; else empty."""
    untold, of = compared.of("cannot_tell"), len(compared.rules) - len(compared.of("not_checked"))
    if 2 * len(untold) <= of:
        return ""
    small = sum(rule.unclear == "small_counts" for rule in untold)
    reasons = (
        f"the counts are too small or rounded too far ({small:,})" if small else "",
        f"councils differ too much ({len(untold) - small:,})" if small < len(untold) else "",
    )
    return f"{len(untold):,} of the {of:,} checks can't be told: {', or '.join(filter(None, reasons))}. "


def _found(compared: Comparison) -> str:
    checks = counted(len(compared.rules) - len(compared.of("not_checked")), "check")
    alone, higher = len(compared.of("only_you")), len(compared.of("higher"))
    if not alone + higher and (few := len(compared.of("few_only_you"))):
        each = f"{'each ' if few > 1 else ''}in {counted(FEWEST_ALONE - 1, 'child')} or fewer"
        return f"{few} of the {checks} {_shows(few)} that councils like yours don't have, {each}"
    if not alone + higher:
        return f"None of the {checks} shows an error that councils like yours don't have or have less often"
    said = []
    if alone:
        said.append(f"{alone} of the {checks} {_shows(alone)} that councils like yours don't have")
    if higher:
        of = "" if alone else f" of the {checks}"
        said.append(f"{higher}{of} {_shows(higher)} that councils like yours have less often")
    return ", and ".join(said)


def touched(compared: Comparison) -> str:
    """How many errors fewer there would be, and how many children those named touch; empty where none is named."""
    if not compared.distinctive:
        return ""
    excess = [excess_children(rule) for rule in compared.distinctive]
    fewer = Count(max(0, sum(one.lo for one in excess)), max(0, sum(one.hi for one in excess)))
    return (
        f"Were this council like its peers, it would have {fewer} fewer of these errors, a child counted once for each; "
        f"they touch {compared.children_affected} of its {children(compared.own.children)}."
    )


def numbers(compared: Comparison, rule: Compared) -> list[str]:
    """The numbers of a rule that was compared, as sentences; and of any rule, whose counts were left out."""
    fit, checked, errors = rule.fit, rule.children_checked, rule.children
    apart = [words] if (words := left_out(compared, rule)) else []
    if not (fit and checked and errors and rule.rate and rule.interval and rule.expected and rule.excess):
        return apart
    said = [
        f"Here: {errors} of {checked} children checked, {percent(rule.rate)}; likely between "
        f"{percent(rule.interval).replace(' to ', ' and ')}.",
        f"At peers: {peers_with(fit)}.{_typical(fit)}",
        f"Were this council like its peers, {expected_children(rule)} would be expected: {more_than_expected(rule)}. "
        "Fewer is better.",
    ]
    if trend := TRENDS[compared.trends[rule.code]]:
        said.append(f"Since your last profile: {trend}.")
    return [*said, *apart]


def left_out(compared: Comparison, rule: Compared) -> str:
    """How many peers' counts of a rule were left out as of another edition, and whether too few remain; empty for none."""
    number, of = compared.of_another_edition(rule.code), len(compared.peers)
    if not number or rule.verdict == "not_checked":
        return ""
    theirs = f"{number} of the {counted(of, 'peer')} {'has' if number == 1 else 'have'} counts of another edition of this rule"
    rest = "; too few are left to compare with" if rule.verdict == "too_few_peers" else ""
    return f"{theirs}, which are left out{rest}."


def peers_with(fit: FittedRule) -> str:
    """How many peers have an error: those known to, and where rounding hides it those that may."""
    fewest, most = fit.peers_with
    known = "is known to have it" if fewest == 1 else "are known to have it"
    if fewest < most:
        return f"{fewest} of the {fit.peers_checked} that checked it {known}, up to {most} may"
    return f"{fewest} of the {fit.peers_checked} that checked it {'has' if fewest == 1 else 'have'} it"


def _typical(fit: FittedRule) -> str:
    """The peers' shares, where any may have the error."""
    if fit.shares[2][1] == 0:
        return " Three in four of them or more have none." if fit.peers_with.hi else ""
    half = percent((fit.shares[0][0], fit.shares[2][1]))
    return f" The median is {percent(fit.median)} of children, and the middle half of peers have {half}."


def expected_children(rule: Compared) -> str:
    """The children that would be in error if the council were like its peers."""
    low, high = _whole(rule.expected or (0.0, 0.0))
    if high == 0:
        return "under 1 child" if rule.expected and rule.expected[1] else "no child"
    return f"about {children(Count(low, high))}" if low == high else children(Count(low, high))


def more_than_expected(rule: Compared) -> str:
    """How far a rule is above what is expected."""
    low, high = excess_children(rule)
    if low == high == 0:
        return "no more and no fewer here"
    if high <= 0:
        return f"{Count(-high, -low)} fewer here"
    if low < 0:
        return f"up to {-low:,} fewer or {high:,} more here"
    return f"{Count(low, high)} more here"


def excess_children(rule: Compared) -> Count:
    """The children beyond those expected, whole ones; where they are known from and to, the ends are rounded outwards."""
    if not (rule.expected and rule.children):
        return Count(0, 0)
    low, high = _whole(rule.expected)
    return Count(rule.children.lo - high, rule.children.hi - low)


def with_sign(count: Count) -> str:
    """Children beyond those expected, briefly: +61, +59 to 64; where it may be either, both ends have their sign."""
    if count.lo >= 0:
        return f"+{count}" if count.hi else "0"
    ends = dict.fromkeys(f"{end:+,}".replace("-", "\N{MINUS SIGN}") for end in count)
    return " to ".join(ends)


def _whole(known: tuple[float, float]) -> Count:
    low, high = known
    return Count(floor(low + 0.5), floor(low + 0.5)) if low == high else Count(floor(low), ceil(high))


def why_not_checked(own: Profile, code: str) -> str:
    """Why a council did not check a rule."""
    if code in own.skipped:
        return REASONS[own.skipped[code]]
    return "no child of this council is of the kind they check"


def about(compared: Comparison) -> str:
    """Which profile of whom is compared."""
    own = compared.own
    return f"{compared.name(own.authority)}, collection year {own.year}, stage {own.stage}, as at {own.as_at:%d/%m/%Y}"


def children(count: Count) -> str:
    """So many children."""
    return f"{count} {plural('child', count.hi)}"


def percent(share: tuple[float, float]) -> str:
    """A share, or the interval it is in, as a percentage to one decimal."""
    return PERCENT.between(100 * share[0], 100 * share[1])


def number(known: tuple[float, float] | None) -> float | list[float] | None:
    """A number for a document: a pair where it is known from and to only."""
    if known is None:
        return None
    return known[0] if known[0] == known[1] else list(known)


def _shows(number: int) -> str:
    return "shows an error" if number == 1 else "show errors"
