#!/bin/sh
# NetworkX 3.6.1 writes letters beyond ASCII into GML as numeric character references, as the format asks; igraph 1.0.0 (Python)
# leaves them as they stand (with a warning about unknown entities), so a network of towns handed from one to the other loses its names.
# Expected: the same names on both sides.
# Seen: "NetworkX reads: Évian, 金沢", "igraph reads: &#201;vian, &#37329;&#27810;"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check networkx==3.6.1 igraph==1.0.0
cat > "$folder/seen.py" <<'PY'
import igraph
import networkx

network = networkx.Graph([("Évian", "金沢")])
networkx.write_gml(network, "towns.gml")
by_networkx = list(networkx.read_gml("towns.gml"))
by_igraph = igraph.Graph.Read_GML("towns.gml").vs["label"]
print("NetworkX reads:", ", ".join(by_networkx))
print("igraph reads:", ", ".join(by_igraph))
assert by_networkx == ["Évian", "金沢"] and by_igraph == ["&#201;vian", "&#37329;&#27810;"]
PY
cd "$folder"
env/bin/python seen.py
