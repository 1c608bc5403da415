"""The two worlds of the tests: the small hand-made one of ``tests/toy`` and the record itself."""

import shutil
from pathlib import Path

import pytest

from jumelage_graph import build, resources, tables
from jumelage_graph.build import Dataset
from jumelage_graph.tables import Tables

TOY = Path(__file__).parent / "toy"


def toy_folder(folder: Path) -> Path:
    """The toy tables with the one description that all tables share, in ``folder``."""
    data = folder / "data"
    shutil.copytree(TOY, data)
    shutil.copy(resources.data() / "csv-metadata.json", data)
    return data


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
