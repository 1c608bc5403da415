"""What pages say to search engines: schema.org as JSON-LD, of the dataset and of single things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jumelage_graph.namespaces import BASE, DATASET, PREFIXES
from jumelage_graph.words import LANGUAGES
from jumelage_graph.words import told as told_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jumelage_graph.site.copies import Copy
    from jumelage_graph.site.rendering import Place
    from jumelage_graph.site.thing import Page
    from jumelage_graph.told import Told

TYPES = {
    "government": "AdministrativeArea",
    "edition": "Event",
    "session": "Event",
    "organisation": "Organization",
    "publisher": "Organization",
    "person": "Person",
    "concept": "DefinedTerm",
    "goal": "DefinedTerm",
    "source": "WebPage",
}
"""The schema.org type of each kind of thing; ``Thing`` for the others."""


def dataset(told: Told, at: Place, copies: Sequence[Copy] = ()) -> dict[str, Any]:
    """The dataset, as search engines for data want it, with its files where the site has an address."""
    said = {
        "name": told.text(DATASET, "dct:title", at.lang),
        "description": told.text(DATASET, "dct:description", at.lang),
    }
    return {
        "@context": PREFIXES["sdo"],
        "@type": "Dataset",
        "@id": DATASET,
        **{name: label.text for name, label in said.items() if label},
        "url": at.address(at.lang) if at.base else BASE,
        "license": str(told.value(DATASET, "dct:license") or ""),
        "version": str(told.value(DATASET, "dcat:version") or ""),
        "dateModified": str(told.value(DATASET, "dct:modified") or ""),
        "isAccessibleForFree": True,
        "inLanguage": list(LANGUAGES),
        "distribution": [_download(each, at) for each in copies if at.base],
        "creator": {"@type": "Organization", "name": _publisher(told, at.lang)},
    }


def thing(told: Told, page: Page, at: Place) -> dict[str, Any]:
    """One thing, as a part of the dataset."""
    names = {
        cell: cell.language
        for curie in ("skos:prefLabel", "skos:altLabel")
        for cell in told.values(page.iri, curie)
    }
    marked: dict[str, Any] = {
        "@context": PREFIXES["sdo"],
        "@type": TYPES.get(page.kind, "Thing"),
        "@id": page.iri,
        "name": page.title.text,
        "alternateName": sorted({str(name) for name in names} - {page.title.text}),
        "sameAs": [str(cell) for cell in told.values(page.iri, "sdo:sameAs")],
        "subjectOf": {"@type": "Dataset", "@id": DATASET},
    }
    if at.base:
        marked["url"] = at.address(at.lang)
    if start := told.value(page.iri, "sdo:startDate"):
        marked["startDate"] = str(start)
    return {name: value for name, value in marked.items() if value}


def _download(copy: Copy, at: Place) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "name": told_in(copy.what, at.lang),
        "encodingFormat": copy.media,
        "contentUrl": f"{at.base}{copy.path}",
    }


def _publisher(told: Told, lang: str) -> str:
    publisher = told.value(DATASET, "dct:publisher")
    return told.called(publisher, lang).text if publisher else ""
