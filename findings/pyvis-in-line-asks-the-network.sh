#!/bin/sh
# pyvis 0.3.2: cdn_resources="in_line" puts vis-network into the page, but the page still loads the style sheet and the script of Bootstrap
# from another host, so it is not one file that works without a network, and it tells that host who opens it.
# Expected: nothing is loaded from outside.
# Seen: "loaded from outside: bootstrap.min.css, bootstrap.bundle.min.js"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pyvis==0.3.2
cat > "$folder/seen.py" <<'PY'
import re

from pyvis.network import Network

network = Network(cdn_resources="in_line")
network.add_node(1, label="Nancy")
outside = re.findall(r"""(?:src|href)=["'](https?://[^"']+)""", network.generate_html())
names = [address.rsplit("/", 1)[1] for address in outside]
print("loaded from outside:", ", ".join(names))
assert names == ["bootstrap.min.css", "bootstrap.bundle.min.js"], names
PY
cd "$folder"
env/bin/python seen.py
