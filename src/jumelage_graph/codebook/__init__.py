"""The codebook of the tables: each column, what it means, what may stand in it, and what does stand in it."""

from jumelage_graph.codebook.cells import allowed
from jumelage_graph.codebook.page import page

__all__ = ["allowed", "page"]
