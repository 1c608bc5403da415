"""The record as typed values, read once; whoever shows, measures or exports takes it from here."""

from jumelage_graph.record.coverage import Coverage, EditionCoverage
from jumelage_graph.record.reading import Record

__all__ = ["Coverage", "EditionCoverage", "Record"]
