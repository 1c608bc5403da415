"""The figures that ``data/README.md`` gives: what they are, and the text with them put in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from jumelage_graph import build, files, queries, records, tables, validation
from jumelage_graph.engines.embedded import EmbeddedEngine

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine
    from jumelage_graph.tables import Tables

README = "README.md"

FIGURES = {
    "living governments": r"a local government, living \(([\d,]+)\) or former",
    "agreements": r"Of the ([\d,]+) agreements",
    "agreements with a date": r"agreements ([\d,]+) are dated",
    "agreements dated to the day": r"([\d,]+) of them to the day",
    "agreements with two independent sources": r"([\d,]+) have sources of two or more publishers",
    "agreements with evidence of life since 2017": r"([\d,]+) show a sign of life of 2017 or later",
    "in force or dormant since 2017": r"2017 or later, ([\d,]+) of them as in force",
    "editions held with a complete list": r"([\d,]+) of the \d+ editions that were held",
    "editions held": r"\d+ of the ([\d,]+) editions that were held",
    "claims": r"The ([\d,]+) claims hold",
    "conflicts": r"claims hold ([\d,]+) conflicts",
    "violation": r"finds ([\d,]+) violations",
    "warning": r"violations and ([\d,]+) warnings",
    "info": r"warnings; ([\d,]+) notes",
    "government-other-label": r"([\d,]+) on governments whose name",
    "agreement-designation": r"([\d,]+) on agreements whose own title",
    "headcount-high": r"([\d,]+) on editions that count",
    "agreements without a title in Japanese": r"titles in Japanese of ([\d,]+) agreements",
    "agreements without a title in French": r"and in French of ([\d,]+);",
    "unknown participants of edition 2": r"8th editions \(([\d,]+), ",
    "unknown participants of edition 3": r"8th editions \(\d+, ([\d,]+), ",
    "unknown participants of edition 4": r"8th editions \(\d+, \d+, ([\d,]+), ",
    "unknown participants of edition 6": r"8th editions \(\d+, \d+, \d+, ([\d,]+) and",
    "unknown participants of edition 8": r"8th editions \(\d+, \d+, \d+, \d+ and ([\d,]+) governments",
}
"""Where the README gives each figure; a space stands for any white space."""
_ROWS = r"^\| `{name}\.csv` \| ([\d,]+) \|"


def renew(data: Path, ontology: Path) -> bool:
    """Put the figures as they are into the README of the tables; whether it changed.

    Errors: ``FaultsError`` where the tables are not sound; ``DataError`` where the README is missing.
    """
    path, read = data / README, tables.read(data)
    if not path.exists():
        return False
    dataset = build.dataset(data, ontology)
    report = validation.report(dataset, ontology / "shapes.ttl")
    true = counted(read) | asked(EmbeddedEngine.from_nquads(dataset.nquads)) | examined(report)
    return files.renew(path, put(path.read_text(encoding="utf-8"), true, read).encode())


def put(text: str, true: Mapping[str, int], read: Tables) -> str:
    """A README with the figures in the places of those that it gives; a place that it has not is left out."""
    for name, pattern in FIGURES.items():
        text = _put(pattern.replace(" ", r"\s+"), true.get(name, 0), text)
    for name in records.TABLES:
        text = _put(_ROWS.format(name=name), len(getattr(read, name)), text)
    return text


def _put(pattern: str, figure: int, text: str) -> str:
    match = re.search(pattern, text, re.M)
    return f"{text[: match.start(1)]}{figure:,}{text[match.end(1) :]}" if match else text


def rows(engine: Engine, name: str) -> list[dict[str, str]]:
    """The rows of a named query without parameters, as texts."""
    answer = engine.answer(queries.bind(queries.find(name), {}))
    return [
        {
            variable: "" if term is None else str(term)
            for variable, term in zip(answer.variables, row, strict=True)
        }
        for row in answer.rows()
    ]


def counted(read: Tables) -> dict[str, int]:
    """What the tables tell."""
    return {
        "living governments": sum(row.dissolved is None for row in read.governments),
        "agreements": len(read.agreements),
        "agreements without a title in Japanese": sum(not row.designation_ja for row in read.agreements),
        "agreements without a title in French": sum(not row.designation_fr for row in read.agreements),
        "claims": len(read.claims),
        "in force or dormant since 2017": sum(map(lives, read.agreements)),
    }


def lives(row: records.Agreement) -> bool:
    """Whether an agreement in force or dormant shows a sign of life of 2017 or later."""
    seen = row.status_as_of
    return row.status in ("in-force", "dormant") and seen is not None and seen.text >= "2017"


def asked(engine: Engine) -> dict[str, int]:
    """What the queries tell."""
    coverage = {row["what"]: row for row in rows(engine, "coverage")}
    have = {what: int(row["have"]) for what, row in coverage.items()}
    unknown = {
        f"unknown participants of edition {row['edition']}": sum(
            int(row[f"governments_{side}"]) - int(row[f"known_{side}"]) for side in ("fr", "jp")
        )
        for row in rows(engine, "editions")
        if row["start"] and row["complete"] == "false"
    }
    held = int(coverage["editions held with a complete list"]["of"])
    return have | unknown | {"editions held": held, "conflicts": len(conflicts(engine))}


def conflicts(engine: Engine) -> set[tuple[str, str]]:
    """The things and attributes on which sources disagree."""
    return {(row["about"], row["attribute"]) for row in rows(engine, "conflicts")}


def examined(report: validation.Report) -> dict[str, int]:
    """How many results the check has of each severity and of each rule."""
    counts = dict.fromkeys(validation.SEVERITIES, 0)
    for severity, _, number in report.counts():
        counts[severity] += number
    return counts | Counter(result.shape for result in report.results)
