"""Plumbline: better data on children in care, and better decisions from it."""
