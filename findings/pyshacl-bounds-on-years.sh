#!/bin/sh
# pySHACL 0.40.1: sh:minInclusive on xsd:gYear reports every value, also those above the bound, without a word that it cannot
# compare them; the same bound on xsd:date or xsd:integer works. (rdflib 7.6.0 has no order for xsd:gYear.)
# Expected: 1973 conforms to a bound of 1900, or an error that says that the type has no order here.
# Seen: "gYear: 1973 conforms: False", "date: 1973-10-12 conforms: True", "integer: 1973 conforms: True"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pyshacl==0.40.1 rdflib==7.6.0
cat > "$folder/seen.py" <<'PY'
import rdflib
from pyshacl import validate

PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <http://example.org/> .
"""
SHAPE = ":S a sh:NodeShape ; sh:targetNode :act ; sh:property [ sh:path :when ; sh:minInclusive \"{}\"^^xsd:{} ] ."
seen = []
for kind, bound, value in ("gYear", "1900", "1973"), ("date", "1900-01-01", "1973-10-12"), ("integer", "1900", "1973"):
    data = rdflib.Graph().parse(data=PREFIXES + f":act :when \"{value}\"^^xsd:{kind} .", format="turtle")
    shapes = rdflib.Graph().parse(data=PREFIXES + SHAPE.format(bound, kind), format="turtle")
    seen.append(validate(data, shacl_graph=shapes)[0])
    print(f"{kind}: {value} conforms: {seen[-1]}")
assert seen == [False, True, True], seen
PY
cd "$folder"
env/bin/python seen.py
