"""The weekly ten minutes: from the data set to how fresh it is, what a check finds now, and what changed."""
