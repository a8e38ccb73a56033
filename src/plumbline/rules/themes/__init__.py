"""The rules: one module per theme, one function per rule."""
