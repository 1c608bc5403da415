"""The build: tables, ontology and rules become the dataset.

``assembly`` puts it together, ``vocabulary`` reads the ontology, ``rules`` concludes, ``description`` tells
what the dataset holds.
"""

from jumelage_graph.build.assembly import Dataset, dataset, faults, made, write

__all__ = ["Dataset", "dataset", "faults", "made", "write"]
