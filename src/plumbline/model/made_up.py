"""How made-up data is known wherever it goes, split, zipped or in another form: by its children's identifiers."""

#: With what every made-up child's identifier begins. No case system gives such numbers.
MADE_UP = "MADEUP"


def made_up_child(number: int) -> str:
    """The identifier of the made-up child of a number, counted from 0."""
    return f"{MADE_UP}{100_000 + number}"
