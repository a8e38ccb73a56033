"""An explanation in plain words."""

from collections.abc import Sequence

from plumbline.checking.evidence import named
from plumbline.explaining.concentration import ENOUGH, Explanation, Group
from plumbline.wording import counted, plural

#: How many groups are put in words; the JSON document has them all.
STRONGEST = 5
_NO_GROUP = f"No group has at least {ENOUGH} children checked in it and as many outside it."


def title(found: Sequence[Explanation]) -> str:
    """What was found of some rules, as the title of their page."""
    concentrated = sum(one.outcome == "concentrated" for one in found)
    if not concentrated:
        return "No concentration found"
    return f"Findings of {concentrated:,} of {counted(len(found), 'rule')} concentrate"


def sentences(found: Explanation) -> list[str]:
    """What was found, as sentences: the strongest groups, or plainly that there are none, or why nothing can be said."""
    of_checked = f"{counted(found.children_flagged, 'child')} flagged of the {found.children_checked:,} checked"
    looked = counted(len(found.groups), "group")
    by_outcome = {
        "not_checked": f"Not checked. {found.why_not}",
        "none": f"{_none(found)}: {counted(found.rows_checked, 'row')} of {counted(found.children_checked, 'child')} checked.",
        "all_flagged": f"Every child checked is flagged ({found.children_checked:,}), so no group can stand out.",
        "too_few": f"Too few to tell: {of_checked}. {_too_few(looked) if found.groups else _NO_GROUP}",
        "even": f"None of the {looked} looked at stands out ({of_checked}).",
    }
    if found.outcome != "concentrated":
        return [by_outcome[found.outcome], *not_counted(found)]
    out = found.standing_out
    first = f"{len(out)} of the {looked} looked at {'stands' if len(out) == 1 else 'stand'} out ({of_checked})."
    return [first, *(sentence(group, found) for group in out[:STRONGEST]), *not_counted(found)]


def not_counted(found: Explanation) -> list[str]:
    """What was flagged and is not among the children counted, with the reason."""
    said = []
    if found.rows_elsewhere:
        more = found.children_elsewhere
        whose = f"{more:,} more {plural('child', more)}" if more else "children counted already"
        rows = counted(found.rows_elsewhere, "flagged row")
        said.append(
            f"Not counted: {rows} of {whose}, in other tables. Only children of {named(found.table)} are compared."
        )
    if found.flagged_without_child:
        said.append(f"Not counted: {counted(found.flagged_without_child, 'flagged row')} without a child's identifier.")
    if found.not_due:
        said.append(f"Not counted: {counted(found.not_due, 'finding')} not due yet, for the year is not over.")
    return said


def _none(found: Explanation) -> str:
    return f"No child flagged in {named(found.table)}" if found.places else "No findings"


def _too_few(looked: str) -> str:
    return f"Even if all were of one of the {looked} with at least {ENOUGH} children, it could be chance."


def sentence(group: Group, found: Explanation) -> str:
    """One group that stands out, in a sentence or two."""
    low, high = group.times_interval
    interval = f" ({number(low)} to {number(high)})" if high is not None else ""
    words = (
        f"{group.flagged:,} of the {found.children_flagged:,} children flagged ({percent(group.share_of_flagged)}) "
        f"{group.words}, against {percent(group.share_of_checked)} of the {found.children_checked:,} checked: "
        f"{number(group.times)} times as often{interval}."
    )
    strongest = found.standing_out[0]
    shared = len(group.children & strongest.children)
    if group is not strongest and shared:
        which = "All of them" if shared == group.flagged else f"{shared:,} of them"
        words += f" {which} are among the {strongest.flagged:,} of the first group."
    if group.looked_for:
        words += " The rule itself looks at this field, so this may be no more than what it checks."
    return words


def percent(share: float) -> str:
    """A share as a whole percentage, but never 0 or 100 for what is not."""
    if 0 < share < 0.01:
        return "under 1 %"
    return "over 99 %" if 0.99 < share < 1 else f"{round(share * 100)} %"


def number(times: float) -> str:
    """A ratio: to one decimal, whole from ten on."""
    return f"{times:,.0f}" if times >= 9.95 else f"{times:.1f}".removesuffix(".0")


def places(found: Explanation) -> str:
    """Which tables and files the flagged rows are in."""
    return "; ".join(f"{counted(count, 'row')} of {table} ({file})" for table, file, count in found.places)
