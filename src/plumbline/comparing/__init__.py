"""Which errors are a council's alone: statistics over counts. Knows no folders, terminals or file forms.

``fitting`` learns from the peers, with NumPy and SciPy. ``applying`` holds one council's counts against a fit, with the
standard library only, so that it also runs in a browser tab. Between them stands ``FittedRule``: plain numbers.
``network_wide`` holds all councils of a network beside one another.
"""
