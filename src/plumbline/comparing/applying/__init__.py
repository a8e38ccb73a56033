"""One council's counts held against what was fitted to its peers. Standard library only."""
