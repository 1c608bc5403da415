#!/bin/sh
# NetworkX 3.6.1: write_gexf declares an attribute by the type of its first value. Where a whole number comes first and a fraction
# later, the file says "integer" (long) over "5.5", and read_gexf cannot read what write_gexf wrote; the other way round all is well.
# Expected: one type that holds both ("double"), as its GraphML writer gives each value its type.
# Seen: "fraction first: read back", "whole number first: ValueError: invalid literal for int() with base 10: '5.5'"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check networkx==3.6.1
cat > "$folder/seen.py" <<'PY'
import networkx

seen = []
for order, values in {"fraction first": (5.5, 5), "whole number first": (5, 5.5)}.items():
    network = networkx.Graph()
    for number, value in enumerate(values):
        network.add_node(number, distance=value)
    networkx.write_gexf(network, "towns.gexf")
    try:
        networkx.read_gexf("towns.gexf")
        seen.append("read back")
    except ValueError as error:
        seen.append(f"ValueError: {error}")
    print(f"{order}: {seen[-1]}")
assert seen[0] == "read back" and seen[1].startswith("ValueError"), seen
PY
cd "$folder"
env/bin/python seen.py
