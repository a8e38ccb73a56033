"""An independent writer of extracts of the Standard Safeguarding Dataset, from made-up councils' returns.

It knows the data set from what was read about it (``shared/reference/ssd.md``, and §5 of ``core_tables.md``) and nothing of
how Plumbline loads it: that both come to the same is the test.
"""

from ssd_writer.differences import DIFFERENCES, Difference, given_back
from ssd_writer.extract import extract
from ssd_writer.tables import TELLTALE, Ssd
from ssd_writer.vendors import ECLIPSE, MOSAIC, SYSTEM_C, VENDORS, Vendor, Written, written
from ssd_writer.writers import SCHEMA, empty_postgres, write_csv, write_parquet, write_postgres

__all__ = [
    "DIFFERENCES", "ECLIPSE", "MOSAIC", "SCHEMA", "SYSTEM_C", "TELLTALE", "VENDORS", "Difference", "Ssd", "Vendor", "Written",
    "empty_postgres", "extract", "given_back", "write_csv", "write_parquet", "write_postgres", "written",
]  # fmt: skip
