"""Facts that exist for single rules: orders and readings that their specification has, and nobody else needs."""
