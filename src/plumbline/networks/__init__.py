"""A network of councils: members, profiles over time, solutions; the stores that hold them, and what is done with them."""
