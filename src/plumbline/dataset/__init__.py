"""The year-round data set: every load kept, the core tables and the return of any window worked out from them."""
