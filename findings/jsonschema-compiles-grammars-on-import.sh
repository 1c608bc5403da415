#!/bin/sh
# Importing jsonschema 4.26.0 compiles dozens of grammars of addresses with lark where rfc3987-syntax 1.1.0 is installed (by anything: it is
# in the environments of notebooks), although no format is checked; csvw 4.1.1 imports jsonschema, so that reading a table's description
# costs seconds more beside it. Its checks of formats are registered as the module loads, and each of rfc3987-syntax compiles then.
# Expected: the same import, with or without it, until an address is checked.
# Seen: "without: 0 grammars", "with: 39 grammars, N times the CPU" (N is 9 on one machine)
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check csvw==4.1.1 jsonschema==4.26.0 rfc3987-syntax==1.1.0 lark==1.3.1
cat > "$folder/seen.py" <<'PY'
import sys
import time

if sys.argv[1] == "without":
    sys.modules["rfc3987_syntax"] = None  # as if it were not installed
import lark

made = []
init = lark.Lark.__init__
lark.Lark.__init__ = lambda self, *args, **options: (made.append(1), init(self, *args, **options))[1]
start = time.process_time()
import csvw

print(len(made), time.process_time() - start)
PY
cd "$folder"
set -- $(env/bin/python seen.py without) $(env/bin/python seen.py with)
echo "without: $1 grammars"
echo "with: $3 grammars, $(awk "BEGIN { print int($4 / $2) }") times the CPU"
[ "$1" = 0 ] && [ "$3" = 39 ] && awk "BEGIN { exit !($4 > 3 * $2) }"
