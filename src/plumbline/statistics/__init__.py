"""The statistics that any room may use: a published definition each, and nothing about councils or children.

What is here needs the standard library alone, so that it runs in a browser's Python too. ``numeric`` needs NumPy.
"""
