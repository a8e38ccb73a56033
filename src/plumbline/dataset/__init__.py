"""The year-round data set: what was loaded when, and what can be said from that. It knows no rule."""
