#!/bin/sh
# igraph 1.0.0 (PyPI wheel, Linux): PageRank of one and the same graph differs in its last digits from call to call
# as soon as OpenMP has two threads; with OMP_NUM_THREADS=1 all calls are equal. So two runs on the same file do not
# give the same bytes, and ties break differently.
# Expected: equal input, equal output, or a word about threads in the documentation of Graph.pagerank.
# Seen: "two threads: 4 different answers of 8; one thread: 1" (the first number varies from run to run, above 1).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check igraph==1.0.0
cat > "$folder/calls.py" <<'PY'
import random

import igraph

random.seed(1)
graph = igraph.Graph.Erdos_Renyi(n=4_000, m=8_000)
print(len({tuple(graph.pagerank()) for _ in range(8)}))
PY
several=$(OMP_NUM_THREADS=2 "$folder/env/bin/python" "$folder/calls.py")
single=$(OMP_NUM_THREADS=1 "$folder/env/bin/python" "$folder/calls.py")
echo "two threads: $several different answers of 8; one thread: $single"
[ "$several" -gt 1 ] && [ "$single" -eq 1 ]
