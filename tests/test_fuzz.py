"""Every parser of ours takes any text: it returns, or says in a sentence what is wrong.

Here each gets some hundred spoilt good texts, the same on every run; ``JUMELAGE_FUZZ=100`` makes that a hundred times
as many, of another seed for each day.
"""

import datetime
import os
import random
from collections.abc import Callable

import pytest

from jumelage_graph import api, dates, names, queries, readings
from jumelage_graph.engines.asked import read
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.errors import JumelageError
from jumelage_graph.folding import fold
from jumelage_graph.server import negotiation, protocol
from jumelage_graph.server.w3id import redirections
from jumelage_graph.statements import lines

TIMES = int(os.environ.get("JUMELAGE_FUZZ", "1"))
SEED = 20121026 if TIMES == 1 else datetime.date.today().toordinal()
PIECES = [
    "", " ", "\t", "\n", "\r", "\0", "\ufeff", "\u3000", "\u200b", "\ud7ff", "\U0010ffff", '"', "'", "\\", "\\u", "%",
    "%zz", ";", ",", "=", "q=", "{", "}", "<", ">", "#", "..", "/", "-", "~", "?", "X", "0", "9" * 20, "元", "令和",
    "é", "e\u0301", "ｶﾅ", "ß", "İ", "ﬀ", "NaN", "1e999", "-0", "</script>", "SERVICE", "UNION", "OPTIONAL", "@ja", "^^",
]  # fmt: skip

QUERIES = [queries.catalogue()[name].text for name in ("partners", "in-force", "find")]
LINE = '<https://w3id.org/jumelage/id/government/nancy> <http://www.w3.org/2004/02/skos/core#note> "Nancy"@fr <x:g> .\n'
CONTENT = f"{protocol.FORM};charset=l1"
FORM = "query=SELECT%20*%20%7B%7D&default-graph-uri=https%3A%2F%2Fw3id.org%2Fjumelage%2Fgraph%2Frecord"


def spoilt(text: str, chance: random.Random) -> str:
    """The text with a few pieces put in, taken out, doubled or changed."""
    for _ in range(chance.choice((1, 1, 2, 4, 9))):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 0, 1, 2, 8, 40)))
        text = text[:start] + chance.choice([*PIECES, text[start:end] * 2, text[:9]]) + text[end:]
    return text


def date(text: str) -> object:
    """What ``dates.parse`` says, whose error is a ``ValueError``."""
    try:
        return dates.parse(text)
    except ValueError as error:
        return str(error)


TEXTS: dict[str, tuple[Callable[[str], object], list[str], int]] = {
    "SPARQL": (lambda text: (read(text).patterns, list(read(text).iris())), QUERIES, 60),
    "header of a query": (api.adhoc, QUERIES, 60),
    "N-Quads": (lambda text: list(lines.parse_all(text.encode("utf-8", "replace"))), [LINE * 3], 300),
    "EDTF": (date, ["1973-10-12", "1985~", "[..1984]", "1973-21", "2001-01/2003-02?", "198X"], 400),
    "dates as written": (readings.readings, ["12 octobre 1973", "昭和48年10月12日", "12/10/73", "Oct 1973"], 400),
    "names": (fold, ["L’Haÿ-les-Roses", "金澤市", "ｶﾅｻﾞﾜ", "Kōfu-shi", "Œuvre"], 400),
    "Accept": (lambda text: negotiation.best(text, negotiation.GRAPHS), ["text/turtle;q=0.5, */*;q=0.1"], 400),
    "Accept-Language": (negotiation.language, ["ja-JP;q=0.8, fr, *;q=0.1"], 400),
    "Accept-Encoding": (negotiation.takes_gzip, ["br, gzip;q=0.5, *;q=0"], 400),
    "form": (lambda text: protocol.asked("POST", b"", protocol.FORM, text.encode("utf-8", "replace")), [FORM], 300),
    "query string": (lambda text: protocol.asked("GET", text.encode("utf-8", "replace"), "", b""), [FORM], 300),
    "type of a body": (lambda text: protocol.asked("POST", b"", text, b"query=a"), [CONTENT], 300),
    "public address": (redirections, ["https://data.example.org/a/b/"], 200),
}  # fmt: skip


def endures(name: str, parse: Callable[[str], object], seeds: list[str], count: int) -> None:
    chance, refused = random.Random(f"{SEED}{name}"), 0
    for seed in seeds:
        parse(seed)
    for _ in range(count * TIMES):
        text = spoilt(chance.choice(seeds), chance)
        try:
            parse(text)
        except JumelageError as error:
            refused += bool(str(error))
        except Exception as error:
            raise AssertionError(f"{name}: {type(error).__name__}: {error} over {text!r}") from error
    assert refused < count * TIMES


@pytest.mark.parametrize("name", TEXTS)
def test_a_parser_of_texts_endures_any_text(name: str) -> None:
    parse, seeds, count = TEXTS[name]
    endures(name, parse, seeds, count)


@pytest.mark.parametrize("kind", ["government", "agreement", "edition", "goal", "thing", "concept:statuses"])
def test_any_name_is_found_or_refused(toy_engine: EmbeddedEngine, kind: str) -> None:
    seeds = [
        "nancy",
        "金沢市",
        "172014",
        "government/nancy",
        "nancy-kanazawa",
        "7",
        "active",
        "FR-54",
        "Kyouto",
    ]

    def find(text: str) -> object:
        try:
            return names.find(toy_engine, text, kind)
        except JumelageError as error:
            return str(error)

    endures(kind, find, seeds, 25)
