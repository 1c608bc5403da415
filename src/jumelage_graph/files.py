"""Writes files whole: into a temporary file of the same folder, then moved into place."""

from __future__ import annotations

import os
from pathlib import Path

from jumelage_graph.errors import DataError
from jumelage_graph.words import say


def replace(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``; what stood there stays untouched unless everything was written.

    Errors: ``DataError`` where the folder is missing, not writable, or the disk is full.
    """
    if path.exists() and not path.is_file() and not path.is_dir():  # a device or a pipe, such as /dev/stdout
        path.write_bytes(content)
        return
    import tempfile  # noqa: PLC0415  (slow to import; answers write no file)

    try:
        handle, spare = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise refused(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(spare).chmod(0o644)
        Path(spare).replace(path)
    except OSError as error:
        Path(spare).unlink(missing_ok=True)
        raise refused(path, error) from error


def unpack(folder: Path, archive: bytes) -> None:
    """Put the members of a ZIP file into ``folder``, without the one folder that holds them in it, each whole.

    All are first written beside it. Errors: ``DataError`` where the system refuses.
    """
    import io  # noqa: PLC0415
    import tempfile  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    try:
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as staging:
            zipfile.ZipFile(io.BytesIO(archive)).extractall(staging)
            folder.mkdir(exist_ok=True)
            for path in sorted(path for path in Path(staging).rglob("*") if path.is_file()):
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
