#!/bin/sh
# pyoxigraph 0.5.13: its CSV of query results writes an IRI with a comma without quotes, so that the row has more cells
# than the heading; and an unbound (or empty) cell of a table of one column is a blank line, which CSV readers skip.
# Its TSV of the same answer is right.
# Expected: RFC 4180, section 2, point 6 (fields with commas are quoted), which SPARQL 1.1 Query Results CSV asks for.
# Seen: "cells of the row with the IRI: 3 under 2 headings; rows read back: 2 of 3"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pyoxigraph==0.5.13
cat > "$folder/written.py" <<'PY'
import csv
import io

from pyoxigraph import QueryResultsFormat, Store


def read(query):
    written = Store().query(query).serialize(format=QueryResultsFormat.CSV).decode()
    return list(csv.reader(io.StringIO(written, newline="")))


head, row = read("SELECT ?a ?b { VALUES (?a ?b) { (<https://example.org/a,b> 1) } }")
_, *rows = read("SELECT ?a { VALUES ?a { 1 UNDEF 2 } }")
kept = [row for row in rows if row]
print(f"cells of the row with the IRI: {len(row)} under {len(head)} headings; rows read back: {len(kept)} of {len(rows)}")
PY
said=$("$folder/env/bin/python" "$folder/written.py")
echo "$said"
[ "$said" = "cells of the row with the IRI: 3 under 2 headings; rows read back: 2 of 3" ]
