#!/bin/sh
# Virtuoso 7.2.5 (Debian's virtuoso-opensource-7-bin) gives a part of a graph as if it were the whole: past ResultSetMaxRows both a
# CONSTRUCT and a GET of the Graph Store Protocol end with status 200, a Content-Length that fits and no header that tells (for a
# SELECT there is X-SPARQL-MaxRows), one triple more than the limit. SPARQL 1.1 Graph Store HTTP Protocol, section 5.2, asks a GET
# for the graph. Who copies or compares a graph has to count it first, and to read it in pages.
# Expected: 30 triples from both, or a status or a header that says that they are fewer.
# Seen: "of 30 triples, with ResultSetMaxRows = 10: GET 11 (200), CONSTRUCT 11 (200), no header tells; SELECT tells: 10"
set -eu
folder=$(mktemp -d)
server=
trap 'test -z "$server" || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq virtuoso-opensource-7-bin=7.2.5.1+dfsg1-0.3 2> /dev/null
dpkg -x virtuoso-opensource-7-bin_*.deb .
python3 - > ports <<'PY'
import socket
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*(one.getsockname()[1] for one in sockets))
PY
read -r sql http < ports
cat > virtuoso.ini <<INI
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:$sql
ServerThreads = 10
NumberOfBuffers = 5000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:$http
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 10
INI
usr/bin/virtuoso-t +foreground +configfile virtuoso.ini > said 2>&1 &
server=$!
for _ in $(seq 120); do grep -q "Server online" said && break; sleep 0.5; done
for n in $(seq 30); do echo "<http://example.org/$n> <http://example.org/p> \"$n\" ."; done > triples.nt
usr/bin/isql-vt "127.0.0.1:$sql" dba dba exec="DB.DBA.TTLP(file_to_string_output('triples.nt'), '', 'http://example.org/g', 0);" > /dev/null
python3 - "http://127.0.0.1:$http" <<'PY'
import sys
import urllib.parse
import urllib.request


def asked(path, accept, **parameters):
    url = f"{sys.argv[1]}{path}?{urllib.parse.urlencode(parameters)}"
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": accept})) as response:
        return response.status, response.headers, response.read()


N_TRIPLES, PATTERN = "application/n-triples", "{ GRAPH <http://example.org/g> { ?s ?p ?o } }"
got = asked("/sparql-graph-crud", N_TRIPLES, **{"graph-uri": "http://example.org/g"})
made = asked("/sparql", N_TRIPLES, query=f"CONSTRUCT {{ ?s ?p ?o }} WHERE {PATTERN}")
rows = asked("/sparql", "application/sparql-results+json", query=f"SELECT * {PATTERN}")
limit = rows[1]["X-SPARQL-MaxRows"]
counts = [(answer[2].count(b" .\n"), answer[0]) for answer in (got, made)]
silent = not any("X-SPARQL-MaxRows" in answer[1] for answer in (got, made))
print(
    f"of 30 triples, with ResultSetMaxRows = 10: GET {counts[0][0]} ({counts[0][1]}), CONSTRUCT {counts[1][0]} ({counts[1][1]}), "
    f"{'no header tells' if silent else 'a header tells'}; SELECT tells: {limit}"
)
assert counts == [(11, 200), (11, 200)] and silent and limit == "10"
PY
