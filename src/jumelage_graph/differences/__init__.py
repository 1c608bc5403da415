"""What changed between two versions of the dataset: as statements, and as sentences about things."""

from jumelage_graph.differences.comparison import Comparison, compare, notes, read
from jumelage_graph.differences.release import notes as release_notes
from jumelage_graph.differences.release import step
from jumelage_graph.differences.sentences import Change, changes, rest, told

__all__ = [
    "Change",
    "Comparison",
    "changes",
    "compare",
    "notes",
    "read",
    "release_notes",
    "rest",
    "step",
    "told",
]
