"""An expression over a row of a named table as SQL, with the columns it uses. Knows no rule and no measure."""
