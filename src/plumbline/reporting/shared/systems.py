"""The names of case systems, as their makers write them."""

_NAMES = {
    "mosaic": "Mosaic",
    "liquidlogic": "Liquidlogic",
    "eclipse": "Eclipse",
    "azeus": "Azeus",
    "caredirector": "CareDirector",
    "other": "another system",
    "unknown": "system not said",
}


def system_name(code: str) -> str:
    """The name of a case system that a profile gives by its code."""
    return _NAMES[code]
