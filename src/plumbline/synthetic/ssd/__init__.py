"""Made-up extracts of the Standard Safeguarding Dataset: what a council's case system shows on a day.

It is an independent writer: it knows the data set from what is published of it, and nothing of how Plumbline declares
and loads it. That an extract and the council's own returns come to the same is therefore a test of both.
"""

from plumbline.synthetic.ssd.extract import WINDOW_YEARS, add_children, begun, extract
from plumbline.synthetic.ssd.files import dated, write_csv
from plumbline.synthetic.ssd.history import Returns
from plumbline.synthetic.ssd.tables import FREE_TEXT, Ssd, relations
from plumbline.synthetic.ssd.vendors import ECLIPSE, MOSAIC, SYSTEM_C, VENDORS, Vendor, Written, written

__all__ = [
    "ECLIPSE", "FREE_TEXT", "MOSAIC", "SYSTEM_C", "VENDORS", "WINDOW_YEARS", "Returns", "Ssd", "Vendor", "Written",
    "add_children", "begun", "dated", "extract", "relations", "write_csv", "written",
]  # fmt: skip
