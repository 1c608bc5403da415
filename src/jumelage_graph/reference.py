"""Pages to read: the ontology, made by pyLODE in three languages; the Python interface, made by pdoc."""

from __future__ import annotations

import contextlib
import importlib
import logging
import re
import types
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jumelage_graph.words import LANGUAGES

if TYPE_CHECKING:
    from rdflib import Graph, Node

FILES = ("ontology.ttl", "alignments.ttl")
ONTOLOGY_STYLE = """sup[class^="sup-"], #pylode, #pylode span { color: #333; }
td a, #toc a { display: inline-block; min-height: 24px; line-height: 24px; }"""
"""What pyLODE's own style lacks of WCAG 2.2 AA: contrast, and room for a finger."""

INTERFACE_STYLE = """:root { --def: #005a00; --annotation: #005a5a; } .pdoc .attr a { text-decoration: underline; }
.pdoc .attr [class] { color: #222; } .pdoc .attr .name { color: #1f4f8f; } .pdoc .headerlink:focus { opacity: 1; }"""
"""What pdoc's own style lacks of it: contrast, links known by more than colour, a focus that is seen."""


def page(folder: Path) -> str:
    """One HTML page, complete in itself: it asks no other host for anything.

    ``folder`` holds the files of the ontology. The same files give the same page. Errors: ``OSError`` where a
    file is missing, rdflib's ``BadSyntax`` where it is not Turtle.
    """
    with _quiet_logging():
        from pylode import OntPub  # noqa: PLC0415

        html: str = OntPub(ontology=_readable(folder)).make_html()
    return _styled(html.replace("<html>", f'<html lang="{LANGUAGES[0]}">', 1), ONTOLOGY_STYLE)


def _styled(html: str, style: str) -> str:
    """The page with a last style, which wins over its own."""
    return html.replace("</head>", f"<style>\n{style}\n</style></head>", 1)


def _readable(folder: Path) -> Graph:
    """The ontology with one literal for all languages: pyLODE puts no space between several."""
    from rdflib import DCTERMS, RDFS, SKOS, Graph, Literal  # noqa: PLC0415

    graph = Graph()
    for name in FILES:
        graph.parse(folder / name)
    graph.remove((None, RDFS.isDefinedBy, None))  # it is this page
    for predicate in (RDFS.label, DCTERMS.title, DCTERMS.description, SKOS.definition, SKOS.scopeNote):
        joint = " · " if predicate in (RDFS.label, DCTERMS.title) else "\n\n"
        for subject in set(graph.subjects(predicate)):
            graph.set((subject, predicate, Literal(joint.join(_texts(graph, subject, predicate)))))
    return graph


def _texts(graph: Graph, subject: Node, predicate: Node) -> list[str]:
    """The texts of one subject, in the order of ``LANGUAGES``."""
    texts = {getattr(text, "language", None): str(text) for text in graph.objects(subject, predicate)}
    return [texts[language] for language in LANGUAGES if language in texts]


def interface(package: str) -> str:
    """One HTML page, complete in itself, of what a package gives: each name in its ``__all__``, with its docstring.

    The same package gives the same page. Errors: ``ModuleNotFoundError`` where there is no such package.
    """
    from pdoc import doc, render  # noqa: PLC0415  (slow to import)

    module = importlib.import_module(package)
    face = types.ModuleType(package, module.__doc__)
    names = [name for name in module.__all__ if not name.startswith("_")]
    ordered = sorted(names, key=lambda name: name.endswith("Error"))
    vars(face).update({name: getattr(module, name) for name in names}, __all__=ordered)
    render.configure(show_source=False, search=False, footer_text=f"{package} {module.__version__}")
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", UserWarning
        )  # of types that exist for type checkers alone; they are shown as written
        html = str(render.html_module(described := doc.Module(face), {package: described}))
    named = re.sub(r'(<a class="headerlink" href="#([^"]+)")', r'\1 aria-label="Link to \2"', html)
    return _styled(named, INTERFACE_STYLE)


@contextlib.contextmanager
def _quiet_logging() -> Iterator[None]:
    """pyLODE sets up the root logger when it is imported; it is put back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers = [logging.NullHandler()]
    try:
        yield
    finally:
        root.handlers = handlers
        root.setLevel(level)
