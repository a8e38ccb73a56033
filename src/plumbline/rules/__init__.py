"""The rulebook: how a rule is declared, the themes that hold them, and the book made of them."""
