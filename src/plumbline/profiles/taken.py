"""The day on which a profile's data was taken: one that can be."""

from datetime import date

from plumbline.faults import BadInput


def refuse_to_come(as_at: date) -> None:
    """BadInput where the day is yet to come."""
    if as_at > date.today():
        raise BadInput(
            f"{as_at:%d/%m/%Y} is yet to come: give the day on which the data was taken from the case system."
        )


def refuse_before(as_at: date, start: date) -> None:
    """BadInput where the day is before the first of the collection year, so that the return can't have held any of it."""
    if as_at < start:
        raise BadInput(
            f"The return's year began on {start:%d/%m/%Y}, so its data was not taken on {as_at:%d/%m/%Y}. Check the day and "
            "the year."
        )
