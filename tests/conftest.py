"""The two worlds of the tests: the small hand-made one of ``tests/toy`` and the record itself."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import settings

from browser import chromium  # noqa: F401  a fixture
from jumelage_graph import build, namespaces, resources, tables
from jumelage_graph.build import Dataset
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.engines.sections import Grouped
from jumelage_graph.statements.gathering import Text
from jumelage_graph.tables import Tables
from serving import address  # noqa: F401  a fixture
from virtuoso import virtuoso  # noqa: F401  a fixture

settings.register_profile("any machine", deadline=None, derandomize=True, database=None)
settings.load_profile("any machine")

TOY = Path(__file__).parent / "toy"
TOY_DAY = "2026-11-24"
"""The day as of which the toy world tells, whenever the record was last read."""


def toy_folder(folder: Path) -> Path:
    """The toy tables with the one description that all tables share, as of their own day, in ``folder``."""
    data = folder / "data"
    shutil.copytree(TOY, data)
    metadata = (resources.data() / "csv-metadata.json").read_text(encoding="utf-8")
    told = re.sub(r'("dc:date": ")[^"]*', rf"\g<1>{TOY_DAY}", metadata, count=1)
    assert told != metadata or TOY_DAY in metadata
    (data / "csv-metadata.json").write_text(told, encoding="utf-8")
    return data


def text(nquads: bytes) -> Text:
    """Lines as the build hands them on."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  (open as long as the text)
    file.write(nquads)
    return Text(file)


def grouped(nquads: bytes) -> bytes:
    """The file of the cache that is made of sorted lines."""
    return b"".join(Grouped(text(nquads)))


@pytest.fixture
def toy_data(tmp_path: Path) -> Path:
    """A folder of toy tables that the test may change."""
    return toy_folder(tmp_path)


@pytest.fixture(scope="session")
def toy_tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return tables.read(toy_folder(tmp_path_factory.mktemp("toy")))


@pytest.fixture(scope="session")
def toy_dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return build.dataset(toy_folder(tmp_path_factory.mktemp("toy")), resources.ontology())


@pytest.fixture(scope="session")
def real_dataset() -> Dataset:
    return build.dataset(resources.data(), resources.ontology())


@pytest.fixture(scope="session")
def toy_engine(toy_dataset: Dataset) -> EmbeddedEngine:
    return EmbeddedEngine.from_nquads(toy_dataset.nquads)


@pytest.fixture(scope="session")
def real_engine(real_dataset: Dataset) -> EmbeddedEngine:
    return EmbeddedEngine.from_nquads(real_dataset.nquads)


class World:
    """A built dataset, asked for the values of one property of one thing."""

    def __init__(self, dataset: Dataset) -> None:
        self.values: dict[tuple[str, str], set[str]] = {}
        for quad in pyoxigraph.parse(dataset.nquads, format=pyoxigraph.RdfFormat.N_QUADS):
            key = (quad.subject.value, quad.predicate.value)
            self.values.setdefault(key, set()).add(_short(quad.object))
        self.predicates = {predicate for _, predicate in self.values}

    def __call__(self, path: str, curie: str) -> set[str]:
        """The values of a property of the thing at ``path``: ``text@language``, paths, prefixed names."""
        predicate = namespaces.expand(curie)
        assert predicate in self.predicates, f"nothing at all has {curie}"
        return self.values.get((namespaces.thing(path), predicate), set())

    def having(self, curie: str) -> dict[str, set[str]]:
        """Each thing (its path) that has a property, with its values."""
        predicate, base = namespaces.expand(curie), namespaces.thing("")
        return {s.removeprefix(base): v for (s, p), v in self.values.items() if p == predicate}


def _short(term: pyoxigraph.NamedNode | pyoxigraph.Literal) -> str:
    if isinstance(term, pyoxigraph.Literal):
        return f"{term.value}@{term.language}" if term.language else term.value
    path = term.value.removeprefix(namespaces.thing(""))
    return path if path != term.value else namespaces.contract(path)


@pytest.fixture(scope="session")
def toy(toy_dataset: Dataset) -> World:
    return World(toy_dataset)


@pytest.fixture(scope="session")
def real(real_dataset: Dataset) -> World:
    return World(real_dataset)


@pytest.fixture(scope="session", autouse=True)
def cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache folder of their own, so that the tests leave nothing in the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUMELAGE_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
