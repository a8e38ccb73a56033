"""Files into a Return: every repair and refusal is reported, nothing is dropped in silence."""
