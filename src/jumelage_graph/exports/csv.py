"""The curated tables, with their W3C CSVW description, in one ZIP file."""

import io
import zipfile

from jumelage_graph.exports.published import Published

NAME = "csv"
SUFFIX = ".zip"
SUMMARY = "The curated tables as CSV with their CSVW description, in one ZIP file."

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day a ZIP file knows: the same tables give the same bytes


def render(published: Published) -> bytes:
    """The ZIP file: every table, ``csv-metadata.json``, and ``ABOUT.txt`` with version, licence and citation."""
    about = "".join(f"{name}: {value}\n" for name, value in published.about.items())
    members = {path.name: path.read_bytes() for path in sorted(published.tables.glob("*.csv"))}
    members["csv-metadata.json"] = (published.tables / "csv-metadata.json").read_bytes()
    members["ABOUT.txt"] = about.encode()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(f"jumelage-graph/{name}", _EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
