"""The page for ten minutes a week: what is fresh, what is to be mended, what changed, and what to do first."""
