"""The house: rooms, layers, one outside library in one room, and nothing that speaks of the machine it was made on."""

import ast
import graphlib
import importlib.metadata
import itertools
import re
import subprocess
import sys
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from jumelage_graph import cache

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "jumelage_graph"

README = (SOURCE / "README.md").read_text(encoding="utf-8")
LAYERS = [set(re.findall(r"`(\w+)`", rooms)) for rooms in re.findall(r"^\| \d+ \| ([^|]+) \|", README, re.M)]
LAYER = {room: number for number, rooms in enumerate(LAYERS) for room in rooms}

OWNERS = {
    library: set(re.findall(r"`(\w+)`", rooms))
    for library, rooms in re.findall(
        r"^\| `(\w+)` \| ([^|]+) \|", README.partition("## Libraries")[2].partition("## Words")[0], re.M
    )
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
            if package == "jumelage_graph":
                if inner not in LAYER:
                    found.append(
                        f"{room} imports {inner} from the package itself, which stands above all rooms"
                    )
                elif inner != room and LAYER[inner] >= LAYER[room]:
                    found.append(f"{room} (layer {LAYER[room]}) imports {inner} (layer {LAYER[inner]})")
            elif package not in sys.stdlib_module_names and room not in OWNERS.get(package, set()):
                found.append(f"{room} imports {package}, which lives in {sorted(OWNERS.get(package, set()))}")
    return found


def sources() -> dict[Path, str]:
    files = {path: path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")}
    for front in ("__init__.py", "__main__.py"):  # the whole package, above all rooms
        files.pop(SOURCE / front)
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
        ("dates.py", "import requests", "dates imports requests, which lives in []"),
        (
            "dates.py",
            "from jumelage_graph import __version__",
            "dates imports __version__ from the package itself, which stands above all rooms",
        ),
    ],
)
def test_a_wrong_import_is_found(room: str, line: str, expected: str) -> None:
    assert violations({SOURCE / room: line}) == [expected.format(**LAYER)]


def test_each_room_of_a_library_uses_it() -> None:
    used = {
        (package, room_of(path))
        for path, text in sources().items()
        for package, _ in imports(ast.parse(text))
    }
    assert len(OWNERS) > 20
    assert {(library, room) for library, rooms in OWNERS.items() for room in rooms} - used == set()


def modules(text: str, known: Collection[str]) -> set[str]:
    """Those of the known modules of ours that a text imports."""
    names = set()
    for node in nodes(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    ours = {name.removeprefix("jumelage_graph.") for name in names}
    return {name if name in known else name.rpartition(".")[0] for name in ours} & set(known)


def circle(files: dict[str, str]) -> list[str]:
    """Modules, by their names, that import each other in a circle; none where there is none."""
    try:
        graphlib.TopologicalSorter(
            {name: modules(text, files) - {name} for name, text in files.items()}
        ).prepare()
    except graphlib.CycleError as error:
        return [str(name) for name in error.args[1]]
    return []


def test_no_files_import_each_other_in_a_circle() -> None:
    files = {
        ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): text
        for path, text in sources().items()
    }
    assert len(files) > 150
    assert circle(files) == []
    files["words.catalogue"] = "from jumelage_graph.words.speech import say"
    assert set(circle(files)) == {"words.catalogue", "words.speech"}


def written_iris(text: str) -> list[int]:
    """The lines of a text, docstrings apart, where a whole IRI of the web is written down."""
    tree = ast.parse(text)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    heads = [
        node.body[0] for node in ast.walk(tree) if isinstance(node, documented) and ast.get_docstring(node)
    ]
    docs = {id(head.value) for head in heads if isinstance(head, ast.Expr)}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and id(node) not in docs
        and re.search(r"https?://\w", str(node.value))
    ]


def test_iris_are_made_in_namespaces_alone() -> None:
    assert written_iris('"""See https://example.org."""\nX = f"<http://example.org/{1}>"') == [2]
    found = {path.name: lines for path, text in sources().items() if (lines := written_iris(text))}
    assert found.pop("namespaces.py")
    assert found == {}


def test_the_cache_knows_all_that_the_dataset_is_made_from() -> None:
    files = sources()
    rooms = ["build"]
    for room in rooms:
        texts = [text for path, text in files.items() if room_of(path) == room]
        ours = {
            inner
            for text in texts
            for package, inner in imports(ast.parse(text))
            if package == "jumelage_graph"
        }
        rooms += sorted(ours - set(rooms))
    code, libraries = cache.of_room("build")
    assert (
        {room_of(Path(path)) for path, _ in code}
        == set(rooms)
        > {"geodesy", "mapping", "statements", "tables"}
    )
    assert {"csvw", "edtf", "ftfy", "pyoxigraph"} <= libraries
    assert len(cache._versions({"csvw", "edtf"})) == 2


def test_the_licences_that_ask_for_more_are_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted, met = list(project["dependencies"]), dict[str, str]()
    while wanted:
        asked = Requirement(wanted.pop())
        if asked.name.lower() in met or (asked.marker and not asked.marker.evaluate({"extra": ""})):
            continue
        found = importlib.metadata.distribution(asked.name)
        said = [found.metadata.get(field, "")[:60] for field in ("License-Expression", "License")]
        met[asked.name.lower()] = " ".join([*said, *found.metadata.get_all("Classifier", [])])
        wanted += found.requires or []
    copyleft = {name for name, said in met.items() if re.search(r"GPL|MPL|EUPL", said)}
    assert {"igraph", "dominate"} <= copyleft
    assert {name for name in copyleft if f"`{name}`" not in README} == set()


DISTRIBUTIONS = {
    "SPARQLWrapper": "sparqlwrapper",
    "matplotlib_fontja": "matplotlib-fontja",
    "markdown_it": "markdown-it-py",
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
        "jumelage_graph.record",
        "jumelage_graph.wording",
    }
    loaded = _modules_after("import jumelage_graph.cli, jumelage_graph.cli.query")
    assert "jumelage_graph.cli.query" in loaded
    assert slow & loaded == set()


def test_help_imports_of_ours_what_errors_need() -> None:
    loaded = _modules_after("from jumelage_graph.cli import run", "run(['--help'])")
    ours = {"", ".cli", ".errors", ".version", ".words", ".words.catalogue", ".words.speech"}
    assert {name for name in loaded if name.startswith("jumelage")} == {
        f"jumelage_graph{name}" for name in ours
    }
    assert "pathlib" not in loaded


def test_a_card_imports_neither_babel_nor_the_whole_record() -> None:
    cache.dataset_file()
    loaded = _modules_after("from jumelage_graph.cli import run", "run(['show', '金沢'])")
    assert "jumelage_graph.cards" in loaded
    assert {"babel", "jumelage_graph.record"} & loaded == set()


def test_a_table_on_a_terminal_needs_no_archives_no_decimals_and_no_babel() -> None:
    name = cache.dataset_file().name  # a build, and a note of its inputs, need them
    loaded = _modules_after(
        "from jumelage_graph import cache",
        f"cache._name = lambda: {name!r}",
        "import os, pty",
        "reader, sys.stdout = (os.fdopen(end, way) for end, way in zip(pty.openpty(), 'rw'))",
        "from jumelage_graph.cli import run",
        "run(['query', 'partners', '-p', 'government=nancy'])",
        "sys.stdout = sys.__stdout__",
        "assert '─────' in reader.readline() + reader.readline()",
    )
    assert "jumelage_graph.wording" in loaded
    assert {"shutil", "decimal", "babel", "rich"} & loaded == set()


def test_a_command_counts_communities_without_matplotlib_which_python_keeps() -> None:
    asked = "graph = __import__('networkx').path_graph(3); communities(graph)"
    lines = (
        "from jumelage_graph import lean",
        "from jumelage_graph.networks.communities import communities",
        asked,
    )
    loaded = _modules_after(lines[0], "lean.stand_alone()", *lines[1:])
    assert "igraph" in loaded
    assert "matplotlib" not in loaded
    assert "matplotlib" in _modules_after(*lines)  # somebody else's igraph may be there to draw


def _modules_after(*lines: str) -> set[str]:
    code = "\n".join(("import sys", *lines, "print('modules', *sys.modules)"))
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(ran.stdout.rpartition("modules ")[2].split())


def test_no_room_has_grown_too_large() -> None:
    long = {path.name: text.count("\n") for path, text in sources().items() if text.count("\n") > 400}
    assert long == {}


def test_the_lock_names_versions_and_hashes_only() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert "--hash=sha256:" in lock
    assert "://" not in lock
