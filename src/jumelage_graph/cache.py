"""The built dataset in the user's cache folder: one N-Quads file, named by a digest of all that it is made from.

It is built on first use, and anew when a table, a rule or the code of the build changes. It is text, never a store,
so that any number of processes may read it while another writes its successor.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
import sys
import time
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jumelage_graph import files, resources
from jumelage_graph.engines.sections import Grouped, canonical
from jumelage_graph.errors import DataError
from jumelage_graph.progress import report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jumelage_graph.build import Dataset

_SUFFIXES = (".csv", ".json", ".ttl", ".rq", ".jsonld", ".py")
_PACKAGES = {"shifty": "pyshifty"}
"""The packages that libraries come in where these have another name."""

_OURS = r"(?:dataset|check|inputs|notebook)-.*\.(?:nq|json)"
_DATASETS = 5
"""How many built datasets are kept: those of other versions of package and tables that were used last."""

_DAY = 86_400
_SETTLED = 2_000_000_000
"""Nanoseconds after which a file that changes again has another time, on every file system that we know."""

_IMPORT = re.compile(rb"\n *(?:from|import) (\w+)(?:\.(\w+))?(?: import ([^\n(#]*|\([^)]*\)))?")


def digest(data: Path | None = None, room: str = "build") -> str:
    """SHA-256, in hexadecimal, of all that the dataset is made from.

    That is: the tables (of the project, or in ``data``), the ontology and its rules, the code of the build (or of
    another room), and the versions of the libraries that this code asks for.
    """
    import hashlib  # noqa: PLC0415  (slow to import; most often the files are as they were)

    whole, (code, libraries) = hashlib.sha256(), of_room(room)
    for path, content in (*_read(str(data or resources.data())), *_read(str(resources.ontology())), *code):
        whole.update(f"{os.path.basename(path)} {len(content)}\n".encode())  # noqa: PTH119
        whole.update(content)
    whole.update("\n".join(_versions(libraries)).encode())
    return whole.hexdigest()


def of_room(room: str) -> tuple[list[tuple[str, bytes]], set[str]]:
    """The files of a room and of every room that it imports, with their content; the packages that they ask for."""
    home, rooms, found, libraries = str(resources.package()), [room], dict[str, bytes](), set[str]()
    for each in rooms:
        for path, content in _read(f"{home}/{each}"):
            found[path] = content
            for package, inner, names in _IMPORT.findall(content):
                if package != b"jumelage_graph":
                    libraries.add(_PACKAGES.get(package.decode(), package.decode()))
                    continue
                listed = [inner] if inner else re.findall(rb"(\w+)(?: as \w+)?", names)
                rooms += [name.decode() for name in listed if name.decode() not in rooms]
    return sorted(found.items()), libraries


def _versions(libraries: set[str]) -> list[str]:
    """Name and version of each installed library, from the names of folders: asking for the metadata takes longer."""
    folders = (os.scandir(place) for place in sys.path if os.path.isdir(place))  # noqa: PTH112
    names = {entry.name for folder in folders for entry in folder if entry.name.endswith(".dist-info")}
    wanted = {name.lower() for name in libraries}
    return sorted(name for name in names if name.partition("-")[0].lower() in wanted)


def _read(place: str) -> list[tuple[str, bytes]]:
    if not os.path.isdir(place):  # noqa: PTH112
        place = place if place.endswith(".py") else f"{place}.py"
    read = []
    for path in _files(place):
        with open(path, "rb") as file:  # noqa: PTH123  (this runs before every answer: pathlib costs as much as the rest)
            read.append((path, file.read()))
    return read


def _files(place: str) -> list[str]:
    if place.endswith(".py"):
        return [place]
    with os.scandir(place) as entries:
        inside = sorted((entry.path, entry.is_dir()) for entry in entries)
    return [
        path
        for entry, is_folder in inside
        for path in (_files(entry) if is_folder else [entry])
        if path.endswith(_SUFFIXES)
    ]


def folder() -> Path:
    """The user's cache folder of this package (XDG Base Directory Specification); ``JUMELAGE_CACHE`` names another."""
    if chosen := os.environ.get("JUMELAGE_CACHE"):
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jumelage-graph"


def dataset_file() -> Path:
    """The file of the built dataset; builds it when the cache has none for these inputs.

    Errors: ``FaultsError`` where the tables do not pass; ``DataError`` where no folder can be written.
    """
    if path := find(_name()):
        return path
    from jumelage_graph import build  # noqa: PLC0415

    made = build.dataset(resources.data(), resources.ontology())
    report("", 1.0)
    return keep(made)


def nquads() -> bytes:
    """The built dataset as sorted N-Quads."""
    return canonical(dataset_file().read_bytes())


def keep(dataset: Dataset) -> Path:
    """Write a dataset that was just built from the present inputs into the cache; its file."""
    return put(_name(), Grouped(dataset.text))


def _name() -> str:
    """The name of the file for the present inputs.

    It was worked out before where size, times and place of every file are as they were then: asking for these takes a
    fifth of the time of a digest.
    """
    home = "\n".join(map(str, (resources.data(), resources.ontology(), resources.package())))
    note = folder() / f"inputs-{zlib.crc32(home.encode()):08x}.json"
    if name := _noted(note):
        return name
    name = f"dataset-{digest()[:24]}.nq"
    _note(note, name)
    return name


def _noted(note: Path) -> str:
    """The name in a note; nothing where there is none, it is damaged, or an input is another than it was."""
    try:
        checksum, _, text = note.read_bytes().partition(b"\n")
        noted = json.loads(text)
        if int(checksum) != zlib.crc32(text) or noted["inputs"] != _inputs(
            noted["roots"], noted["libraries"]
        ):
            return ""
        return str(noted["name"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _note(note: Path, name: str) -> None:
    """Keep the name with what the inputs are now, unless one is so new that a change could have the same time."""
    home = str(resources.package())
    code, libraries = of_room("build")
    rooms = {f"{home}/{path.removeprefix(f'{home}/').partition('/')[0]}" for path, _ in code}
    roots = [str(resources.data()), str(resources.ontology()), *sorted(rooms)]
    inputs = _inputs(roots, libraries)
    if max(changed for _, _, changed, _ in inputs["files"].values()) > time.time_ns() - _SETTLED:
        return
    noted = {"name": name, "roots": roots, "libraries": sorted(libraries), "inputs": inputs}
    text = json.dumps(noted).encode()
    with contextlib.suppress(DataError, OSError):
        _put(note.parent, note.name, b"%d\n%s" % (zlib.crc32(text), text))


def _inputs(roots: Iterable[str], libraries: Iterable[str]) -> dict[str, Any]:
    """Size, times and place of each file under the roots, and the versions of the libraries."""
    about = ((path, os.stat(path)) for root in roots for path in _files(root))  # noqa: PTH116
    files = {path: [a.st_size, a.st_mtime_ns, a.st_ctime_ns, a.st_ino] for path, a in about}
    return {"files": files, "versions": _versions(set(libraries))}


def find(name: str) -> Path | None:
    """The file of that name in the cache, if it is there; it counts as used."""
    path = folder() / name
    if not path.exists():
        path = _spare() / name
        if not path.exists() or not _own(path.parent):
            return None
    if time.time() - path.stat().st_mtime > _DAY:
        with contextlib.suppress(OSError):
            os.utime(path)
    return path


def put(name: str, content: bytes | Iterable[bytes]) -> Path:
    """Write a file into the cache, its content whole or in pieces that can be had again; where it stands.

    Where the cache folder cannot be written, that is a temporary folder of the user, and standard error says so.
    Errors: ``DataError`` where that cannot be written either.
    """
    try:
        return _put(folder(), name, content)
    except DataError as error:
        import tempfile  # noqa: PLC0415

        spare = _spare()
        with contextlib.suppress(OSError):
            spare.mkdir(mode=0o700, exist_ok=True)
        if not _own(spare):  # somebody else has taken the name
            spare = Path(tempfile.mkdtemp(prefix="jumelage-"))
        print(f"{error} Using {spare}; JUMELAGE_CACHE names another.", file=sys.stderr)
        return _put(spare, name, content)


def _put(place: Path, name: str, content: bytes | Iterable[bytes]) -> Path:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise files.refused(place, error) from error
    files.replace(place / name, content)
    _tidy(place)
    return place / name


def _spare() -> Path:
    """The folder that serves where the cache folder cannot be written."""
    import tempfile  # noqa: PLC0415  (slow to import; the cache folder mostly has what is wanted)

    return Path(tempfile.gettempdir()) / f"jumelage-{_user()}"


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def _own(place: Path) -> bool:
    """Whether a folder is there that nobody else has made, nor leads elsewhere."""
    try:
        about = place.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(about.st_mode) and about.st_uid == _user()


def _tidy(place: Path) -> None:
    """Remove what was not used for a month, and of the datasets all but the ones used last."""
    old = time.time() - 30 * _DAY
    ours = [path for path in place.glob("*-*.*") if re.fullmatch(_OURS, path.name)]
    ours.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    datasets = [path for path in ours if path.suffix == ".nq"]
    for path in {*datasets[_DATASETS:], *(path for path in ours if path.stat().st_mtime < old)}:
        path.unlink(missing_ok=True)
