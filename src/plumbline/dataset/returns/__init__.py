"""The return of any window, made from what was loaded, so that a check runs on it as on files."""
