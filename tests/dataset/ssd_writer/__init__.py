"""An independent writer of extracts of the Standard Safeguarding Dataset, from made-up councils' returns.

It knows the data set from what was read about it (``shared/reference/ssd.md``, and §5 of ``core_tables.md``) and nothing of
how Plumbline loads it: that both come to the same is the test.
"""

from ssd_writer.council import Returns, made_up_returns, tables_in
from ssd_writer.differences import (
    ADDITIONS,
    DIFFERENCES,
    EARLIER_YEARS,
    ERRORS_LOST,
    OTHERWISE,
    Addition,
    Difference,
    given_back,
)
from ssd_writer.extract import extract
from ssd_writer.tables import TELLTALE, Ssd
from ssd_writer.vendors import ECLIPSE, MOSAIC, SYSTEM_C, VENDORS, Vendor, Written, written
from ssd_writer.words import WORDS, in_words
from ssd_writer.writers import SCHEMA, empty_postgres, write_csv, write_parquet, write_postgres

__all__ = [
    "ADDITIONS",
    "DIFFERENCES",
    "EARLIER_YEARS",
    "ECLIPSE",
    "ERRORS_LOST",
    "MOSAIC",
    "OTHERWISE",
    "SCHEMA",
    "SYSTEM_C",
    "TELLTALE",
    "VENDORS",
    "WORDS",
    "Addition",
    "Difference",
    "Returns",
    "Ssd",
    "Vendor",
    "Written",
    "empty_postgres",
    "extract",
    "given_back",
    "in_words",
    "made_up_returns",
    "tables_in",
    "write_csv",
    "write_parquet",
    "write_postgres",
    "written",
]
