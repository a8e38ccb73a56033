"""How counts are kept from pointing at a child, in words for whoever reads them: a preview, a page, a sheet."""

from collections import Counter
from collections.abc import Iterable

from plumbline.profiles.profile import Disclosure
from plumbline.profiles.sensitive import SENSITIVE
from plumbline.wording import counted


def disclosure_words(disclosure: Disclosure) -> str:
    """What the counts of a profile are, such as "counts are exact"."""
    to = disclosure.round_to
    joined = f"0 to {to}, {to + 1} to {2 * to} and so on"
    if disclosure.method == "banded":
        *first, last = (group.name for group in SENSITIVE)
        return (
            f"counts are in bands: 0, 1 to {to}, {to + 1} to {2 * to} and so on; for rules about {', '.join(first)} and "
            f"{last}: {joined}"
        )
    if disclosure.method == "rounded":
        return f"counts are in bands: {joined}, with 0 never told from a few" if to else "counts are rounded"
    if disclosure.method == "suppressed":
        return f"counts under {disclosure.below} are hidden" if disclosure.below else "small counts are hidden"
    return "counts are exact"


def disclosures_words(disclosures: Iterable[Disclosure]) -> str:
    """What the counts of several profiles are: once where all are alike, else each kind with how many profiles it is of."""
    kinds = Counter(map(disclosure_words, disclosures)).most_common()
    if len(kinds) == 1:
        return kinds[0][0]
    return "; ".join(f"in {counted(number, 'profile')} {words}" for words, number in kinds)
