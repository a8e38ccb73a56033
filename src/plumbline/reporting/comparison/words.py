"""A comparison in plain words. What is known as an interval is said as one, and rounded outwards only."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from plumbline.comparing.applying.comparison import Comparison
from plumbline.comparing.applying.fitted import FEWEST_PEERS, FittedRule
from plumbline.comparing.applying.verdicts import Compared
from plumbline.model.authorities import council_name
from plumbline.profiles.preview import REASONS
from plumbline.profiles.profile import Count, Profile
from plumbline.wording import counted, plural

VERDICTS = {
    "only_you": "yours alone",
    "higher": "higher than at peers",
    "similar": "as at peers",
    "lower": "lower than at peers",
    "cannot_tell": "can't tell",
    "none": "no errors",
    "not_checked": "not checked",
    "too_few_peers": "too few peers",
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
    """What was found, in one sentence."""
    if len(compared.peers) < FEWEST_PEERS:
        return f"Too few councils to compare with: {len(compared.peers)}, and it takes at least {FEWEST_PEERS}"
    checks = counted(len(compared.rules) - len(compared.of("not_checked")), "check")
    alone, higher = len(compared.of("only_you")), len(compared.of("higher"))
    if not alone + higher:
        return f"None of the {checks} shows an error that councils like yours don't have or have less often"
    said = []
    if alone:
        said.append(f"{alone} of the {checks} {_shows(alone)} that councils like yours don't have")
    if higher:
        of = "" if alone else f" of the {checks}"
        said.append(f"{higher}{of} {_shows(higher)} that councils like yours have less often")
    they = "it touches" if alone + higher == 1 else "together they touch" if len(said) > 1 else "they touch"
    return f"{', and '.join(said)}; {they} {children(compared.children_affected)}"


def numbers(compared: Comparison, rule: Compared) -> list[str]:
    """The numbers of a rule that was compared, as sentences; and of any rule, whose counts were left out."""
    fit, checked, errors = rule.fit, rule.children_checked, rule.children
    apart = [words] if (words := left_out(compared, rule)) else []
    if not (fit and checked and errors and rule.rate and rule.interval and rule.expected and rule.excess):
        return apart
    said = [
        f"Here: {errors} of {checked} children checked, {percent(rule.rate)}; allowing for chance, "
        f"{percent(rule.interval)} (95 % interval).",
        f"At peers: {peers_with(fit)}.{_typical(fit)}",
        f"Were this council like its peers, {decimal(rule.expected)} children would be expected: "
        f"{more_than_expected(rule)}. Fewer is better.",
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
    return f" The middle one has it in {percent(fit.shares[1])} of children, the middle half in {half}."


def more_than_expected(rule: Compared) -> str:
    """How far a rule is above what is expected."""
    low, high = rule.excess or (0.0, 0.0)
    if high <= 0:
        return f"{decimal((-high, -low))} fewer here"
    if low < 0:
        return f"up to {_outwards(-low)} fewer or {_outwards(high)} more here"
    return f"{decimal((low, high))} more here"


def why_not_checked(own: Profile, code: str) -> str:
    """Why a council did not check a rule."""
    if code in own.skipped:
        return REASONS[own.skipped[code]]
    return "no child of this council is of the kind they check"


def about(own: Profile) -> str:
    """Which profile of whom is compared."""
    return f"{council_name(own.authority)}, collection year {own.year}, stage {own.stage}, as at {own.as_at:%d/%m/%Y}"


def children(count: Count) -> str:
    """So many children."""
    return f"{count} {plural('child', count.hi)}"


def percent(share: tuple[float, float]) -> str:
    """A share, or the interval it is in, as a percentage to one decimal."""
    return f"{decimal((100 * share[0], 100 * share[1]))} %"


def decimal(known: tuple[float, float]) -> str:
    """A number to one decimal; the ends of an interval are rounded outwards, so that it is never narrowed."""
    low, high = (Decimal(repr(float(end))) for end in known)
    if low == high:
        return _short(low, ROUND_HALF_UP)
    return f"{_short(low, ROUND_FLOOR)} to {_short(high, ROUND_CEILING)}"


def number(known: tuple[float, float] | None) -> float | list[float] | None:
    """A number for a document: a pair where it is known from and to only."""
    if known is None:
        return None
    return known[0] if known[0] == known[1] else list(known)


def _outwards(end: float) -> str:
    """The far end of an interval, to one decimal, never nearer than it is."""
    return _short(Decimal(repr(end)), ROUND_CEILING)


def _short(number: Decimal, rounding: str) -> str:
    short = number.quantize(Decimal("0.1"), rounding)
    if short == 0:
        return "under 0.1" if rounding == ROUND_HALF_UP and number else "0"
    return f"{short:,}".removesuffix(".0")


def _shows(number: int) -> str:
    return "shows an error" if number == 1 else "show errors"
