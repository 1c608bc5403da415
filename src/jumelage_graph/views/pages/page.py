"""Writes a picture's page: one HTML file that holds its data, its style and its scripts, and loads nothing.

Every text of the record reaches the page as JSON in a data block and is set by the scripts as text, never as
markup. A content security policy names the scripts by their SHA-256 digests, so that nothing else can run, and
allows no connection at all.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jumelage_graph.folding import new_forms
from jumelage_graph.record.filters import FILTERS
from jumelage_graph.version import __version__
from jumelage_graph.views.pages.scripts import joined
from jumelage_graph.views.shared.palette import COUNTRIES, GOALS, GROUPS, KINDS, OTHER_KIND, UNGROUPED
from jumelage_graph.views.shared.words import words
from jumelage_graph.words import LANGUAGES, Entry, forms, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment

    from jumelage_graph.record import Record
    from jumelage_graph.record.choice import Choice


TEMPLATES = Path(__file__).resolve().parents[1] / "templates"

_PARTS = (
    *("governments", "search_keys", "agreements", "editions", "attendance", "sources", "changes"),
    *("concepts", "goals", "bases", "last_day"),
)
"""What a page holds of the record."""


def environment(
    view: str,
    data: dict[str, Any],
    lang: str,
    *,
    libraries: Sequence[str] = (),
    linked: Sequence[str] = (),
) -> Environment:
    """The jinja environment of one page: autoescaping on, the data and the scripts as globals.

    ``data`` is that of ``of_record`` or ``of_none``, and of this view alone; ``libraries`` are JavaScript texts that
    run before ours; ``linked`` are the views whose pages stand beside this one.
    """
    env = _environment()
    code = joined(view)
    env.globals |= {
        "view": view,
        "linked": linked,
        "lang": lang,
        "languages": {tag: word("languages.name", tag) for tag in LANGUAGES},
        "words": data["words"],
        "script": code,
        "libraries": [packed(text) for text in libraries],
        "filters": [one["name"] for one in data["record"]["filters"]],
        "style": (TEMPLATES / "style.css").read_text(encoding="utf-8"),
        "policy": _policy([*libraries, code]),
        "coverage": data["coverage"][lang],
        "data": packed(_json(data)),
    }
    return env


def contents(summaries: dict[str, Entry]) -> str:
    """The page that leads to the pages of all pictures; ``summaries`` by view, in three languages."""
    template = _environment().get_template("pictures.html")
    style = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    return template.render(views=summaries, words=words(), languages=LANGUAGES, style=style) + "\n"


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415

    env = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
    return env


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_fields)


def packed(text: str) -> str:
    """A text as a page carries it: deflated (RFC 1950) and in Base64; the browser unpacks it.

    The same zlib gives the same bytes.
    """
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


_UNSEEN = {
    "Government": {"wikidata"},
    "Act": {"certain", "resumed", "sources"},
    "Agreement": {"names", "borrowed", "since", "until", "maybe_evidence", "last_sign", "distances"},
    "Edition": {"borrowed", "held"},
}
"""Fields of the record that no script asks for."""


def seen(kind: type) -> list[str]:
    """The fields of a class of the record that a page holds."""
    return [f.name for f in dataclasses.fields(kind) if f.name not in _UNSEEN.get(kind.__name__, ())]


def _fields(thing: Any) -> dict[str, Any]:
    """A thing of the record, or of a scene, as JSON has it."""
    return {name: getattr(thing, name) for name in seen(type(thing))}


def _policy(scripts: Sequence[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def of_record(view: str, record: Record, choice: Choice) -> dict[str, Any]:
    """The data of a page that shows something of the record."""
    return _of_any(view) | {
        "choice": dataclasses.asdict(choice),
        "words": words(),
        "coverage": {lang: record.coverage.sentence(lang) for lang in LANGUAGES},
        "record": {part: getattr(record, part) for part in _PARTS} | {"filters": _filters(record)},
        "dates": dates(record),
    }


def of_none(view: str, lang: str, filters: Sequence[str]) -> dict[str, Any]:
    """The data of a page that shows nothing of the record; the script of the view fills in the filters' values."""
    empty: dict[str, Any] = {part: {} for part in _PARTS} | {"changes": [], "last_day": ""}
    return _of_any(view) | {
        "choice": {"lang": lang, "year": None, "measure": "degree", "colour": "community"}
        | dict.fromkeys(filters),
        "record": empty | {"filters": [{"name": name, "values": []} for name in filters]},
        "dates": {},
    }


def _of_any(view: str) -> dict[str, Any]:
    kanji = {chr(old): new for old, new in new_forms().items()}
    return {"view": view, "version": __version__, "palette": _palette(), "kanji": kanji}


def _filters(record: Record) -> list[dict[str, Any]]:
    """Each filter with its values: their names, and the agreements that have them."""
    filters = []
    for one in FILTERS:
        having: dict[Any, list[str]] = {value: [] for value in one.options(record)}
        for agreement in record.agreements.values():
            for value in set(one.of(record, agreement)) & having.keys():
                having[value].append(agreement.id)
        values = [
            {"value": str(value), "names": one.called(record, value), "of": ids}
            for value, ids in having.items()
        ]
        filters.append({"name": one.name, "values": values})
    return filters


def dates(record: Record) -> dict[str, dict[str, str]]:
    """Each date of the record that a page shows, in the form of each language's reader."""
    return {edtf: {lang: forms.date(edtf, lang) for lang in LANGUAGES} for edtf in sorted(_dates(record))}


def _dates(record: Record) -> set[str]:
    agreements = record.agreements.values()
    shown = {record.last_day, *(each.edtf for each in record.changes)}
    shown |= {each.published for each in record.sources.values()}
    shown |= {each.dissolved for each in record.governments.values()}
    shown |= {end for each in record.editions.values() for end in (each.start, each.end)}
    shown |= {each.status_as_of for each in agreements} | {
        act.edtf for each in agreements for act in each.acts
    }
    shown |= {end for each in agreements for project in each.projects for end in (project.start, project.end)}
    return shown - {""}


@cache
def _palette() -> dict[str, Any]:
    return {
        "countries": COUNTRIES,
        "kinds": KINDS,
        "other": OTHER_KIND,
        "groups": GROUPS,
        "ungrouped": UNGROUPED,
        "goals": GOALS,
    }
