"""Prints the notes of the release of a version: its section of the changelog, then what changed in the data.

``python .ci/notes.py 0.2.0 [OLD NEW]``: OLD and NEW are two versions of the dataset, as ``jumelage diff`` takes them.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from jumelage_graph import api, differences

ROOT = Path(__file__).resolve().parents[1]


def section(changelog: str, version: str) -> str:
    """What the changelog says of a version, without its heading. Errors: ``SystemExit`` where it says nothing."""
    found = re.search(rf"^## {re.escape(version)} – [^\n]*\n(.*?)(?=^## |\Z)", changelog, re.M | re.S)
    if found is None:
        sys.exit(f'CHANGELOG.md has no section "## {version} – ".')
    return found[1].strip() + "\n"


def main(version: str, *folders: str) -> None:
    """Print the notes."""
    print(section((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version))
    if len(folders) == 2:
        print(differences.release_notes(api.diff(*map(Path, folders)), "en"), end="")


if __name__ == "__main__":
    main(*sys.argv[1:])
