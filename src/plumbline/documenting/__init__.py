"""Pages of documentation made from what is declared: rules, tables, fields."""
