"""The rulebook: one module per theme, one function per rule."""
