"""A council beside its peers as page, workbook, JSON and words."""
