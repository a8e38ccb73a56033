"""Findings shared out to teams as workbooks that come back and are carried over."""
