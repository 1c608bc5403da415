"""The networks that are drawn: where their nodes stand, and what sizes them."""
