"""Writes what archives and catalogues read of the project, from CITATION.cff, pyproject.toml and the version.

codemeta.json (CodeMeta 3.0) is made anew; in CITATION.cff, in the description of the tables and in the package of the
scripts the version is renewed. Zenodo reads CITATION.cff itself, and there one licence alone: that of the data. Run by
``make metadata``; ``tests/test_release.py`` fails where a file is not what it would write.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
SPDX = "https://spdx.org/licenses/"


def files(root: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """Each file with the text that it should have."""
    (version,) = re.findall(r'^__version__ = "(.+)"$', _text(root / "src/jumelage_graph/version.py"), re.M)
    citation, table = root / "CITATION.cff", root / "data" / "csv-metadata.json"
    cited = re.sub(r"(?m)^version: .+$", f"version: {version}", _text(citation))
    yield citation, cited
    yield table, re.sub(r'("owl:versionInfo": ")[^"]*', rf"\g<1>{version}", _text(table), count=1)
    for scripts, times in ((root / "package.json", 1), (root / "package-lock.json", 2)):
        found = r'("name": "jumelage-graph",\s+"version": ")[^"]*'
        yield scripts, re.sub(found, rf"\g<1>{version}", _text(scripts), count=times)
    told = yaml.safe_load(cited)
    project = tomllib.loads(_text(root / "pyproject.toml"))["project"]
    yield root / "codemeta.json", _json(codemeta(told, project))


def codemeta(cited: dict[str, Any], project: dict[str, Any]) -> dict[str, Any]:
    """The project as software."""
    return {
        "@context": "https://w3id.org/codemeta/3.0",
        "@type": "SoftwareSourceCode",
        "name": project["name"],
        "identifier": cited["url"],
        "url": cited["url"],
        "description": project["description"],
        "version": str(cited["version"]),
        **_released(cited, "datePublished"),
        "license": [f"{SPDX}{name}" for name in sorted(project["license"].split(" AND "))],
        "author": [{"@type": "Organization", "name": each["name"]} for each in cited["authors"]],
        "keywords": cited["keywords"],
        "programmingLanguage": "Python",
        "runtimePlatform": f"Python {project['requires-python']}",
        "softwareRequirements": sorted(project["dependencies"]),
        "developmentStatus": "active",
    }


def _released(cited: dict[str, Any], name: str) -> dict[str, str]:
    return {name: str(cited["date-released"])} if "date-released" in cited else {}


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


if __name__ == "__main__":
    for path, text in files():
        if not path.exists() or _text(path) != text:
            path.write_text(text, encoding="utf-8")
            print(f"Wrote {path.relative_to(ROOT)}", file=sys.stderr)
