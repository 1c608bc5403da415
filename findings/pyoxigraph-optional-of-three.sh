#!/bin/sh
# pyoxigraph 0.5.13 answers an OPTIONAL of two patterns by looking up what each row asks for, one of three by reading all that fits
# the three and joining it: a question about one thing takes as long as the store is large. The answers are right. VALUES that name
# the thing again inside the OPTIONAL bring the look-up back.
# Expected: about the time of the two patterns, since all three hang on the one thing that is bound.
# Seen: "two: 1 row", "three: 1 row, N times as long", "named again: 1 row, M times as long" (N near 800, M near 1)
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pyoxigraph==0.5.13
cat > "$folder/seen.py" <<'PY'
import time

import pyoxigraph

SPACE = "http://example.org/"
CLAIM = "<{0}claim{1}> <{0}about> <{0}thing{1}> ; <{0}value> <{0}value{1}> ; <{0}rank> <{0}normal> .\n"
store = pyoxigraph.Store()
turtle = "".join(CLAIM.format(SPACE, number) for number in range(20_000))
store.bulk_load(turtle, format=pyoxigraph.RdfFormat.TURTLE)
BOUND = "?first :about :thing7 ; :about ?thing ; :value ?shown"
TWO = "?claim :about ?thing . ?claim :value ?value"


def asked(inside: str) -> tuple[int, float]:
    query = f"PREFIX : <{SPACE}> SELECT * {{ {BOUND} OPTIONAL {{ {inside} }} }}"
    taken = []
    for _ in range(5):
        start = time.process_time()
        rows = len(list(store.query(query)))
        taken.append(time.process_time() - start)
    return rows, min(taken)


rows, least = asked(TWO)
print(f"two: {rows} row")
three, seconds = asked(f"{TWO} . ?claim :rank ?rank")
print(f"three: {three} row, {seconds / least:.0f} times as long")
again, other = asked(f"VALUES ?thing {{ :thing7 }} {TWO} . ?claim :rank ?rank")
print(f"named again: {again} row, {other / least:.0f} times as long")
assert rows == three == again == 1 and seconds > 50 * least and other < 10 * least
PY
cd "$folder"
env/bin/python seen.py
