#!/bin/sh
# pyoxigraph 0.5.13 and rdflib 7.6.0 disagree on a path of length zero from a term that the data does not hold. SPARQL 1.1,
# section 18.4 (ZeroLengthPath), lets a term reach itself whether or not a graph holds it; a query that climbs "part of" to the top
# with p* and starts at an unknown term answers that term on one engine and nothing on the other.
# Expected: one row and true from both.
# Seen: "rdflib: 1 row, reaches itself: True", "pyoxigraph: 0 rows, reaches itself: False"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pyoxigraph==0.5.13 rdflib==7.6.0
cat > "$folder/seen.py" <<'PY'
import pyoxigraph
import rdflib

DATA = "<http://example.org/nancy> <http://example.org/partOf> <http://example.org/lorraine> ."
ROWS = "SELECT ?over { <http://example.org/atlantis> <http://example.org/partOf>* ?over }"
ITSELF = "ASK { <http://example.org/atlantis> <http://example.org/partOf>* <http://example.org/atlantis> }"
graph = rdflib.Graph().parse(data=DATA, format="nt")
store = pyoxigraph.Store()
store.load(DATA, format=pyoxigraph.RdfFormat.N_TRIPLES)
rdflib_seen = len(list(graph.query(ROWS))), bool(graph.query(ITSELF))
pyoxigraph_seen = len(list(store.query(ROWS))), bool(store.query(ITSELF))
print(f"rdflib: {rdflib_seen[0]} row, reaches itself: {rdflib_seen[1]}")
print(f"pyoxigraph: {pyoxigraph_seen[0]} rows, reaches itself: {pyoxigraph_seen[1]}")
assert rdflib_seen == (1, True) and pyoxigraph_seen == (0, False)
PY
cd "$folder"
env/bin/python seen.py
