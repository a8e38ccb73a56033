"""All councils of a network beside one another."""
