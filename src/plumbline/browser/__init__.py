"""Plumbline's Python in a browser tab: what the page asks, answered with the same code as on the command line."""
