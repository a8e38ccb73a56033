"""What a check runs on, so that the same check runs on a computer and in a browser tab."""

from dataclasses import dataclass
from typing import Any

from plumbline.engine.protocol import Engine
from plumbline.reference.postcodes import PostcodeDirectory


@dataclass(frozen=True)
class Equipment:
    """An engine for one check, the compiled rulebook, and the postcode directory where there is one."""

    engine: Engine
    rulebook: dict[str, Any]
    directory: PostcodeDirectory | None
