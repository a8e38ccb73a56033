"""Children forgotten and old loads dropped: the only two ways in which what is kept ever changes."""
