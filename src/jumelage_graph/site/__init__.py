"""The explorer: pages in three languages, each made from what the dataset says, a thing and a language alone.

``jumelage site`` writes them as files for any host, ``jumelage serve`` sends them; both show the same.
"""

from jumelage_graph.site.explorer import Explorer
from jumelage_graph.site.writing import write

__all__ = ["Explorer", "write"]
