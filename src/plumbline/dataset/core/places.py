"""Where placements are, worked out from postcodes: the council, inside or outside its own area, the miles from home."""

import csv
import io
from collections.abc import Iterator

from plumbline.engine.loading import placement
from plumbline.engine.protocol import Engine, literal
from plumbline.reference.postcodes import PostcodeDirectory

#: The home of a placement: that of its first episode.
_HOMES = """
    SELECT council, person_id, placement_start AS start_date, ARG_MIN(home_postcode, start_date) AS home
    FROM core_episode GROUP BY ALL
"""


def add_places(engine: Engine, directory: PostcodeDirectory) -> None:
    """Fills ``placed_authority``, ``in_or_out`` and ``distance`` of ``core_placement``, which is there with ``core_episode``.

    A postcode that the directory doesn't know leaves them blank, and a load that named no council ``in_or_out``. The rules work
    them out in the same way (``engine.loading.placement``).
    """
    execute = engine.execute
    execute(
        f"CREATE TABLE placement_with_home AS SELECT p.*, h.home FROM core_placement AS p LEFT JOIN ({_HOMES}) AS h USING (council, person_id, start_date)"
    )
    file = engine.put("places.csv", "".join(_facts(engine, directory)).encode())
    columns = "{'council': 'VARCHAR', 'home': 'VARCHAR', 'placed': 'VARCHAR', 'authority': 'VARCHAR', 'inside': 'VARCHAR', 'miles': 'DOUBLE'}"
    execute(
        f"CREATE TABLE places AS FROM read_csv({literal(file)}, header = false, auto_detect = false, delim = ',', quote = '\"', columns = {columns})"
    )
    engine.forget_files()
    same = "w.council = COALESCE(f.council, '') AND w.home IS NOT DISTINCT FROM f.home AND w.postcode IS NOT DISTINCT FROM f.placed"
    found = "f.miles AS distance, f.authority AS placed_authority, f.inside AS in_or_out"
    execute(
        f"CREATE OR REPLACE VIEW core_placement AS SELECT w.* EXCLUDE (home) REPLACE ({found}) "
        f"FROM placement_with_home AS w LEFT JOIN places AS f ON {same}"
    )


def _facts(engine: Engine, directory: PostcodeDirectory) -> Iterator[str]:
    """A line of CSV for each council, home and placement postcode that anything is known of."""
    pairs = engine.execute(
        "SELECT DISTINCT council, home, postcode FROM placement_with_home WHERE postcode IS NOT NULL"
    )
    known = {code: directory.lookup(code) for code in {code for _, *pair in pairs for code in pair if code}}
    for council, home, placed in pairs:
        authority, inside, miles, _ = placement(home, placed, known, council)
        if authority or inside or miles:
            line = io.StringIO()
            csv.writer(line, lineterminator="\n").writerow((council, home, placed, authority, inside, miles))
            yield line.getvalue()
