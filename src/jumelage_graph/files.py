"""Writes files whole: into a temporary file of the same folder, then moved into place."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from jumelage_graph.errors import DataError
from jumelage_graph.words import say

_ENDING = ".unfinished"
_YOUNG = 60
"""Seconds in which nobody takes what is unfinished for left behind."""


def replace(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Put ``content``, whole or piece by piece, at ``path``; what stood there stays unless everything was written.

    Errors: ``DataError`` where the folder is missing, not writable, or the disk is full.
    """
    if path.exists() and not path.is_file() and not path.is_dir():  # a device or a pipe, such as /dev/stdout
        with path.open("wb") as device:
            device.writelines(_pieces(content))
        return
    import tempfile  # noqa: PLC0415  (slow to import; answers write no file)

    try:
        sweep(path.parent)
        handle, spare = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_ENDING, dir=path.parent)
    except OSError as error:
        raise refused(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            _hold(file.fileno())
            file.writelines(_pieces(content))
            file.flush()
            os.fsync(file.fileno())
            Path(spare).chmod(0o644)
            Path(spare).replace(path)
    except OSError as error:
        Path(spare).unlink(missing_ok=True)
        raise refused(path, error) from error


def _pieces(content: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (content,) if isinstance(content, bytes) else content


@contextlib.contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A new folder in ``folder`` to write in; it goes in the end with all that is still there."""
    import tempfile  # noqa: PLC0415

    sweep(folder)
    with tempfile.TemporaryDirectory(prefix=".", suffix=_ENDING, dir=folder) as made:
        handle = os.open(made, os.O_RDONLY)
        try:
            _hold(handle)
            yield Path(made)
        finally:
            os.close(handle)


def exchange(new: Path, place: Path) -> None:
    """Put the folder ``new`` at ``place``, what stood there at ``new``: at each moment one of them is at ``place``.

    Where the system cannot exchange two folders at once (Linux can), the place is empty for a moment.
    """
    if not place.exists():
        new.replace(place)
    elif not _exchanged(new, place):
        spare = place.with_name(f"{new.name}.former")
        place.replace(spare)
        new.replace(place)
        spare.replace(new)


def _exchanged(one: Path, other: Path) -> bool:
    import ctypes  # noqa: PLC0415

    here, both = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2)
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), both) == 0)


def sweep(folder: Path) -> None:
    """Remove what writers that were killed have left in a folder: what is unfinished and held by no process."""
    for path in folder.glob(f".*{_ENDING}"):
        with contextlib.suppress(OSError):
            handle = os.open(path, os.O_RDONLY)
            try:
                if time.time() - path.stat().st_mtime > _YOUNG and _hold(handle):
                    _remove(path)
            finally:
                os.close(handle)


def _remove(path: Path) -> None:
    if not path.is_dir():
        return path.unlink()
    import shutil  # noqa: PLC0415

    return shutil.rmtree(path)


def _hold(handle: int) -> bool:
    """Whether the open file or folder is this process's alone, until it is closed or the process ends."""
    try:
        import fcntl  # noqa: PLC0415  (Windows has none)

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


def unpack(folder: Path, archive: bytes) -> None:
    """Put the members of a ZIP file into ``folder``, without the one folder that holds them in it, each whole.

    All are first written beside it. Errors: ``DataError`` where the system refuses.
    """
    import io  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    try:
        with staging(folder.parent) as written:
            zipfile.ZipFile(io.BytesIO(archive)).extractall(written)
            folder.mkdir(exist_ok=True)
            for path in sorted(path for path in written.rglob("*") if path.is_file()):
                path.replace(folder / path.name)
    except OSError as error:
        raise refused(folder, error) from error


def renew(path: Path, content: bytes) -> bool:
    """Put ``content`` at ``path`` unless it stands there already; whether it was written."""
    if path.read_bytes() == content:
        return False
    replace(path, content)
    return True


def refused(path: Path, error: OSError) -> DataError:
    """The error for an output that the system refuses to write."""
    return DataError(say("errors.unwritable", file=path, reason=error.strerror or str(error)))
