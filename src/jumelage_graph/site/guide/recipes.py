"""What the guide asks: each question as it is typed in a terminal, written in Python, sent to a server."""

from __future__ import annotations

import shlex
from typing import NamedTuple
from urllib.parse import urlencode

AGREEMENT = "agreement/nancy-kanazawa"
"""The agreement of which the guide speaks: the record holds many claims on it."""


class Question(NamedTuple):
    """A named query, or SPARQL, with what is given to it."""

    query: str
    given: dict[str, str] = {}  # noqa: RUF012  (it is never changed)
    sparql: str = ""

    def command(self, lang: str) -> str:
        """As it is typed in a terminal; a language that the query takes is said."""
        if self.sparql:
            return f"jumelage query '\n{self.sparql}'"
        given = [f"-p {shlex.quote(f'{name}={value}')}" for name, value in self.given.items()]
        spoken = [] if lang == "en" else [f"--lang {lang}"]
        return " ".join(["jumelage query", self.query, *given, *spoken])

    def python(self, lang: str, takes_language: bool) -> str:
        """As it is written in Python."""
        if self.sparql:
            return f'jg.query("""\n{self.sparql}""").to_pandas()'
        given = self.given | ({"lang": lang} if takes_language and lang != "en" else {})
        names = {"from": "from_"}
        values = [f'{names.get(name, name)}="{value}"' for name, value in given.items()]
        asked = ", ".join([f'"{self.query}"', *values])
        return f"jg.query({asked}).to_pandas()"

    def address(self, lang: str, takes_language: bool) -> str:
        """The address of its answer on a server, after the host."""
        given = self.given | ({"lang": lang} if takes_language and lang != "en" else {})
        return f"/query/{self.query}.csv" + (f"?{urlencode(given)}" if given else "")

    @property
    def form(self) -> str:
        """The address of its form, from the folder of a language."""
        asked = {"query": self.sparql} if self.sparql else {"name": self.query} | self.given
        return f"query.html?{urlencode(asked)}"


COOKBOOK: dict[str, tuple[Question, ...]] = {
    "who": (
        Question("partners", {"government": "nancy"}),
        Question("between", {"first": "lyon", "second": "yokohama"}),
        Question("areas-without-link"),
        Question("signers", {"agreement": "nancy-kanazawa"}),
        Question("rejected"),
    ),
    "time": (
        Question("in-force", {"date": "1995-01-01"}),
        Question("anniversaries", {"year": "2028"}),
        Question("first-agreements"),
        Question("growth"),
        Question("alive-since", {"date": "2020-01-01"}),
    ),
    "trust": (
        Question("sources", {"thing": AGREEMENT}),
        Question("conflicts"),
        Question("single-source"),
        Question("totals"),
    ),
    "mergers": (Question("successors", {"government": "nagasaki"}), Question("who-carries")),
    "meetings": (
        Question("participants", {"edition": "7"}),
        Question("met-and-signed", {"when": "before"}),
        Question("could-meet", {"government": "tours"}),
    ),
    "goals": (Question("goals-by-edition"), Question("goals-basis")),
    "shape": (Question("most-partners"), Question("distances"), Question("region-prefecture")),
    "names": (Question("find", {"name": "かなざわ"}), Question("names", {"thing": "government/kanazawa"})),
}
"""The named queries of the cookbook, by subject; the words of each question stand under the name of the query."""

CHOSEN = (
    "partners",
    "between",
    "in-force",
    "anniversaries",
    "most-partners",
    "sources",
    "conflicts",
    "participants",
)
"""Those of them with which the first page begins: a choice of ours, since nobody counts what is asked."""

SPARQL = {
    "status": """SELECT ?status (COUNT(?agreement) AS ?agreements) {
  ?agreement a jg:Agreement ; jg:status/skos:notation ?status .
} GROUP BY ?status ORDER BY DESC(?agreements) ?status
""",
    "chain": """SELECT DISTINCT ?name {
  gov:kyoto jg:partnerOf/jg:partnerOf ?other .
  ?other skos:prefLabel ?name .
  FILTER(?other != gov:kyoto && LANG(?name) = "fr")
} ORDER BY ?name
""",
    "tongue": """SELECT ?name (LANG(?name) AS ?tag) {
  gov:kanazawa skos:prefLabel ?name .
  FILTER(LANGMATCHES(LANG(?name), "ja"))
} ORDER BY ?tag
""",
    "graph": f"""SELECT ?value ?rank (COUNT(?claim) AS ?claims) {{
  GRAPH graph:claims {{
    ?claim jg:about agr:{AGREEMENT.rpartition("/")[2]} ; jg:attribute "signed" ;
      jg:claimValue ?value ; jg:rank ?standing .
  }}
  ?standing skos:notation ?rank
}} GROUP BY ?value ?rank ORDER BY ?value ?rank
""",
}
"""The questions in SPARQL; their words stand under the same names."""

TUTORIAL: dict[str, Question | str] = {
    "install": "python3 -m venv .venv\n.venv/bin/pip install .\n.venv/bin/jumelage --help",
    "find": Question("find", {"name": "kanazawa"}),
    "partners": Question("partners", {"government": "nancy"}),
    "typed": Question(
        "",
        {},
        """SELECT ?kind ?partner ?date {
  ?agreement jg:party gov:nancy , ?other ; jg:agreementKind/skos:notation ?kind .
  ?other jg:country "JP" ; skos:prefLabel ?partner .
  OPTIONAL { ?agreement jg:datingAct/jg:edtf ?date }
  FILTER(LANG(?partner) = "ja")
}
""",
    ),
    "trusted": Question("conflicts", {"thing": AGREEMENT}),
    "complete": Question("coverage"),
    "pictures": "jumelage draw network -o network.html\njumelage draw map --year 2000 -o map.svg",
    "export": "jumelage export\njumelage export xlsx -o jumelage.xlsx",
    "serve": "jumelage site site\njumelage serve --site site",
}
"""The steps of the tutorial: what is asked there, or what is typed."""

TOOLS: dict[str, tuple[str, str]] = {
    "pandas": ("pandas.txt", "python"),
    "duckdb": ("duckdb.txt", "sql"),
    "networkx": ("networkx.txt", "python"),
    "r": ("r.txt", "r"),
    "gephi": ("gephi.txt", "sh"),
    "qgis": ("qgis.txt", "python"),
    "openrefine": ("openrefine.txt", "text"),
    "fuseki": ("fuseki.txt", "sh"),
    "virtuoso": ("virtuoso.txt", "sh"),
}
"""For each tool the file of its lines, in the folder ``code``, and their language."""
