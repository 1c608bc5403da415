#!/bin/sh
# igraph 1.0.0 (Python): reads GraphML whose edges have an id (as Gephi and others write it) and gives them an attribute "id" that holds
# the ids of nodes, in order of the file, instead of their own. Written again, the wrong ids are in the file.
# Expected: "agreement-1" and "agreement-2" on the edges, or no attribute.
# Seen: "ids of nodes: nancy, kanazawa, tours", "ids of edges: nancy, kanazawa"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check igraph==1.0.0
cat > "$folder/seen.py" <<'PY'
import igraph

TEXT = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<graph edgedefault="undirected">
<node id="nancy"/><node id="kanazawa"/><node id="tours"/>
<edge id="agreement-1" source="nancy" target="kanazawa"/>
<edge id="agreement-2" source="tours" target="kanazawa"/>
</graph></graphml>
"""
with open("links.graphml", "w", encoding="utf-8") as file:
    file.write(TEXT)
graph = igraph.Graph.Read_GraphML("links.graphml")
print("ids of nodes:", ", ".join(graph.vs["id"]))
print("ids of edges:", ", ".join(graph.es["id"]))
assert graph.es["id"] == ["nancy", "kanazawa"], graph.es["id"]
PY
cd "$folder"
env/bin/python seen.py
