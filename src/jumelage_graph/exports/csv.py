"""The curated tables, with their W3C CSVW description, in one ZIP file."""

from jumelage_graph.exports._archive import zipped
from jumelage_graph.exports.release import Release
from jumelage_graph.namespaces import STANDARDS

NAME = "csv"
SUFFIX = ".zip"
MEDIA = "text/csv"
CONFORMS = (STANDARDS["csvw"],)


def render(release: Release) -> bytes:
    """Every table, ``csv-metadata.json``, and ``ABOUT.txt`` with version, day, licence and citation."""
    members = {path.name: path.read_bytes() for path in sorted(release.tables.glob("*.csv"))}
    members["csv-metadata.json"] = (release.tables / "csv-metadata.json").read_bytes()
    members["ABOUT.txt"] = release.text
    return zipped({f"jumelage-graph/{name}": content for name, content in members.items()})
