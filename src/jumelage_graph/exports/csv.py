"""The curated tables, with their W3C CSVW description, in one ZIP file."""

from jumelage_graph.exports._archive import zipped
from jumelage_graph.exports.published import Published
from jumelage_graph.namespaces import STANDARDS

NAME = "csv"
SUFFIX = ".zip"
MEDIA = "text/csv"
CONFORMS = (STANDARDS["csvw"],)


def render(published: Published) -> bytes:
    """Every table, ``csv-metadata.json``, and ``ABOUT.txt`` with version, day, licence and citation."""
    members = {path.name: path.read_bytes() for path in sorted(published.tables.glob("*.csv"))}
    members["csv-metadata.json"] = (published.tables / "csv-metadata.json").read_bytes()
    members["ABOUT.txt"] = published.text
    return zipped({f"jumelage-graph/{name}": content for name, content in members.items()})
