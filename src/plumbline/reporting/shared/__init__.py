"""What all pages, workbooks and lists have in common."""
