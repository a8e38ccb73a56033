"""A return written again: in its other form, or with some values replaced."""
