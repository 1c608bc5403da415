"""The house: rooms, layers, one outside library in one room, and nothing that speaks of the machine it was made on."""

import ast
import itertools
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "jumelage_graph"

README = (SOURCE / "README.md").read_text(encoding="utf-8")
LAYERS = [set(re.findall(r"`(\w+)`", rooms)) for rooms in re.findall(r"^\| \d+ \| ([^|]+) \|", README, re.M)]
LAYER = {room: number for number, rooms in enumerate(LAYERS) for room in rooms}

OWNERS = {
    "babel": {"words"},
    "edtf": {"dates"},
    "csvw": {"tables"},
    "ftfy": {"tables"},
    "pyoxigraph": {"engines", "build", "statements"},
    "SPARQLWrapper": {"engines"},
    "shifty": {"validation"},
    "networkx": {"networks", "analyses", "views"},
    "matplotlib": {"views"},
    "polars": {"api", "exports"},
    "pyvis": {"views"},
    "jinja2": {"codebook", "views"},
    "pyld": {"exports"},
    "openpyxl": {"exports"},
    "icalendar": {"exports"},
    "oxrdflib": {"api"},
    "starlette": {"server"},
    "uvicorn": {"server"},
    "click": {"cli"},
}


def nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those that only a type checker reads."""
    if isinstance(tree, ast.If) and ast.unparse(tree.test) == "TYPE_CHECKING":
        return
    yield tree
    for child in ast.iter_child_nodes(tree):
        yield from nodes(child)


def imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(top-level package, first room inside ours or "") of each import."""
    for node in nodes(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            yield parts[0], parts[1] if len(parts) > 1 else ""


def room_of(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def violations(files: dict[Path, str]) -> list[str]:
    found = []
    for path, text in files.items():
        room = room_of(path)
        for package, inner in imports(ast.parse(text)):
            if (
                package == "jumelage_graph"
                and inner in LAYER
                and inner != room
                and LAYER[inner] >= LAYER[room]
            ):
                found.append(f"{room} (layer {LAYER[room]}) imports {inner} (layer {LAYER[inner]})")
            if room not in OWNERS.get(package, {room}):
                found.append(f"{room} imports {package}, which lives in {sorted(OWNERS[package])}")
    return found


def sources() -> dict[Path, str]:
    files = {path: path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")}
    files.pop(SOURCE / "__init__.py")
    return files


def test_each_room_has_a_layer() -> None:
    rooms = {room_of(path) for path in sources()}
    assert rooms
    assert rooms == set(LAYER)


def test_rooms_import_from_lower_layers_and_libraries_stay_in_their_room() -> None:
    assert violations(sources()) == []


@pytest.mark.parametrize(
    ("room", "line", "expected"),
    [
        (
            "dates.py",
            "from jumelage_graph import build",
            "dates (layer {dates}) imports build (layer {build})",
        ),
        (
            "names.py",
            "from jumelage_graph.networks import x",
            "names (layer {names}) imports networks (layer {networks})",
        ),
        (
            "cli/query.py",
            "import pyoxigraph",
            "cli imports pyoxigraph, which lives in ['build', 'engines', 'statements']",
        ),
    ],
)
def test_a_wrong_import_is_found(room: str, line: str, expected: str) -> None:
    assert violations({SOURCE / room: line}) == [expected.format(**LAYER)]


DISTRIBUTIONS = {
    "SPARQLWrapper": "sparqlwrapper",
    "matplotlib_fontja": "matplotlib-fontja",
    "shifty": "pyshifty",
}


def undeclared(files: dict[Path, str], project: str) -> set[str]:
    """The outside libraries that are imported but neither a dependency nor an extra."""
    declared = tomllib.loads(project)["project"]
    wanted = [*declared["dependencies"], *itertools.chain(*declared["optional-dependencies"].values())]
    known = {re.split(r"[^\w-]", name)[0].lower() for name in wanted}
    used = {package for text in files.values() for package, _ in imports(ast.parse(text))}
    outside = used - set(sys.stdlib_module_names) - {"jumelage_graph"}
    return {package for package in outside if DISTRIBUTIONS.get(package, package) not in known}


def test_every_library_is_declared() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert undeclared(sources(), project) == set()
    assert undeclared(sources(), project.replace('"csvw', '"csvv')) == {"csvw"}


def test_the_front_door_imports_nothing_slow() -> None:
    slow = {
        "rdflib",
        "networkx",
        "shifty",
        "csvw",
        "edtf",
        "pyvis",
        "pyld",
        "rich",
        "openpyxl",
        "SPARQLWrapper",
    }
    code = "import sys, jumelage_graph.cli, jumelage_graph.cli.query; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "jumelage_graph.cli.query" in loaded
    assert slow & set(loaded) == set()


def test_no_room_has_grown_too_large() -> None:
    long = {path.name: text.count("\n") for path, text in sources().items() if text.count("\n") > 400}
    assert long == {}


def test_the_lock_names_versions_and_hashes_only() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert "--hash=sha256:" in lock
    assert "://" not in lock
