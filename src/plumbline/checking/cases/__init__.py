"""Worked cases, run against the rulebook."""
