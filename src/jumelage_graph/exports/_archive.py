"""ZIP files that are the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP file knows."""


def zipped(members: Mapping[str, bytes]) -> bytes:
    """The members, by their paths, in one ZIP file, in their order and without the time of writing."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in members.items():
            entry = zipfile.ZipInfo(path, EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
