"""Which errors are a council's alone: statistics over counts. Knows no folders, terminals or file forms.

Two halves. Fitting (``components``, ``fitting``, ``network_wide``) learns from the peers, with NumPy and SciPy. Applying
(all other modules) holds one council's counts against a fit, with the standard library only, so that it also runs in a
browser tab. Between them stands ``FittedRule``: plain numbers.
"""
