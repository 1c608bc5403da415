"""The codebook of the tables: each column, what it means, what may stand in it, and what does stand in it."""

from jumelage_graph.codebook.page import page
from jumelage_graph.codebook.words import WORDS, allowed

__all__ = ["WORDS", "allowed", "page"]
