#!/bin/sh
# rdflib 7.6.0: a solution in which no variable is bound is counted by len() and written to JSON, but a loop over the result passes over
# it; and where the loop comes first, it is gone for good: len() and JSON of the same result then lack it too.
# Expected: two rows, whatever is asked first.
# Seen: "len first: len 2, loop 1, JSON 2", "loop first: loop 1, len 1, JSON 1"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check rdflib==7.6.0
cat > "$folder/seen.py" <<'PY'
import json

import rdflib

QUERY = "SELECT ?act ?count { {} UNION { BIND(1 AS ?count) } }"


def rows_in_json(result: rdflib.query.Result) -> int:
    return len(json.loads(result.serialize(format="json"))["results"]["bindings"])


result = rdflib.Graph().query(QUERY)
first = len(result), len(list(result)), rows_in_json(result)
print("len first: len {}, loop {}, JSON {}".format(*first))
result = rdflib.Graph().query(QUERY)
second = sum(1 for _ in result), len(result), rows_in_json(result)
print("loop first: loop {}, len {}, JSON {}".format(*second))
assert first == (2, 1, 2) and second == (1, 1, 1)
PY
cd "$folder"
env/bin/python seen.py
