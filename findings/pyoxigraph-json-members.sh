#!/bin/sh
# pyoxigraph 0.5.13: reads SPARQL results in JSON with a further member before "head" or between "head" and "results",
# and refuses the same document with that member at the end, although the order of members means nothing in JSON.
# Comunica ("metadata") and other servers write one at the end.
# Expected: the same answer wherever the member stands.
# Seen: "at the start: 1 row", "in the middle: 1 row", "at the end: SyntaxError: Unexpected JSON after the end of the bindings array"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pyoxigraph==0.5.13
cat > "$folder/seen.py" <<'PY'
import json

from pyoxigraph import QueryResultsFormat, parse_query_results

HEAD = {"head": {"vars": ["town"]}}
RESULTS = {"results": {"bindings": [{"town": {"type": "literal", "value": "Nancy"}}]}}
OTHER = {"meta": {"milliseconds": 3}}
seen = []
for place, members in {
    "at the start": OTHER | HEAD | RESULTS,
    "in the middle": HEAD | OTHER | RESULTS,
    "at the end": HEAD | RESULTS | OTHER,
}.items():
    try:
        rows = list(parse_query_results(json.dumps(members), format=QueryResultsFormat.JSON))
        seen.append(f"{len(rows)} row")
    except SyntaxError as error:
        seen.append(f"SyntaxError: {error}")
    print(f"{place}: {seen[-1]}")
assert seen[:2] == ["1 row", "1 row"] and seen[2].startswith("SyntaxError"), seen
PY
cd "$folder"
env/bin/python seen.py
