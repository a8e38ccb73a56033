"""Freeing orders (legal status D1, to 2005) and placement orders (E1): their dates, decisions and end."""

from typing import Any

from plumbline.rules.authors import Episode, PlacedAdoption
from plumbline.rules.declare import also, rule
from plumbline.rules.vocabulary import (
    ADOPTED,
    END_OF_PLAN_ITEMS,
    PLACED_FOR_ADOPTION,
    any_blank,
    any_filled,
    blank,
    day,
    none_of,
    one_of,
)  # fmt: skip


def _freed(episode: Episode) -> Any:
    return one_of(episode.LS, ("D1",))


def _under_placement_order(episode: Episode) -> Any:
    return one_of(episode.LS, ("E1",))


@rule("408", flags="episodes", fields=["PLACE", "LS"], applies=lambda episode: one_of(episode.PLACE, ("A5", "A6")))
def placed_under_an_order_without_one(episode: Episode) -> Any:
    """Child is placed for adoption under a placement order, but the legal status is not E1.

    A5 and A6 say that the child is placed for adoption under a placement order, so the legal status must be that
    order (E1). Any other legal status is flagged, a blank too.

    Fix: Record E1 where an order is in force; without one use A3 or A4, or the placement type that is right.
    """
    return none_of(episode.LS, ("E1",), blank=True)


@rule("445", flags="episodes", fields=["LS", "DECOM"], until=2024, applies=_freed)
def freeing_order_after_2005(episode: Episode) -> Any:
    """Freeing order (D1) is given for an episode that began after 2005.

    Courts stopped making freeing orders at the end of 2005, so a later episode can't be under a new one. A start on
    31 December 2005 passes, and so does one that can't be read.

    Fix: Use the child's current legal status, such as E1, or correct the start date.
    """
    return day(2005, 12, 31) < episode.DECOM


@rule("446", flags="episodes", fields=["LS", "DECOM"], applies=_under_placement_order)
def placement_order_before_december_2005(episode: Episode) -> Any:
    """Placement order (E1) is given for an episode that began before such orders existed.

    Placement orders exist only since 1 December 2005, so an earlier episode can't be under one. That day itself
    passes, and so does a start that can't be read.

    Fix: Correct DECOM, or record the legal status that the child had then.
    """
    return day(2005, 12, 1) > episode.DECOM


@rule("451", flags="episodes", fields=["DEC", "REC", "LS"], until=2024, applies=_freed)
def still_freed_for_adoption(episode: Episode) -> Any:
    """Episode under a freeing order (D1) is still open, although such orders have ended.

    Freeing orders ended long ago, so no child can still be under one. An episode with D1 is flagged if its end date
    and reason are both blank; an unreadable end date counts as filled in.

    Fix: Close the episode, or record the order that the child is under now.
    """
    return blank(episode, "DEC", "REC")


#: code: (legal status, what it is, the rule's last year)
ORDERS = {
    "553": ("E1", "placement order", 0),
    "555": ("D1", "freeing order", 2024),
}


_ORDER_WORDS = """Child is under a {order} ({status}), but the decision to place for adoption is missing or has ended.

The court makes such an order because the plan is adoption, so the decision must be there, and stand as long as the
order does. An episode under the order is flagged when the child has no decision at all. While such an episode is open
(DEC blank), each of the child's decisions with an end date or a reason for ending is flagged.

Fix: Add the decision; clear its end while the order is in force, or close the episode or correct its legal status.
"""


def order_without_standing_decision(code: str, status: str, order: str, until: int) -> None:
    """Declares: a child under the order has no decision to place for adoption, or an open order and one that ended."""
    declared = rule(
        code, flags="episodes", fields=["CHILD", "DATE_PLACED", *END_OF_PLAN_ITEMS], until=until, partner="optional",
        words=_ORDER_WORDS.format(order=order, status=status), over=["episode", "placed_adoption"], applies=lambda episode: one_of(episode.LS, (status,)),
    )  # fmt: skip
    declared(lambda episode, placed_adoption: blank(placed_adoption, "CHILD"))
    ended = also(code, flags="placed_adoption", over=["episode", "placed_adoption"])
    ended(lambda episode, decision: blank(episode, "DEC") & any_filled(decision, END_OF_PLAN_ITEMS))


for _code, _entry in ORDERS.items():
    order_without_standing_decision(_code, *_entry)


@rule(
    "554", flags=["episodes", "placed_adoption"], fields=["DATE_PLACED", "DECOM", "LS"],
    applies=lambda episode: episode.is_first_under_placement_order,
)  # fmt: skip
def decision_after_the_placement_order(episode: Episode, placed_adoption: PlacedAdoption) -> Any:
    """Placement order (E1) was already in force when the decision to place for adoption was made.

    The council decides on adoption before it asks the court for a placement order, so the decision can't be later
    than the order. Each of the child's decisions is compared with the earliest episode under E1 in this return; the
    same day passes, a blank or unreadable decision date is not flagged.

    Fix: Check the decision date and the start of the episode; the decision comes first.
    """
    return placed_adoption.DATE_PLACED > episode.DECOM


@rule("556", flags="episodes", fields=["DATE_PLACED", "DECOM"], until=2024, applies=_freed)
def decision_after_the_freeing_order(episode: Episode, placed_adoption: PlacedAdoption) -> Any:
    """Freeing order (D1) was already in force when the decision to place for adoption was made.

    The council decided on adoption before it asked the court for a freeing order, so the decision can't be later
    than the order. Each of the child's decisions is compared with each episode under D1; the same day passes, a
    blank or unreadable date is not flagged.

    Fix: Check the decision date and the start of the episode; the decision comes first.
    """
    return placed_adoption.DATE_PLACED > episode.DECOM


def _left_unadopted(episode: Episode, orders: tuple[str, ...]) -> Any:
    planned = one_of(episode.PLACE, PLACED_FOR_ADOPTION) | one_of(episode.LS, orders)
    return planned & none_of(episode.REC, ("X1", *ADOPTED), blank=False)


@rule(
    "557", flags=["episodes", "placed_adoption"], fields=[*END_OF_PLAN_ITEMS, "PLACE", "LS", "REC"],
    until=2024, partner="optional", applies=lambda episode: _left_unadopted(episode, ("D1", "E1")),
)  # fmt: skip
def left_care_unadopted_under_either_order(episode: Episode, placed_adoption: PlacedAdoption) -> Any:
    """Child left care without being adopted, but the end of the adoption plan is not recorded.

    A child who was to be adopted but left care another way had a plan that came to nothing, and the return should
    say when and why. The plan shows in the episode: an adoptive placement (A3 to A6), a freeing order (D1) or a
    placement order (E1), ended with any reason but E11, E12 and X1. Flagged when the child has no decision, or one
    whose end lacks its date or reason.

    Fix: Record the date and reason the plan ended, or correct the end reason if the child was adopted.
    """
    return any_blank(placed_adoption, END_OF_PLAN_ITEMS)


@rule(
    "557", flags=["episodes", "placed_adoption"], fields=[*END_OF_PLAN_ITEMS, "PLACE", "LS", "REC"],
    since=2025, partner="optional", applies=lambda episode: _left_unadopted(episode, ("E1",)),
)  # fmt: skip
def left_care_unadopted(episode: Episode, placed_adoption: PlacedAdoption) -> Any:
    """Child left care without being adopted, but the end of the adoption plan is not recorded.

    A child who was to be adopted but left care another way had a plan that came to nothing, and the return should
    say when and why. The plan shows in the episode: an adoptive placement (A3 to A6) or a placement order (E1),
    ended with any reason but E11, E12 and X1. Flagged when the child has no decision, or one whose end lacks its
    date or reason.

    Fix: Record the date and reason the plan ended, or correct the end reason if the child was adopted.
    """
    return any_blank(placed_adoption, END_OF_PLAN_ITEMS)
