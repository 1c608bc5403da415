"""All pages of the explorer: what the dataset says, read once, and each page made from it when it is asked for."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from jumelage_graph import disagreements, views, words
from jumelage_graph.namespaces import DATASET, PREFIXES
from jumelage_graph.record import Record
from jumelage_graph.site import addresses, guide, marking, thing
from jumelage_graph.site.guide import Guide
from jumelage_graph.site.lists import Lister
from jumelage_graph.site.locating import Locator
from jumelage_graph.site.rendering import Place, render, spoken
from jumelage_graph.told import Told
from jumelage_graph.words import forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jumelage_graph.disagreements import Conflict
    from jumelage_graph.engines import Engine
    from jumelage_graph.site.copies import Copy
    from jumelage_graph.site.guide.notebooks import Notebook

LATEST = 8
"""How many acts the first page names."""


class Explorer:
    """The pages of a dataset.

    ``base`` is the address of the site with a slash at its end, empty where it has none.
    """

    def __init__(
        self,
        engine: Engine,
        base: str = "",
        copies: Sequence[Copy] = (),
        articles: Mapping[str, Notebook] | None = None,
        *,
        preview: bool = False,
    ) -> None:
        """The pages of what an engine holds; nothing is asked yet.

        ``copies`` are the files to take away, ``articles`` the notebooks as they were run: the first page and the guide
        tell of them, and can be told of them later. ``preview``: where the site has an address, a picture of the map
        goes with each page.
        """
        self.engine, self._base, self.copies, self.articles = engine, base, copies, articles
        self._preview = preview and base.startswith("http")
        self._disagreements: dict[str, dict[str, list[Conflict]]] = {}

    def read(self) -> None:
        """Read now what the pages of things are made from, rather than with the first of them."""
        for lang in words.LANGUAGES:
            self._conflicts(lang)
        self.locator.of("government", next(iter(self.record.governments), ""))
        assert self.told
        assert self.record.coverage
        assert self.record.concepts

    @cached_property
    def told(self) -> Told:
        """All that the dataset says."""
        return Told.whole(self.engine)

    @cached_property
    def record(self) -> Record:
        """The same, typed."""
        return Record(self.engine)

    @cached_property
    def _guide(self) -> Guide:
        return Guide(self.engine, self.told, self._base, self._shared, self.copies, self.articles)

    @cached_property
    def locator(self) -> Locator:
        """Where things lie."""
        return Locator(self.record)

    @cached_property
    def things(self) -> dict[str, list[str]]:
        """The IRIs of all that have a page, by kind."""
        iris: dict[str, list[str]] = {kind: [] for kind in addresses.KINDS}
        for iri in self.told.things():
            if (at := addresses.place(iri)) and addresses.thing(*at) == iri:
                iris[at[0]].append(iri)
        iris["conflict"] = [f"{PREFIXES['id']}{about}" for about in self._conflicts("en")]
        return iris

    def paths(self) -> Iterator[str]:
        """The address of each page, from the folder of a language."""
        yield "index.html"
        yield "query.html"
        yield "search.html"
        yield "offline.html"
        yield from guide.paths()
        for kind, things in self.things.items():
            yield f"{kind}/index.html"
            yield from (f"{kind}/{self._name(kind, iri)}.html" for iri in things)

    def page(self, path: str, lang: str) -> bytes | None:
        """The page at an address, in a language; ``None`` where there is none."""
        single = {
            "index.html": self._home,
            "query.html": self._query,
            "search.html": self._search,
            "offline.html": self._offline,
        }
        if path in single:
            return single[path](lang)
        if path.startswith("guide/"):
            return self._guide.page(path, lang)
        kind, _, name = path.removesuffix(".html").partition("/")
        if kind not in addresses.KINDS or not path.endswith(".html"):
            return None
        if name == "index":
            return self._list(kind, lang)
        if kind == "conflict":
            return self._conflict(name, lang)
        iri = addresses.thing(kind, name)
        return self._thing(iri, lang) if iri in self.told and addresses.path(iri) == path else None

    def missing(self, lang: str, root: str) -> bytes:
        """The page for an address at which there is nothing; ``root`` is the address of the site, from its host."""
        at = Place(lang, "404.html", self._base)
        return render("missing.html", at, here=root, **self._shared(lang, spoken(lang)["missing_title"]))

    # --- the kinds of pages

    def _home(self, lang: str) -> bytes:
        counts = {kind: len(things) for kind, things in self.things.items()}
        at = Place(lang, "index.html", self._base)
        shared = self._shared(lang, spoken(lang)["title"])
        return render(
            "home.html",
            at,
            counts=counts,
            coverage=self.record.coverage.sentence(lang),
            latest=list(self._latest(lang)),
            chosen=list(self._guide.chosen(lang)),
            located=self.locator.whole(),
            called=self._called(lang),
            marked=marking.dataset(self.told, at, self.copies),
            pictures={view: words.word(f"pages.titles.{view}", lang) for view in views.names()},
            **shared,
        )

    def _search(self, lang: str) -> bytes:
        at = Place(lang, "search.html", self._base)
        return render("search.html", at, **self._shared(lang, spoken(lang)["search.label"]))

    def _offline(self, lang: str) -> bytes:
        at = Place(lang, "offline.html", self._base)
        return render("offline.html", at, **self._shared(lang, spoken(lang)["offline_title"]))

    def _query(self, lang: str) -> bytes:
        said = words.of("site.query", lang) | {"copied": spoken(lang)["thing.copied"]}
        at, shared = Place(lang, "query.html", self._base), self._shared(lang, said["title"])
        return render("query.html", at, spoken_words=said, **shared)

    def _called(self, lang: str) -> Callable[[str], str]:
        """What a government is called, by its id."""
        return lambda name: self.record.governments[name].names[lang]

    def _pictures(self, kind: str, name: str, lang: str) -> Iterator[tuple[str, str]]:
        """Address and title of each picture that shows a thing, with that thing chosen."""
        if kind == "government" and not self.locator.drawn(name):
            return
        for view, choice in thing.PICTURES.get(kind, {}).items():
            chosen = f"card={kind}/{name}" if choice == "card" else f"{choice}={name}"
            yield f"pictures/{view}.html#lang={lang}&{chosen}", words.word(f"pages.titles.{view}", lang)

    def _latest(self, lang: str) -> Iterator[tuple[str, str, str, str]]:
        """Date, kind of act, agreement and its address, of the latest acts."""
        acts = [(act.earliest, act, each) for each in self.record.agreements.values() for act in each.acts]
        known = sorted((one for one in acts if one[0]), key=lambda one: (one[0], one[2].id), reverse=True)
        for _, act, agreement in known[:LATEST]:
            kind = self.record.concepts["act-kinds"][act.kind][lang]
            yield forms.date(act.edtf, lang), kind, agreement.names[lang], f"agreement/{agreement.id}.html"

    def _list(self, kind: str, lang: str) -> bytes:
        at, title = Place(lang, f"{kind}/index.html", self._base), spoken(lang)[f"kinds.{kind}"]
        if kind == "conflict":
            return render("conflicts.html", at, conflicts=self._compared(lang), **self._shared(lang, title))
        made = Lister(self.told, self._region).make(kind, self.things[kind], lang)
        return render("list.html", at, made=made, **self._shared(lang, title))

    def _thing(self, iri: str, lang: str) -> bytes:
        page = thing.page(self.told, iri, lang, self._attributes[lang])
        at = Place(lang, addresses.path(iri), self._base)
        conflicts = self._conflicts(lang).get(iri.removeprefix(PREFIXES["id"]), [])
        return render(
            "thing.html",
            at,
            page=page,
            conflicts=conflicts,
            located=self.locator.of(page.kind, page.id),
            called=self._called(lang),
            pictures=list(self._pictures(page.kind, page.id, lang)),
            marked=marking.thing(self.told, page, at),
            **self._shared(lang, page.title.text),
        )

    def _conflict(self, name: str, lang: str) -> bytes | None:
        about = name.replace("--", "/", 1)
        conflicts = self._conflicts(lang).get(about)
        if conflicts is None:
            return None
        iri, at = f"{PREFIXES['id']}{about}", Place(lang, f"conflict/{name}.html", self._base)
        called = self.told.called(iri, lang)
        title = f"{called.text} · {spoken(lang)['kinds.conflict']}"
        return render(
            "conflict.html",
            at,
            conflicts=conflicts,
            ranked=lambda rank: self.told.called(f"{PREFIXES['jgk']}{rank}", lang).text,
            called=called,
            about=addresses.path(iri),
            **self._shared(lang, title),
        )

    def _compared(self, lang: str) -> list[tuple[str, str, str, int]]:
        """Name, address, attributes and number of values of each thing on which sources disagree."""
        compared = []
        for about, conflicts in self._conflicts(lang).items():
            iri = f"{PREFIXES['id']}{about}"
            name = self.told.called(iri, lang).text
            stated = sum(len(each.stated) for each in conflicts)
            attributes = "; ".join(each.attribute for each in conflicts)
            compared.append((name, f"conflict/{self._name('conflict', iri)}.html", attributes, stated))
        return sorted(compared)

    # --- what they share

    def _shared(self, lang: str, title: str) -> dict[str, object]:
        version = self.told.value(DATASET, "dcat:version") or self.told.value(DATASET, "owl:versionInfo")
        citation = self.told.text(DATASET, "dct:bibliographicCitation", lang)
        return {
            "title": title,
            "version": str(version or ""),
            "as_of": self.record.last_day,
            "preview": self._preview,
            "citation": citation.text if citation else "",
        }

    @staticmethod
    def _name(kind: str, iri: str) -> str:
        if kind == "conflict":
            return iri.removeprefix(PREFIXES["id"]).replace("/", "--", 1)
        return addresses.place(iri)[1]  # type: ignore[index]  # it has a page

    def _region(self, iri: str) -> str:
        government = self.record.governments.get(iri.rpartition("/")[2])
        return addresses.thing("government", government.region) if government and government.region else ""

    @cached_property
    def _attributes(self) -> dict[str, dict[str, str]]:
        return {lang: words.of("answers.words.attributes", lang) for lang in words.LANGUAGES}

    def _conflicts(self, lang: str) -> dict[str, list[Conflict]]:
        """Where sources disagree, by the path of the thing."""
        if lang not in self._disagreements:
            conflicts: defaultdict[str, list[Conflict]] = defaultdict(list)
            for each in disagreements.find(self.engine, "", lang):
                conflicts[each.about].append(each)
            self._disagreements[lang] = dict(conflicts)
        return self._disagreements[lang]
