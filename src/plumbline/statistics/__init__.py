"""Intervals, tails and multiple testing, with the standard library only."""
