"""The profile of the tab's result, of what the page says of it."""

from datetime import date

from plumbline.browser.session import Json
from plumbline.checking.result import Result
from plumbline.faults import BadInput
from plumbline.profiles.making import profile_of
from plumbline.profiles.profile import Profile


def profile_said(result: Result, given: Json, *, exact: bool) -> Profile:
    """The profile of a result; without a day it is BadInput."""
    if not given["as_at"]:
        raise BadInput("Say on which day the data was taken from the case system.")
    return profile_of(
        result,
        stage=given["stage"],
        as_at=date.fromisoformat(given["as_at"]),
        case_system=given["case_system"],
        exact=exact,
    )
