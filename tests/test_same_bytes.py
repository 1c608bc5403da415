"""The pages are the same bytes in every process, and on every Python here that has the libraries of the project.

Other Pythons are looked for on the path, and in ``JUMELAGE_PYTHONS`` (files, colons between).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jumelage_graph.build import Dataset

SOURCE = Path(__file__).resolve().parents[1] / "src"
DRAW = """
import hashlib, sys
from pathlib import Path
from jumelage_graph import views
from jumelage_graph.engines.embedded import EmbeddedEngine
engine = EmbeddedEngine.from_nquads(Path(sys.argv[1]).read_bytes())
for name in views.names():
    print(name, hashlib.sha256(views.find(name).draw(engine).encode()).hexdigest())
"""


def pythons() -> list[str]:
    """Other Pythons that can draw a page."""
    named = os.environ.get("JUMELAGE_PYTHONS", "").split(os.pathsep)
    found = [
        *filter(None, named),
        *filter(None, map(shutil.which, ("python3.11", "python3.12", "python3.13"))),
    ]
    probe = "import pyoxigraph, networkx, igraph, pyvis, jinja2, babel"
    able = (one for one in found if not subprocess.run([one, "-c", probe], capture_output=True).returncode)
    return sorted(set(able))


def _digests(python: str, nquads: Path, seed: str) -> list[str]:
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(
        [python, "-c", DRAW, nquads], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.fixture(scope="module")
def nquads(real_dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bytes") / "dataset.nq"
    path.write_bytes(real_dataset.nquads)
    return path


def test_a_page_does_not_follow_the_order_of_a_set_or_the_version_of_python(nquads: Path) -> None:
    here = _digests(sys.executable, nquads, "1")
    assert len(here) == 12
    assert _digests(sys.executable, nquads, "2") == here
    for python in pythons():
        assert _digests(python, nquads, "3") == here, python
