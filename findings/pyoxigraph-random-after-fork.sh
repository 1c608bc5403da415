#!/bin/sh
# pyoxigraph 0.5.13: processes that are forked after the engine has drawn a random number (a blank node of an update is
# enough) all go on with the same numbers: STRUUID(), UUID() and RAND() of eight processes give one value. In a new
# thread of each process they differ.
# Expected: SPARQL 1.1 Query Language, section 17.4.2.12: "different for each invocation".
# Seen: "different identifiers from 8 processes: 1; from a thread of each: 8"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pyoxigraph==0.5.13
cat > "$folder/drawn.py" <<'PY'
import os
import threading

from pyoxigraph import Store

store = Store()
store.update("INSERT DATA { [] <urn:example:p> 1 }")


def draw(writing):
    (row,) = store.query("SELECT (STRUUID() AS ?id) {}")
    os.write(writing, row["id"].value.encode())


def drawn(in_thread):
    reading, writing = os.pipe()
    if not os.fork():
        if in_thread:
            thread = threading.Thread(target=draw, args=(writing,))
            thread.start()
            thread.join()
        else:
            draw(writing)
        os._exit(0)
    os.wait()
    return os.read(reading, 100)


same, threads = (len({drawn(in_thread) for _ in range(8)}) for in_thread in (False, True))
print(f"different identifiers from 8 processes: {same}; from a thread of each: {threads}")
PY
said=$("$folder/env/bin/python" "$folder/drawn.py")
echo "$said"
[ "$said" = "different identifiers from 8 processes: 1; from a thread of each: 8" ]
