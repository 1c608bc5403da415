#!/bin/sh
# SPARQLWrapper 2.0.0: of two comment lines that follow each other only the first is taken out before the form of a query
# is looked for (its pattern eats the line end that the next comment needs), and the first word of the rest that reads
# like a form decides. A comment in plain English turns a SELECT into an update, which goes to the server as "update=".
# Expected: comments never count, so SELECT in all three cases.
# Seen: "no comment: SELECT, update: False", "one comment: SELECT, update: False", "two comments: ADD, update: True"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check SPARQLWrapper==2.0.0 rdflib==7.6.0
cat > "$folder/seen.py" <<'PY'
from SPARQLWrapper import SPARQLWrapper

BODY = "SELECT ?town { ?town a <http://example.org/Town> }"
CASES = {
    "no comment": BODY,
    "one comment": "# Whoever knows more may add it.\n" + BODY,
    "two comments": "# All towns.\n# Whoever knows more may add it.\n" + BODY,
}
seen = []
for name, text in CASES.items():
    query = SPARQLWrapper("http://localhost/sparql")
    query.setQuery(text)
    seen.append((query.queryType, query.isSparqlUpdateRequest()))
    print(f"{name}: {query.queryType}, update: {query.isSparqlUpdateRequest()}")
assert seen == [("SELECT", False), ("SELECT", False), ("ADD", True)], seen
PY
cd "$folder"
env/bin/python seen.py
