"""The core tables: worked out from what was received, never kept, so that a better mapping corrects all of the past."""
