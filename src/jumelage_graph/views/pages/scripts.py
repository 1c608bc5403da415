"""Joins the JavaScript modules of a page into one text, so that a page is one file and needs no Node to be made.

The modules stand in ``views/scripts`` as ordinary ES modules; Node, TypeScript and ESLint read them there. Joined,
they share one scope: hence each name at the top of a module is used once among them.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z_]+)\.js";\n', re.M)


@cache
def joined(entry: str, folder: Path = SCRIPTS) -> str:
    """The module ``entry`` and all that it imports, each after those that it needs, in one scope."""
    code = "\n".join(_IMPORT.sub("", text).strip() for text in _modules(entry, folder, {}).values())
    return f'(async () => {{\n"use strict";\n{re.sub("^export ", "", code, flags=re.M)}\n}})();\n'


def _modules(name: str, folder: Path, modules: dict[str, str], above: tuple[str, ...] = ()) -> dict[str, str]:
    """The texts of a module and of those below it, in the order in which they must run.

    Errors: ``ValueError`` for modules that import each other in a circle, whose order cannot be told.
    """
    if name in above:
        raise ValueError(f"The modules import each other in a circle: {' → '.join((*above, name))}.")
    text = (folder / f"{name}.js").read_text(encoding="utf-8")
    for below in _IMPORT.findall(text):
        if below not in modules:
            _modules(below, folder, modules, (*above, name))
    modules[name] = text
    return modules
