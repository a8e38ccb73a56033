"""Values as the checks see them."""


def tidy(value: str) -> str:
    """The value as the checks see it: trimmed and upper-cased."""
    return value.strip(" \t\u00a0").upper()
