"""How a request reaches a server: its address and what of it may be shown, one deadline for all, a login."""
