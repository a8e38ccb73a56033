"""Compile the rulebook, run it, collect findings and what was not checked."""
