"""Checks a folder of tables: cells, rows, links, and the shapes of the graph that they make."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from jumelage_graph import build, cache, resources, tables, validation
from jumelage_graph.errors import DataError, Fault
from jumelage_graph.words import word

Progress = Callable[[str, float], None]
"""Takes what is being done and how much of the whole is done, from 0 to 1."""


def faults(data: Path, lang: str = "en", progress: Progress | None = None) -> list[Fault]:
    """All faults of the tables in ``data`` and of the graph that they make, in the order of files and lines.

    Faults of cells do not hide those of the graph: it is made of what is sound. A record without a violation is not
    checked again until a table, the ontology or our code changes. Messages about the graph are in language ``lang``.
    """
    show = progress or (lambda _what, _done: None)
    kept = f"check-{cache.digest(data, 'checking')[:24]}-{lang}.json"
    if (known := _known(cache.find(kept), data.name)) is not None:
        return known
    show(word("tables.checking", lang), 0.0)
    examined = tables.examine(data)
    all_faults = sorted([*examined.faults, *_between(examined, data, lang, show)])
    if not any(fault.severity == "violation" for fault in all_faults):
        _keep(kept, all_faults, data.name)
    return all_faults


def _between(examined: tables.Examined, data: Path, lang: str, show: Progress) -> list[Fault]:
    """The faults of claims and of the graph, without those that may come from what the tables have lost."""
    if examined.sound is None:
        return []
    own = build.faults(examined.sound, data.name)
    lost = {name for name, _ in examined.touched}
    told = [fault for fault in own if f"{fault.value.partition('/')[0]}s.csv" not in lost]
    wrong = {fault.line for fault in own}
    claims = tuple(row for row in examined.sound.claims if row.line not in wrong)
    touched = examined.touched | {("claims.csv", line) for line in wrong}
    between = _graph(replace(examined.sound, claims=claims), data, lang, show, empty=bool(examined.faults))
    return told + [fault for fault in between if (fault.path.rpartition("/")[2], fault.line) not in touched]


def _graph(sound: tables.Tables, data: Path, lang: str, show: Progress, *, empty: bool) -> list[Fault]:
    """The faults of the graph that sound tables make; ``empty`` says whether it may hold nothing at all."""
    ontology = resources.ontology()
    show(word("tables.building", lang), 0.2)
    dataset = build.made(sound, data, ontology)
    show(word("tables.validating", lang), 0.7)
    try:
        return validation.validate(dataset, ontology / "shapes.ttl", lang, data.name)
    except DataError:
        if empty:  # so much is wrong that nothing is left to validate
            return []
        raise


def _known(path: Path | None, folder: str) -> list[Fault] | None:
    """The faults of an earlier check of the same inputs."""
    if path is None:
        return None
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [Fault(f"{folder}/{name}", *rest) for name, *rest in rows]
    except (OSError, ValueError, TypeError):
        return None


def _keep(name: str, all_faults: list[Fault], folder: str) -> None:
    rows = [(fault.path.removeprefix(f"{folder}/"), *fault[1:]) for fault in all_faults]
    with contextlib.suppress(DataError):  # where nothing can be kept, it costs time only
        cache.put(name, json.dumps(rows, ensure_ascii=False).encode())
