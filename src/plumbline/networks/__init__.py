"""A network of councils: members, their profiles over time, their solutions; and the folder that holds them."""
