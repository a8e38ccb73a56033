"""The profile of a result by this Plumbline, with its version."""

from datetime import date
from importlib.metadata import version

from plumbline.checking.result import Result
from plumbline.profiles.counting import counted
from plumbline.profiles.disclosure import banded
from plumbline.profiles.profile import Profile, Stage
from plumbline.profiles.sensitive import sensitive_rules
from plumbline.profiles.taken import refuse_before, refuse_to_come


def profile_of(result: Result, *, stage: Stage, as_at: date, case_system: str, exact: bool) -> Profile:
    """The profile, in bands unless exact counts were asked for.

    BadInput where ``counted`` says so, and for a day to come or before the collection year.
    """
    refuse_to_come(as_at)
    refuse_before(as_at, result.start)
    profile = counted(result, stage=stage, as_at=as_at, case_system=case_system, version=version("plumbline"))
    return profile if exact else banded(profile, sensitive_rules(result.rules.values()))
