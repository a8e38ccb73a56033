"""Someone who has everything that was published, and what such a person can work out."""
