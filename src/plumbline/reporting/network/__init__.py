"""All councils of a network side by side as page, workbook, JSON and words."""
