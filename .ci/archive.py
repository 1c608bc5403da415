"""Packs files into a ZIP archive, the same bytes for the same files: ``archive.py FOLDER TOP ARCHIVE < names``."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path


def pack(folder: Path, top: str, archive: Path, names: list[str]) -> None:
    """Put the named files of a folder into an archive, below one folder ``top``, in the order of their names."""
    with zipfile.ZipFile(archive, "w") as packed:
        for name in sorted(names):
            info = zipfile.ZipInfo(f"{top}/{name}", (1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            packed.writestr(info, (folder / name).read_bytes(), zipfile.ZIP_DEFLATED, 9)


if __name__ == "__main__":
    source, first, target = sys.argv[1:]
    pack(Path(source), first, Path(target), sys.stdin.read().splitlines())
