"""The version of the package, on the ground floor: every room may say it."""

__version__ = "0.1.0"
