"""Received tables are kept as Parquet, one file each; a table that means the same as before is not written again."""
