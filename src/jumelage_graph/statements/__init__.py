"""Statements of RDF: the terms they are made of, the one reader and writer of their lines, and their syntaxes."""

from jumelage_graph.statements.lines import Statement

__all__ = ["Statement"]
