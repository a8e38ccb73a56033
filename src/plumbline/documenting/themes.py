"""How a theme of rules is written for people."""


def in_words(theme: str) -> str:
    """A theme's module name as people write it."""
    return theme.replace("_", " ").capitalize()
