"""Core tables for everybody: as CSV, Parquet or a workbook, each with a description of every column."""
