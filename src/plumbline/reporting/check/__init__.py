"""The result of a check as page, workbook, CSV and JSON."""
