"""The pages of the guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jumelage_graph import queries, words
from jumelage_graph.namespaces import expand
from jumelage_graph.site.guide import notebooks, recipes
from jumelage_graph.site.guide.answers import Asked, Asker
from jumelage_graph.site.guide.prose import Code, titled
from jumelage_graph.site.guide.recipes import Question
from jumelage_graph.site.guide.terms import Ontology
from jumelage_graph.site.rendering import Place, render
from jumelage_graph.words import told, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from jumelage_graph.engines import Engine
    from jumelage_graph.site.copies import Copy
    from jumelage_graph.told import Told

PAGES = ("tutorial", "cookbook", "questions", "tools", "ontology", "take", "citing")
"""The pages beside the contents and the articles, in the order of the contents."""

_CODE = Path(__file__).with_name("code")


class Section(NamedTuple):
    """A heading with its text, lines to copy, and a question with its answer."""

    anchor: str
    heading: str
    text: Markup
    codes: tuple[Code, ...] = ()
    asked: Asked | None = None


class Subject(NamedTuple):
    """Sections under one heading, which may be empty."""

    heading: str
    sections: tuple[Section, ...]


def paths() -> Iterator[str]:
    """The address of each page, from the folder of a language."""
    yield from (f"guide/{name}.html" for name in ("index", *PAGES))
    yield from (f"guide/notebook-{name}.html" for name in notebooks.stored())


@dataclass(frozen=True)
class Guide:
    """The guide of one dataset.

    ``shared`` gives what every page shows, for a language and a title; ``copies`` are the files to take away,
    ``articles`` the notebooks as they were run, by name; without them they are shown as they are stored.
    """

    engine: Engine
    told: Told
    base: str
    shared: Callable[[str, str], Mapping[str, object]]
    copies: Sequence[Copy] = ()
    articles: Mapping[str, notebooks.Notebook] | None = None

    def page(self, path: str, lang: str) -> bytes | None:
        """The page at an address; ``None`` where there is none."""
        name = path.removeprefix("guide/").removesuffix(".html")
        if path not in set(paths()):
            return None
        if name.startswith("notebook-"):
            return self._article(name.removeprefix("notebook-"), lang)
        single = {
            "index": self._contents,
            "questions": self._questions,
            "ontology": self._terms,
            "take": self._take,
        }
        if name in single:
            return single[name](lang)
        subjects = {
            "tutorial": self._tutorial,
            "cookbook": self._cookbook,
            "tools": self._tools,
            "citing": self._citing,
        }
        return self._render("guide.html", name, lang, subjects=list(subjects[name](lang)))

    def chosen(self, lang: str) -> Iterator[tuple[str, str, str]]:
        """The questions of the first page: each with the name of its query and the address of its form."""
        said = words.of("guide.cookbook", lang)
        for question in (each for subject in recipes.COOKBOOK.values() for each in subject):
            if question.query in recipes.CHOSEN and self._asker.known(question):
                yield said[question.query], question.query, question.form

    def _render(self, template: str, name: str, lang: str, title: str = "", **shown: object) -> bytes:
        at = Place(lang, f"guide/{name}.html", self.base)
        shared = self.shared(lang, title or word(f"guide.pages.{name}", lang))
        lead = "" if title else word(f"guide.about.{name}", lang)
        return render(template, at, guide=words.of("guide", lang), lead=lead, **shared, **shown)

    # --- pages of sections

    def _tutorial(self, lang: str) -> Iterator[Subject]:
        yield Subject("", tuple(self._steps(lang)))

    def _steps(self, lang: str) -> Iterator[Section]:
        for name, step in recipes.TUTORIAL.items():
            heading, text = titled(words.of("guide.tutorial", lang)[name])
            if isinstance(step, Question):
                yield Section(name, heading, text, asked=self._asker.ask(step, lang, ways=False))
            else:
                yield Section(name, heading, text, (self._typed(step, "sh", lang),))

    def _cookbook(self, lang: str) -> Iterator[Subject]:
        said = words.of("guide", lang)
        for subject, questions in recipes.COOKBOOK.items():
            asked = ((each.query, self._asker.ask(each, lang)) for each in questions)
            subjects = tuple(
                Section(name, said[f"cookbook.{name}"], titled("")[1], asked=each)
                for name, each in asked
                if each
            )
            yield Subject(said[f"subjects.{subject}"], subjects)
        yield Subject(said["subjects.sparql"], tuple(self._written(lang)))

    def _written(self, lang: str) -> Iterator[Section]:
        for name, sparql in recipes.SPARQL.items():
            heading, text = titled(words.of("guide.sparql", lang)[name])
            yield Section(
                f"sparql-{name}", heading, text, asked=self._asker.ask(Question("", {}, sparql), lang)
            )

    def _tools(self, lang: str) -> Iterator[Subject]:
        yield Subject("", tuple(self._recipes(lang)))

    def _recipes(self, lang: str) -> Iterator[Section]:
        for name, (file, language) in recipes.TOOLS.items():
            heading, text = titled(words.of("guide.tools", lang)[name])
            code = (_CODE / file).read_text("utf-8")
            yield Section(name, heading, text, (Code("", code, language),))

    def _citing(self, lang: str) -> Iterator[Subject]:
        yield Subject("", tuple(self._ways_to_cite(lang)))

    def _ways_to_cite(self, lang: str) -> Iterator[Section]:
        citation = str(self.shared(lang, "")["citation"])
        command = "jumelage query in-force -p date=1995-01-01 --cite -o in-force.xlsx"
        codes = {
            "whole": (Code("", citation, "text"),),
            "claim_example": self._claim(lang, citation),
            "answer": (self._typed(command, "sh", lang),),
        }
        for name, text in words.of("guide.citing", lang).items():
            if name not in codes or codes[name]:
                yield Section(name, *titled(text), codes.get(name, ()))

    def _claim(self, lang: str, citation: str) -> tuple[Code, ...]:
        """A claim of the record with its source, as it is cited."""
        thing = expand(f"id:{recipes.AGREEMENT}")
        claims = [iri for iri in self.told.below(thing) if "/claim/" in iri]
        if not claims:
            return ()
        claim = min(claims)
        source = self.told.value(claim, "prov:hadPrimarySource") or self.told.value(
            claim, "prov:wasDerivedFrom"
        )
        name = self.told.called(source, lang).text if source else ""
        address = self.told.value(source, "sdo:url") if source else None
        return (Code("", "\n".join(filter(None, (f"{name}. {address or ''}", citation, claim))), "text"),)

    def _typed(self, command: str, language: str, lang: str) -> Code:
        return Code(word("guide.said.terminal", lang), command, language)

    @cached_property
    def _asker(self) -> Asker:
        return Asker(self.engine)

    # --- the other pages

    def _contents(self, lang: str) -> bytes:
        articles = [
            (f"notebook-{name}.html", notebooks.title(each, lang), notebooks.lead(each, lang))
            for name, each in self._articles.items()
        ]
        return self._render(
            "contents.html", "index", lang, pages=PAGES, articles=articles, read=bool(self.copies)
        )

    def _questions(self, lang: str) -> bytes:
        asked = [
            (
                query,
                told(query.description, lang),
                [
                    (each, told(each.description, lang))
                    for each in query.parameters
                    if each.type != "language"
                ],
            )
            for query in queries.catalogue().values()
        ]
        return self._render("questions.html", "questions", lang, asked=asked)

    def _terms(self, lang: str) -> bytes:
        kinds = {kind: self._ontology.terms(kind, lang) for kind in ("classes", "properties")}
        return self._render("terms.html", "ontology", lang, kinds=kinds)

    def _take(self, lang: str) -> bytes:
        sizes = {each.name: -(-len(each.content) // 1000) for each in self.copies}
        said = {each.name: told(each.what, lang) for each in self.copies}
        return self._render("take.html", "take", lang, copies=self.copies, sizes=sizes, summaries=said)

    def _article(self, name: str, lang: str) -> bytes:
        notebook = self._articles[name]
        title, parts = notebooks.title(notebook, lang), notebooks.parts(notebook, lang)
        return self._render(
            "notebook.html",
            f"notebook-{name}",
            lang,
            title=title,
            parts=parts,
            spoken_here=notebooks.speaks(notebook, lang),
        )

    @cached_property
    def _ontology(self) -> Ontology:
        return Ontology(self.told, self.engine)

    @cached_property
    def _articles(self) -> Mapping[str, notebooks.Notebook]:
        return self.articles if self.articles is not None else notebooks.stored()
