"""Deliberate small mistakes in the rulebook, to see whether its examples notice."""
