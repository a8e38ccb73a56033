"""What tests add to the made-up extracts of ``plumbline.synthetic.ssd``: councils, databases, words, and what must come back."""

from ssd_writer.council import made_up_returns, tables_in
from ssd_writer.databases import SCHEMA, empty_postgres, write_parquet, write_postgres
from ssd_writer.differences import (
    ADDITIONS,
    DIFFERENCES,
    EARLIER_YEARS,
    OTHERWISE,
    Addition,
    Difference,
    given_back,
)
from ssd_writer.telltale import TELLTALE, with_telltale
from ssd_writer.words import WORDS, in_words

__all__ = [
    "ADDITIONS",
    "DIFFERENCES",
    "EARLIER_YEARS",
    "OTHERWISE",
    "SCHEMA",
    "TELLTALE",
    "WORDS",
    "Addition",
    "Difference",
    "empty_postgres",
    "given_back",
    "in_words",
    "made_up_returns",
    "tables_in",
    "with_telltale",
    "write_parquet",
    "write_postgres",
]
