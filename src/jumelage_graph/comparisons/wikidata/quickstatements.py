"""What Wikidata lacks, as commands that an editor can review and run: QuickStatements, version 1.

Each twinning is stated on both items, with its dates as qualifiers, once for each of our sources as a reference: a
command whose statement stands already only adds what is new. Nothing is taken away.

Source: Wikidata, Help:QuickStatements. (Its sign for a further reference, ``!S``, is read by few versions of the tool.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jumelage_graph import dates
from jumelage_graph.comparisons.wikidata import shape
from jumelage_graph.comparisons.wikidata.comparison import Comparison, Finding
from jumelage_graph.namespaces import thing
from jumelage_graph.record import Record
from jumelage_graph.statements.cells import Cell, quoted

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine
    from jumelage_graph.record.things import Agreement

MENDED = ("only-record", "one-way", "undated-wikidata")
"""The findings that commands can mend."""
AGREED = ("twinning", "friendship", "decentralised-cooperation")
"""The kinds of agreement that make a twinned administrative body; a memorandum on one field does not."""
_PRECISION = {"year": 9, "month": 10, "day": 11}
_SOURCES = """SELECT ?id ?url ?title ?described ?accessed ?published WHERE {
  ?source a jg:Source ; dct:identifier ?id ; sdo:url ?url ; jg:sourceKind ?kind ; jg:accessed ?accessed
  FILTER(!STRENDS(STR(?kind), "source-extract"))
  OPTIONAL { ?source dct:title ?title } OPTIONAL { ?source jg:titleLanguage ?described }
  OPTIONAL { ?source jg:published ?published } } ORDER BY ?id"""


@dataclass(frozen=True, slots=True)
class Commands:
    """The commands, and the agreements that were left out: doubtful items, or of a kind that is no twinning."""

    text: str
    left_out: tuple[str, ...]


def commands(engine: Engine, comparison: Comparison) -> Commands:
    """The commands for all that can be mended of a comparison, each once."""
    references = _references(engine)
    agreements = Record(engine).agreements
    doubtful = {
        side.item for each in comparison.findings if each.kind == "suspicious" for side in (each.fr, each.jp)
    }
    lines: dict[str, None] = {}
    left_out: set[str] = set()
    for finding in comparison.findings:
        if finding.kind not in MENDED:
            continue
        agreement = _first(agreements[id_] for id_ in finding.agreement.split("; "))
        items = {finding.fr.item, finding.jp.item}
        if agreement is None or "" in items or items & doubtful:
            left_out.add(finding.agreement)
        else:
            lines.update(dict.fromkeys(_lines(finding, agreement, references)))
    return Commands("".join(f"{line}\n" for line in lines), tuple(sorted(left_out)))


def _first(agreements: Iterable[Agreement]) -> Agreement | None:
    """The earliest of the agreements that are twinnings."""
    agreed = [each for each in agreements if each.kind in AGREED]
    return min(
        agreed, key=lambda each: (each.dated.earliest if each.dated else "9999", each.id), default=None
    )


def _lines(finding: Finding, agreement: Agreement, references: dict[str, str]) -> Iterator[str]:
    told = agreement.dated.sources if agreement.dated else []
    sources = [references[id_] for id_ in told if id_ in references]
    sources = sources or [references[id_] for id_ in agreement.sources if id_ in references]
    start = _qualifier(shape.START, agreement.dated.edtf if agreement.dated else "")
    end = _qualifier(shape.END, next((act.edtf for act in agreement.acts if act.kind == "end"), ""))
    note = f"\t/* {thing(f'agreement/{agreement.id}')} */"
    for one, other in ((finding.fr.item, finding.jp.item), (finding.jp.item, finding.fr.item)):
        for reference in sources:
            yield f"{one}\t{shape.TWIN}\t{other}{start}{end}{reference}{note}"


def _qualifier(prop: str, edtf: str) -> str:
    """A qualifier with a date; nothing for one that is uncertain, a span, or not known."""
    time = _time(edtf)
    return f"\t{prop}\t{time}" if time else ""


def _time(edtf: str) -> str:
    """A date as QuickStatements writes it, with its precision.

    >>> _time("1973-10-12"), _time("1973"), _time("1973~")
    ('+1973-10-12T00:00:00Z/11', '+1973-00-00T00:00:00Z/9', '')
    """
    date = dates.parse(edtf) if edtf else None
    if date is None or not date.certain or date.precision not in _PRECISION:
        return ""
    return f"+{(edtf + '-00-00')[:10]}T00:00:00Z/{_PRECISION[date.precision]}"


def _references(engine: Engine) -> dict[str, str]:
    """The reference that each source is: its address, title and day of publication, and the day it was read.

    A source without an address or a day of reading is none, nor is an extract of Wikidata itself.
    """
    return {row["id"]: _reference(row) for row in engine.answer(_SOURCES).records()}


def _reference(row: Mapping[str, Cell]) -> str:
    parts, title = [f"S854\t{quoted(row['url'])}"], row.get("title")
    if title and title.language and "described" not in row:  # else it is a description of ours
        parts.append(f"S1476\t{title.language}:{quoted(title)}")
    for prop, name in (("S577", "published"), ("S813", "accessed")):
        if time := _time(row.get(name, "")):
            parts.append(f"{prop}\t{time}")
    return "".join(f"\t{part}" for part in parts)
