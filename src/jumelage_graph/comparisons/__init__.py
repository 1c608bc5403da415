"""The record beside what others tell: whose names are meant, what agrees, what differs, what is new."""
