"""The attributes of which ``claims.csv`` speaks: the one place that lists them.

For each: the kinds of thing it belongs to, the predicate, how its values are written, and where the record's
own value stands, against which the rank of a claim is derived.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from jumelage_graph import dates
from jumelage_graph import namespaces as ns
from jumelage_graph.statements import terms
from jumelage_graph.statements.terms import Tokens
from jumelage_graph.words import say

Write = Callable[[tuple[str, ...]], Tokens]
"""From the values of a claim's cell to tokens; ``ValueError`` for a value of another type."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of claims.

    ``stands`` is the column that holds the record's value; ``""`` where the attribute lives in claims alone
    (its preferred value is then the record's). ``bearer`` is who bears the predicate: the ``row``, the
    ``act`` that dates the agreement, or a ``headcount``. ``many`` values may be true together: such claims
    are never in conflict. ``node`` says that the values are things, not literals; ``dated`` that they are
    EDTF dates.
    """

    name: str
    subjects: tuple[str, ...]
    predicate: str
    write: Write
    stands: str = ""
    bearer: str = "row"
    many: bool = False
    node: bool = False
    dated: bool = False


def _dates(values: tuple[str, ...]) -> Tokens:
    return tuple(token for value in values for token in terms.edtf(dates.parse(value)))


def _integers(values: tuple[str, ...]) -> Tokens:
    return tuple(token for value in values for token in terms.integer(int(value)))


def _texts(values: tuple[str, ...]) -> Tokens:
    return terms.text(*values)


def _tagged(language: str) -> Write:
    def write(values: tuple[str, ...]) -> Tokens:
        return terms.tagged(language, *values)

    return write


def _concepts(values: tuple[str, ...]) -> Tokens:
    return terms.concept(*values)


def _things(values: tuple[str, ...]) -> Tokens:
    return terms.iri(*(ns.thing(value) for value in values))


def _addresses(values: tuple[str, ...]) -> Tokens:
    if wrong := [value for value in values if value != ns.SDG_FRAME]:
        raise ValueError(say("faults.not_frame", found=wrong[0], frame=ns.SDG_FRAME))
    return terms.iri(*values)


_date = partial(Attribute, write=_dates, dated=True)
_count = partial(Attribute, write=_integers, predicate="jg:count", bearer="headcount")
_government = partial(Attribute, write=terms.governments, node=True)
_concept = partial(Attribute, write=_concepts, node=True)

_AGREEMENT, _EDITION = ("agreement",), ("edition",)
_LABELLED = ("edition", "session", "declaration")

_LISTED = (
    _date("signed", _AGREEMENT, "jg:edtf", stands="date", bearer="act"),
    _government("party", _AGREEMENT, "jg:party", stands="parties", many=True),
    _concept("kind", _AGREEMENT, "jg:agreementKind", stands="kind"),
    Attribute("designation_fr", _AGREEMENT, "jg:designation", _tagged("fr"), stands="designation_fr"),
    Attribute("designation_ja", _AGREEMENT, "jg:designation", _tagged("ja"), stands="designation_ja"),
    _concept("fields", _AGREEMENT, "jg:field", stands="fields", many=True),
    _concept("status", _AGREEMENT, "jg:status", stands="status"),
    Attribute("years_in_force", _AGREEMENT, "jg:yearsInForce", _integers),
    _government("host", _EDITION, "jg:host", stands="host"),
    _date("start", _EDITION, "jg:start", stands="start"),
    _date("end", _EDITION, "jg:end", stands="end"),
    _date("planned", _EDITION, "jg:planned", stands="planned"),
    Attribute("theme_fr", ("edition", "session"), "jg:theme", _tagged("fr"), stands="theme_fr"),
    Attribute("theme_ja", ("edition", "session"), "jg:theme", _tagged("ja"), stands="theme_ja"),
    Attribute("theme_en", ("edition", "session"), "jg:theme", _tagged("en"), stands="theme_en"),
    Attribute("venue", _EDITION, "jg:venue", _texts, stands="venue", many=True),
    _count("governments_fr", _EDITION, stands="governments_fr"),
    _count("governments_jp", _EDITION, stands="governments_jp"),
    _count("people", _EDITION, stands="people"),
    _count("governments_total", _EDITION),
    _count("elected_officials", _EDITION),
    _concept("status", _EDITION, "jg:meetingStatus"),
    _government("next_host", _EDITION, "jg:nextHost"),
    _government("previous_hosts", _EDITION, "jg:previousHost"),
    _government("initiator", _EDITION, "jg:initiator", many=True),
    _government("absent", _EDITION, "jg:absent", many=True),
    Attribute("participant_unidentified", _EDITION, "jg:unidentifiedParticipant", _tagged("ja"), many=True),
    Attribute("workshops", _EDITION, "jg:workshops", _integers),
    Attribute("postponements", _EDITION, "jg:postponements", _integers),
    _date("postponement_period", _EDITION, "jg:postponementPeriod"),
    Attribute("sdg_frame", ("edition", "session"), "dct:subject", _addresses, many=True, node=True),
    Attribute("label_fr", _LABELLED, "skos:prefLabel", _tagged("fr"), stands="label_fr"),
    Attribute("label_ja", _LABELLED, "skos:prefLabel", _tagged("ja"), stands="label_ja"),
    Attribute("label_en", _LABELLED, "skos:prefLabel", _tagged("en"), stands="label_en"),
    _date("date", ("session", "declaration"), "jg:edtf", stands="date"),
    _concept("part_of_day", ("session",), "jg:partOfDay"),
    _date("founded", ("organisation", "government"), "jg:founded", stands="founded"),
    Attribute("presented", ("initiative",), "jg:presentedAt", _things, many=True, node=True),
)

ATTRIBUTES = {(subject, attribute.name): attribute for attribute in _LISTED for subject in attribute.subjects}
"""Each attribute by the kind of its subject and its name."""

HEADCOUNTS = {
    "governments_fr": "fr",
    "governments_jp": "jp",
    "people": "people",
    "governments_total": "governments",
    "elected_officials": "elected-officials",
}
"""Which headcount of an edition an attribute gives."""
