"""The profile of the tab's result, of what the page says of it."""

from datetime import date

from plumbline.browser.session import Json
from plumbline.checking.result import Result
from plumbline.diagnosing.refuse import refuse_faults
from plumbline.faults import BadInput
from plumbline.profiles.making import profile_of
from plumbline.profiles.profile import Profile
from plumbline.profiles.taken import refuse_to_come


def profile_said(result: Result, given: Json, *, exact: bool) -> Profile:
    """The profile of a result; without a day, or with one to come, it is BadInput."""
    if not given["as_at"]:
        raise BadInput("Say on which day the data was taken from the case system.")
    as_at = date.fromisoformat(given["as_at"])
    refuse_to_come(as_at)
    return profile_of(result, stage=given["stage"], as_at=as_at, case_system=given["case_system"], exact=exact)


def profile_to_share(result: Result, given: Json) -> Profile:
    """The profile as it would leave; of a return with a fault as a whole it is BadInput, unless the person insists."""
    if not given["despite_faults"]:
        refuse_faults(result, "Or tick below that it is to be made all the same.")
    return profile_said(result, given, exact=given["exact"])
