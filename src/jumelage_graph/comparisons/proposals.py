"""Ready rows for the tables from what a foreign list tells, and the tables with them."""

from __future__ import annotations

import contextlib
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jumelage_graph import checking, files
from jumelage_graph.comparisons.reconciling import Wanted
from jumelage_graph.comparisons.sorting import Finding, Intake
from jumelage_graph.errors import FaultsError, UsageError
from jumelage_graph.folding import fold
from jumelage_graph.tables import tidying
from jumelage_graph.tables.codes import SCHEMES
from jumelage_graph.tables.description import describe
from jumelage_graph.tables.scripts import wrong
from jumelage_graph.tables.sheets import Cells, Sheet, sheet
from jumelage_graph.words import say

Rows = dict[str, list[dict[str, str]]]
"""Cells by column, by table; a column that is not named stays empty."""

_TABLES = ("sources", "governments", "agreements", "acts", "claims")
_SUFFIXES = {
    "市": "city",
    "町": "town",
    "村": "village",
    "県": "prefecture",
    "府": "prefecture",
    "都": "prefecture",
}


def proposals(taken: Intake, source: str) -> Rows:
    """Rows for what the list tells: claims of what is known, and all that a new agreement needs.

    ``source`` is the id of the list in ``sources.csv``. Nothing is filled in that the list does not tell: what a table
    wants beside it (a kind, a type, a page) is for a person to find. Doubtful rows make none.
    """
    rows: Rows = {name: [] for name in _TABLES}
    rows["sources"].append({"id": source, "title": taken.file})
    for finding in taken.findings:
        if finding.verdict == "new":
            _new(rows, finding, source)
        elif finding.verdict in ("known", "differing"):
            rows["claims"] += _claims(finding, finding.agreement, source)
    return {name: _once(each) for name, each in rows.items()}


def _once(rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """The rows, each once, whatever the list repeats."""
    return list({tuple(sorted(row.items())): row for row in rows}.values())


def _new(rows: Rows, finding: Finding, source: str) -> None:
    one, other = finding.entry.sides
    wanted = (other, one) if one.country == "JP" or other.country == "FR" else (one, other)
    ids = [known or _slug(side.name) for known, side in zip(finding.governments, wanted, strict=True)]
    agreement = "-".join(ids)
    for id_, known, side in zip(ids, finding.governments, wanted, strict=True):
        if not known:
            rows["governments"].append(_government(id_, side, source))
    rows["agreements"].append(
        {
            "id": agreement,
            "parties": ";".join(ids),
            "kind": finding.kind,
            "status": "unknown",
            "sources": source,
        }
    )
    if len(finding.entry.dates) == 1:
        signed = {"kind": "signature", "date": finding.entry.dates[0], "dating": "yes", "by": ";".join(ids)}
        rows["acts"].append({"agreement": agreement, "id": "signature-1", **signed, "sources": source})
    claims = list(_claims(finding, agreement, source))
    rows["claims"] += claims or [_claim(agreement, "party", id_, source) for id_ in ids]


def _slug(name: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    return slug or "id-to-be-given"


def _government(id_: str, side: Wanted, source: str) -> dict[str, str]:
    """What the list tells of a government that the record has not."""
    japanese = wrong("ja", side.name) is None
    labels = {"label_ja": side.name} if japanese else {"label_fr": side.name, "label_en": side.name}
    point = {"lat": str(side.point[0]), "lon": str(side.point[1])} if side.point else {}
    kind = _SUFFIXES.get(side.name[-1:], "") if side.country == "JP" else side.type
    codes = [name for name, each in SCHEMES.items() if each.country == side.country and each.holds(side.code)]
    coded = {"code": side.code, "code_scheme": codes[0]} if len(codes) == 1 else {}
    item = {"wikidata": side.code} if side.code.startswith("Q") else {}
    return {
        "id": id_,
        "country": side.country,
        "type": kind,
        **labels,
        **coded,
        **item,
        **point,
        "sources": source,
    }


def _claims(finding: Finding, agreement: str, source: str) -> Iterator[dict[str, str]]:
    """What the list says of an agreement, agreeing with the record or not."""
    if len(finding.entry.dates) == 1:
        yield _claim(agreement, "signed", finding.entry.dates[0], source)
    if finding.kind:
        yield _claim(agreement, "kind", finding.kind, source)


def _claim(agreement: str, attribute: str, value: str, source: str) -> dict[str, str]:
    suffix = f"-{value}" if attribute == "party" else ""
    return {
        "subject": f"agreement/{agreement}",
        "id": f"{attribute}-{source}{suffix}",
        "attribute": attribute,
        "value": value,
        "source": source,
    }


def write(rows: Mapping[str, Sequence[Mapping[str, str]]], data: Path) -> dict[str, int]:
    """Add rows to the tables in ``data`` and tidy them; how many each table got.

    Rows that stand there already are left out. Nothing is written unless the whole then passes the check.

    Errors: ``UsageError`` where the source of the rows has no row in ``sources.csv``; ``FaultsError`` for the rest.
    """
    description = describe(data)
    _refuse_unknown_source(rows["sources"], sheet(data, description.tables["sources"]))
    added: dict[str, int] = {}
    with _draft(data, _TABLES[1:]) as tables:
        for name, table in tables.items():
            new = [_whole(table.table.columns, row) for row in rows[name]]
            keys = {tuple(cells[part] for part in table.table.key) for _, cells in table.rows}
            fresh = [row for row in new if tuple(row[part] for part in table.table.key) not in keys]
            table.rows.extend((0, row) for row in fresh)
            added[name] = len(fresh)
    return added


def link(items: Mapping[str, str], source: str, data: Path) -> int:
    """Write the item of each government into its empty cell, and the source beside those that it has; how many.

    Errors: as those of ``write``.
    """
    _refuse_unknown_source([{"id": source}], sheet(data, describe(data).tables["sources"]))
    with _draft(data, ("governments",)) as tables:
        certain = [
            cells for _, cells in tables["governments"].rows if cells["id"] in items and not cells["wikidata"]
        ]
        for cells in certain:
            cells["wikidata"] = items[cells["id"]]
            cells["sources"] = ";".join(dict.fromkeys(filter(None, (*cells["sources"].split(";"), source))))
    return len(certain)


@contextlib.contextmanager
def _draft(data: Path, names: Sequence[str]) -> Iterator[dict[str, Sheet]]:
    """Tables to change, put into ``data``, tidied, if the whole then passes the check."""
    description = describe(data)
    tables = {name: sheet(data, description.tables[name]) for name in names}
    yield tables
    with tempfile.TemporaryDirectory(prefix="jumelage-") as folder:
        draft = Path(shutil.copytree(data, Path(folder) / data.name))
        for name, table in tables.items():
            (draft / f"{name}.csv").write_text(tidying.tidied(table), encoding="utf-8", newline="")
        violations = [fault for fault in checking.faults(draft) if fault.severity == "violation"]
        if violations:
            raise FaultsError(violations)
        for name in names:
            files.renew(data / f"{name}.csv", (draft / f"{name}.csv").read_bytes())


def _whole(columns: Mapping[str, object], row: Mapping[str, str]) -> Cells:
    return {name: row.get(name, "") for name in columns}


def _refuse_unknown_source(sources: Sequence[Mapping[str, str]], table: Sheet) -> None:
    known = {cells["id"] for _, cells in table.rows}
    for row in sources:
        if row["id"] not in known:
            raise UsageError(say("intake.no-source", id=row["id"]))


def complete(rows: Rows) -> Rows:
    """The rows that need nothing more: claims, and agreements of known governments whose kind is told."""
    open_ = {row["id"] for row in rows["governments"]}
    ready = {
        row["id"]: row
        for row in rows["agreements"]
        if row["kind"] and not open_ & set(row["parties"].split(";"))
    }
    mine = {row["id"] for row in rows["agreements"]}

    def stands(agreement: str) -> bool:
        return agreement in ready or agreement not in mine

    return {
        "sources": rows["sources"],
        "governments": [],
        "agreements": list(ready.values()),
        "acts": [row for row in rows["acts"] if stands(row["agreement"])],
        "claims": [row for row in rows["claims"] if stands(row["subject"].partition("/")[2])],
    }
