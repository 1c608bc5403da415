"""Statements of RDF: the terms they are made of, the one reader and writer of their lines, and their syntaxes."""

Statement = tuple[str, str, str, str]
"""Graph (bare IRI; empty for the default graph), then subject, predicate and object as N-Triples tokens."""
