"""The named queries of ``queries/*.rq``: what each answers, its parameters, and its text with values put in.

A file begins with a header, TOML in lines that start with ``#+``. In the body the braces of lines such as
``VALUES ?x { UNDEF }  # parameter x`` are where a value goes: always as an RDF term, never as pasted text.
"""

from __future__ import annotations

import datetime
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jumelage_graph import resources
from jumelage_graph.errors import DataError, UsageError, unknown, whole
from jumelage_graph.folding import fold
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.statements.cells import quoted
from jumelage_graph.words import FALLBACKS, Texts, say

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine

Resolve = Callable[[str, str], str]
"""From a text and a kind of thing (``government``, ``concept:statuses`` …) to an IRI, or ``UsageError``."""

_XSD = PREFIXES["xsd"]
_WIDE = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF0D: "-", 0x2212: "-"}
_LINE = re.compile(r"# *parameter ")
_MARK = re.compile(
    r"""^(.*\b(?:VALUES\ +\?\w+\ +|LANG\(\?\w+\)\ =\ ))(\{[^{}\n]*\}|"[\w-]+")(.*\#\ *parameter\ +([\w-]+)\ *)$""",
    re.M | re.X,
)

_REMARKS = re.compile(r"^#\+.*\n|[ \t]*# *parameter [\w-]+[ \t]*$", re.M)
_BLANK = re.compile(r"\n[ \t]*(?=\n)")


class Parameter(NamedTuple):
    """One parameter of a query.

    ``type`` is one of ``government``, ``agreement``, ``edition``, ``goal``, ``thing``, ``concept`` (of
    ``scheme``), ``date`` (1995-07-01), ``year``, ``integer`` (``least`` or more), ``language``, ``text``, ``key`` (a
    name in any spelling). Without a value or a ``default`` the query does not restrict it, unless it is ``required``.
    """

    name: str
    type: str
    about: str = ""
    scheme: str = ""
    default: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    least: int = 0

    @property
    def description(self) -> str:
        """What the value means, in words for ``told``; every language of labels means the same."""
        return self.about or say("queries.language")


class Query(NamedTuple):
    """A SPARQL query with its header; ``summary`` has one sentence for each of ``en``, ``fr`` and ``ja``.

    ``description`` is for ``told``: it has these languages too where the header gives them.
    """

    name: str
    text: str
    summary: Mapping[str, str]
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]


@cache
def catalogue() -> dict[str, Query]:
    """All named queries, by name."""
    return {path.stem: read(path) for path in sorted(resources.queries().glob("*.rq"))}


def find(name: str) -> Query:
    """The query of that name; ``UsageError`` with the nearest names if there is none."""
    path = f"{resources.queries()}/{name}.rq"
    try:
        return _kept(path, os.stat(path).st_mtime_ns)  # noqa: PTH116  (pathlib takes as long as a short query)
    except FileNotFoundError:
        names = [each.stem for each in resources.queries().glob("*.rq")]
        raise unknown("query", name, names) from None


@lru_cache(maxsize=256)
def _kept(path: str, _: int) -> Query:
    """The query in a file of that time, read once."""
    return read(Path(path))


def read(path: Path) -> Query:
    """The query in a file, with or without a header.

    Errors: ``DataError`` where the file or its header cannot be read.
    """
    try:
        return parse(path.stem, path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, TypeError) as error:
        raise DataError(say("queries.values.unreadable", file=path, reason=error)) from error


def parse(name: str, text: str) -> Query:
    """The query that ``text`` writes; ``ValueError`` or ``TypeError`` says what is wrong with its header."""
    lines = [line[2:] for line in text.splitlines() if line.startswith("#+")]
    header = tomllib.loads("\n".join(lines))
    parameters = tuple(_parameter(entry) for entry in header.get("parameters", ()))
    marked = [match.group(4) for match in _MARK.finditer(text)]
    if len(marked) != len(_LINE.findall(text)):
        raise ValueError("a parameter stands outside a line such as VALUES ?x { UNDEF }  # parameter x")
    places = {place for parameter in parameters for place in _places(parameter)}
    if not {parameter.name for parameter in parameters} <= set(marked) <= places:
        raise ValueError(f"header and body name different parameters ({', '.join(sorted(set(marked)))})")
    summary, description = header.get("summary", {}), _described(header)
    return Query(name, text, summary, description, tuple(header.get("tags", ())), parameters)


def _described(entry: Mapping[str, Any]) -> str:
    """The description in a header: one text, or one for each language."""
    about = entry.get("description", "")
    return Texts(about) if isinstance(about, dict) else str(about)


def _places(parameter: Parameter) -> list[str]:
    """The names under which the value of a parameter goes into the body; a language has one for each choice."""
    if parameter.type != "language":
        return [parameter.name]
    return [parameter.name, f"{parameter.name}-2", f"{parameter.name}-3"]


def _parameter(entry: Mapping[str, Any]) -> Parameter:
    said = {name: value for name, value in entry.items() if name != "description"}
    about = _described(entry)
    parameter = Parameter(**{**said, "about": about, "choices": tuple(entry.get("choices", ()))})
    if parameter.type not in _TOKENS:
        raise ValueError(f"parameter {parameter.name}: unknown type {parameter.type}")
    if not about and parameter.type != "language":
        raise ValueError(f"parameter {parameter.name}: it has no description")
    return parameter


# --- values


def tokens(query: Query, texts: Mapping[str, str], resolve: Resolve) -> dict[str, str]:
    """The RDF terms, as N-Triples tokens, of what was typed for the parameters of a query.

    ``resolve`` finds things by name. Errors: ``UsageError`` for an unknown parameter, a missing one, and a
    value that is not allowed; it says what is.
    """
    known = {parameter.name for parameter in query.parameters}
    for name in texts:
        if name not in known:
            raise _unknown_parameter(query, name, known)
    if lacking := missing(query, texts):
        raise needed(query, [(f"-p {parameter.name}", parameter) for parameter in lacking])
    given = {parameter: texts.get(parameter.name) or parameter.default for parameter in query.parameters}
    put = {
        place: token for p, text in given.items() if text for place, token in _placed(p, whole(text), resolve)
    }
    _refuse_impossible(query, put)
    return put


def _refuse_impossible(query: Query, put: Mapping[str, str]) -> None:
    """Refuse a span of days that ends before it begins, and one government in the place of two.

    Two required parameters of a query are such a pair where both are days, or both governments.
    """
    for kind, error in (("date", "reversed"), ("government", "same")):
        pair = [p.name for p in query.parameters if p.type == kind and p.required]
        if len(pair) == 2:
            first, second = (put[name] for name in pair)
            if first > second if kind == "date" else first == second:
                raise UsageError(say(f"queries.values.{error}", first=pair[0], second=pair[1]))


def needed(query: Query, named: Iterable[tuple[str, Parameter]]) -> UsageError:
    """The error for parameters without a value, each by the name under which it is given."""
    said = [
        say("queries.values.lacking", name=name, description=parameter.description)
        for name, parameter in named
    ]
    return UsageError(say("queries.values.needed", query=query.name, parameters=said))


def missing(query: Query, texts: Mapping[str, str]) -> list[Parameter]:
    """The parameters that a query requires and that have neither a value nor a default."""
    return [p for p in query.parameters if p.required and not (texts.get(p.name) or p.default)]


def _unknown_parameter(query: Query, name: str, known: set[str]) -> UsageError:
    if not known:
        return UsageError(say("queries.values.no_parameters", query=query.name, name=name))
    return unknown(say("errors.kinds.parameter", query=query.name), name, known)


def _placed(parameter: Parameter, text: str, resolve: Resolve) -> Iterator[tuple[str, str]]:
    if parameter.choices:
        meant = {fold(choice): choice for choice in parameter.choices}
        if fold(text) not in meant:
            raise _refused(parameter, text, say("queries.values.one_of", names=parameter.choices))
        text = meant[fold(text)]
    return zip(_places(parameter), _TOKENS[parameter.type](parameter, text, resolve), strict=True)


def _refused(parameter: Parameter, text: str, allowed: str) -> UsageError:
    return UsageError(say("queries.values.refused", name=parameter.name, found=text, allowed=allowed))


def _thing(parameter: Parameter, text: str, resolve: Resolve) -> list[str]:
    kind = f"concept:{parameter.scheme}" if parameter.type == "concept" else parameter.type
    return [f"<{resolve(text, kind)}>"]


def narrow(text: str) -> str:
    """A number or a day as it was typed, its digits and hyphens in one width."""
    return text.strip().translate(_WIDE)


def _date(parameter: Parameter, text: str, _: Resolve) -> list[str]:
    text = narrow(text)
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        return [f'"{datetime.date.fromisoformat(text)}"^^<{_XSD}date>']
    except ValueError:
        raise _refused(parameter, text, say("queries.values.date")) from None


def _year(parameter: Parameter, text: str, _: Resolve) -> list[str]:
    text = narrow(text)
    if not re.fullmatch(r"[12]\d{3}", text):
        raise _refused(parameter, text, say("queries.values.year"))
    return [f'"{text}"^^<{_XSD}integer>']


def _integer(parameter: Parameter, text: str, _: Resolve) -> list[str]:
    text = narrow(text)
    if not re.fullmatch(r"\d{1,9}", text, re.A) or int(text) < parameter.least:
        raise _refused(parameter, text, say("queries.values.integer", least=parameter.least))
    return [f'"{int(text)}"^^<{_XSD}integer>']


def _language(parameter: Parameter, text: str, _: Resolve) -> list[str]:
    if text not in FALLBACKS:
        raise _refused(parameter, text, say("queries.values.one_of", names=list(FALLBACKS)))
    return [quoted(tag) for tag in FALLBACKS[text]]


def _text(_: Parameter, text: str, __: Resolve) -> list[str]:
    return [quoted(text)]


def _key(parameter: Parameter, text: str, _: Resolve) -> list[str]:
    if not fold(text):
        raise _refused(parameter, text, say("queries.values.key"))
    return [quoted(fold(text))]


_TOKENS: dict[str, Callable[[Parameter, str, Resolve], list[str]]] = {
    "government": _thing,
    "agreement": _thing,
    "edition": _thing,
    "goal": _thing,
    "thing": _thing,
    "concept": _thing,
    "date": _date,
    "year": _year,
    "integer": _integer,
    "language": _language,
    "text": _text,
    "key": _key,
}


def bind(query: Query, values: Mapping[str, str]) -> str:
    """The text of a query with ``values`` (N-Triples tokens by parameter) in their lines.

    The line of a parameter without a value is left blank: not every server joins ``UNDEF`` with everything.
    """

    pieces = list(cut(query.text))
    for index in range(1, len(pieces), 5):
        before, place, after, name = pieces[index : index + 4]
        value = values.get(name)
        put = "" if value is None else before + (f"{{ {value} }}" if place.startswith("{") else value) + after
        pieces[index : index + 4] = [put, "", "", ""]
    return "".join(pieces)


@lru_cache(maxsize=256)
def cut(text: str) -> tuple[str, ...]:
    """A text cut at the lines of its parameters: text, then the four groups of a line, then text again …"""
    return tuple(_MARK.split(text))


def bare(text: str) -> str:
    """A text without its header and the marks of its parameters, and without the empty lines that they leave."""
    return _BLANK.sub("", _REMARKS.sub("", text)).strip()


# --- what can be asked for


@dataclass(frozen=True, slots=True)
class Term:
    """A class or a property that the dataset uses, how often, and one thing that has it."""

    kind: str
    iri: str
    count: int
    example: str


_SCHEMA = """
SELECT ?kind ?term (COUNT(*) AS ?count) (MIN(STR(?thing)) AS ?example) WHERE {
  { ?thing a ?term BIND("class" AS ?kind) } UNION { ?thing ?term ?value BIND("property" AS ?kind) }
} GROUP BY ?kind ?term ORDER BY ?kind ?term
"""


def schema(engine: Engine) -> list[Term]:
    """Every class and property in use, classes first, each by its IRI: what a query can ask for."""
    rows = engine.answer(_SCHEMA).records()
    return [Term(row["kind"], row["term"], int(row["count"]), row["example"]) for row in rows]
