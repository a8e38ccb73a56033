"""Authors' typed rows are those that are declared."""

from plumbline.documenting.authors import FOLDER, author_rows
from plumbline.rules.rows import rows_of_rules


def test_the_typed_rows_are_made_from_what_is_declared():
    """Where this fails, ``make generated`` writes them anew."""
    made = author_rows(rows_of_rules())
    assert {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.py")} == made
