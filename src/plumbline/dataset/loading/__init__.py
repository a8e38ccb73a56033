"""From what a council has to what is kept: returns, extracts of the Standard Safeguarding Dataset, CSVs of its own."""
