"""A SQL engine as a check sees it; DuckDB; and a return's text as typed tables in it."""
