"""No counts leave a council that are those of a faulty file and not of its records."""

from plumbline.checking.result import Result
from plumbline.faults import BadInput


class Faulty(BadInput):
    """A return with a fault of its own; the message says which."""


def refuse_faults(result: Result) -> None:
    """Faulty where the return as a whole has a fault: its findings would count that, not what councils can compare."""
    faults = [one for one in result.diagnoses if one.fault]
    if not faults:
        return
    told = " ".join(f"{one.words} {one.advice}" for one in faults)
    raise Faulty(f"No profile is made of a return with a fault, for its counts would be the fault's: {told}")
