"""How fresh each table is: late or not, how long recording takes, and what is still to come.

Pure functions over counts: how many rows with one event date which load was the first to hold. The method is that of the
specification of the core tables, section 9; where it differs, ``docs/decisions/freshness.md`` says why, and
``benchmarks/FRESHNESS.md`` what was measured.
"""
