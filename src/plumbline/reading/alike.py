"""Texts that are one typing error apart."""


def one_edit_apart(one: str, other: str) -> bool:
    """Whether one change makes one text the other: a character typed wrong, left out, added, or two changed places."""
    if len(one) > len(other):
        one, other = other, one
    if one == other or len(other) - len(one) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    return one[at + 1 :] == other[at + 1 :] or changed_over(one, other)


def changed_over(one: str, other: str) -> bool:
    """Whether two texts of three characters or more differ by two neighbours that changed places."""
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return len(one) > 2 and one != other and one[:at] + one[at : at + 2][::-1] + one[at + 2 :] == other
