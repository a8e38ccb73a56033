"""Repairs of what has exactly one reading: nothing is guessed, and nothing is changed where it stands."""
