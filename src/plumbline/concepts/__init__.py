"""Facts of the field, which a statistician would accept: declared once, with meaning, needs and source."""
