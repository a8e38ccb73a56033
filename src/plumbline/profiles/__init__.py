"""Counts that may leave a council, and the disclosure control on them. Standard library only; knows no folders."""
