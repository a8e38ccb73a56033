"""No counts leave a council that are those of a faulty file and not of its records."""

from plumbline.checking.result import Result
from plumbline.faults import BadInput


def refuse_faults(result: Result, way_on: str) -> None:
    """BadInput where the return as a whole has a fault: its findings would count that, not what councils can compare.

    ``way_on`` says how a person can insist.
    """
    faults = [one for one in result.diagnoses if one.fault]
    if faults:
        told = " ".join(f"{one.words} {one.advice}" for one in faults)
        raise BadInput(
            f"No profile is made of this return yet, for its counts would mislead the network: {told} {way_on}"
        )
