#!/bin/sh
# edtf 5.0.2 (Python): text_to_edtf is for English, and of a date in another language it neither gives nothing nor warns: where the
# month is a word that it does not know and the day is 12 or less, the day becomes the month.
# Expected: None, as for days above 12, so that a list in mixed languages shows what was not understood.
# Seen: "5 March 2001 -> 2001-03-05", "5 mars 2001 -> 2001-05", "12 octobre 1973 -> 1973-12", "14 juillet 1989 -> None"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check edtf==5.0.2
cat > "$folder/seen.py" <<'PY'
from edtf import text_to_edtf

EXPECTED = {
    "5 March 2001": "2001-03-05",
    "5 mars 2001": "2001-05",
    "12 octobre 1973": "1973-12",
    "14 juillet 1989": None,
}
seen = {text: text_to_edtf(text) for text in EXPECTED}
for text, date in seen.items():
    print(f"{text} -> {date}")
assert seen == EXPECTED, seen
PY
cd "$folder"
env/bin/python seen.py
