"""igraph, slow to import: a command does so as if matplotlib were not installed, which igraph would load to draw."""

from contextlib import nullcontext

from jumelage_graph import lean

with lean.without("matplotlib") if lean.alone() else nullcontext():
    import igraph

__all__ = ["igraph"]
