"""What one cause explains many findings: looked for before the list is shown, with the command that mends it."""
