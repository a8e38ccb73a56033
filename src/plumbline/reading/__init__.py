"""Files into a Return."""
