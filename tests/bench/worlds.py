"""Worlds of any size with the statistics of the record: every row copied, with the links drawn anew among the copies.

A world of size *n* holds each row *n* times. What stands beneath one agreement or edition (its acts, claims, projects,
sessions …) stays together; its French governments come from the copy of the same number, its Japanese ones from a copy
drawn for it, so that each government keeps the number of links that the record gives it and the copies make one
network. Mergers and memberships stay within a copy. Days move within their month, points and populations a little;
names are coined (``coined``); codes count on while their scheme has any left: a copy beyond has none, nor has a copied
département, région or prefecture. Editions are numbered on. The same seed gives the same bytes.
"""

from __future__ import annotations

import csv
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from zlib import crc32

from bench import codes, coined
from jumelage_graph import resources

Cells = dict[str, str]
DESCRIPTION = "csv-metadata.json"
_DAY = re.compile(r"\b(\d{4}-\d{2})-(\d{2})\b")
_STEADY = (
    "governments",
    "changes",
    "memberships",
    "sources",
    "totals",
    "rejected",
    "organisations",
    "people",
)
"""Tables of which the days are those of the record: mergers do crowd on the first of April."""

_NUMBERED = ("title", "label_", "name", "text_")
"""How columns begin that tell things apart to a reader: the number of the copy stands behind their text."""


@dataclass(frozen=True)
class Record:
    """The tables of a folder as text, and what their description says of links and keys."""

    folder: Path
    described: dict[str, Any]
    rows: dict[str, list[Cells]]

    @classmethod
    def read(cls, folder: Path) -> Record:
        """The tables of ``folder``, of any version of their description."""
        described = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        names = [Path(table["url"]).stem for table in described["tables"]]
        return cls(folder, described, {name: _rows(folder / f"{name}.csv") for name in names})

    @cached_property
    def schemas(self) -> dict[str, dict[str, Any]]:
        return {Path(table["url"]).stem: table["tableSchema"] for table in self.described["tables"]}

    @cached_property
    def links(self) -> dict[tuple[str, str], str]:
        """The table to which the cells of a column (table, name) refer; the key of each table refers to itself."""
        found = {
            (name, "id"): name for name, schema in self.schemas.items() if schema["primaryKey"] == ["id"]
        }
        for name, schema in self.schemas.items():
            for key in schema.get("foreignKeys", ()):
                column = key["columnReference"]
                found[name, column if isinstance(column, str) else column[0]] = Path(
                    key["reference"]["resource"]
                ).stem
            for column in schema["columns"]:
                if reference := column.get("dc:references"):
                    found[name, column["name"]] = Path(reference["@id"]).stem
        return found

    @cached_property
    def governments(self) -> dict[str, Cells]:
        return {row["id"]: row for row in self.rows["governments"]}

    @cached_property
    def agreement_of(self) -> dict[str, str]:
        return {row["id"]: row["agreement"] for row in self.rows["projects"]}

    @cached_property
    def edition_of(self) -> dict[str, str]:
        tables = ("sessions", "initiatives", "declarations")
        return {f"{table}/{row['id']}": row["edition"] for table in tables for row in self.rows[table]}

    def owner(self, table: str, row: Cells) -> str:
        """The agreement or edition beneath which a row stands, as a path; ``""`` where there is none."""
        if "subject" in row:
            kind, _, slug = row["subject"].partition("/")
            return self._owner_of(f"{kind}s", slug)
        for column, kind in (("agreement", "agreement"), ("edition", "edition")):
            if row.get(column):
                return f"{kind}/{row[column]}"
        return self._owner_of(table, row.get("id", ""))

    @cached_property
    def spans(self) -> dict[tuple[str, str], tuple[int, int]]:
        """The first and the last day that is named in a month beneath an agreement or edition."""
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for table, rows in self.rows.items():
            for row in rows:
                owner = self.owner(table, row)
                for month, day in (pair for text in row.values() for pair in _DAY.findall(text)):
                    first, last = found.get((owner, month), (31, 1))
                    found[owner, month] = min(first, int(day)), max(last, int(day))
        return found

    def _owner_of(self, table: str, slug: str) -> str:
        if table in ("agreements", "editions"):
            return f"{table[:-1]}/{slug}"
        if table == "projects":
            return f"agreement/{self.agreement_of[slug]}"
        edition = self.edition_of.get(f"{table}/{slug}")
        return f"edition/{edition}" if edition else ""


def _rows(path: Path) -> list[Cells]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass
class World:
    """The rows of a world: ``size`` times the record's."""

    record: Record
    size: int
    seed: int = 1
    _drawn: dict[str, list[int]] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write all tables and their description into ``folder``, a new one."""
        folder.mkdir(parents=True)
        for table in self.record.rows:
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                columns = [column["name"] for column in self.record.schemas[table]["columns"]]
                writer = csv.DictWriter(file, columns, lineterminator="\n")
                writer.writeheader()
                writer.writerows(sorted(self.copies(table), key=lambda row: self._place(table, row)))
        (folder / DESCRIPTION).write_text(self._described(), encoding="utf-8")

    def _described(self) -> str:
        """The description, which bounds the numbers of editions by those of this world."""
        text = json.dumps(self.record.described, ensure_ascii=False, indent=1)
        most = max(99, self._editions * self.size)
        return text.replace('"maximum": "99"', f'"maximum": "{most}"')

    def _place(self, table: str, row: Cells) -> list[tuple[int, str]]:
        key, numbers = self.record.schemas[table]["primaryKey"], self._integers[table]
        return [(int(row[name]) if name in numbers else 0, row[name]) for name in key]

    @cached_property
    def _integers(self) -> dict[str, set[str]]:
        return {
            table: {each["name"] for each in schema["columns"] if each["datatype"]["base"] == "integer"}
            for table, schema in self.record.schemas.items()
        }

    @cached_property
    def _editions(self) -> int:
        return max(int(row["id"]) for row in self.record.rows["editions"])

    @cached_property
    def _codes(self) -> codes.Codes:
        return codes.Codes(self.record.rows["governments"], self.size)

    def copies(self, table: str) -> Iterator[Cells]:
        for ordinal, row in enumerate(self.record.rows[table]):
            owner = self.record.owner(table, row)
            for copy in range(self.size):
                place = Place(self, table, owner, copy)
                made = {name: place.cell(name, text, row) if text else "" for name, text in row.items()}
                if table == "governments":
                    made |= coined.names(row, self._numbers[ordinal * self.size + copy])
                    made |= self._codes.of(row, copy)
                yield made

    @cached_property
    def _numbers(self) -> list[int]:
        """A number for each government, which its name is coined from."""
        numbers = list(range(len(self.record.governments) * self.size))
        random.Random(self.seed).shuffle(numbers)
        return numbers

    def abroad(self, owner: str) -> list[int]:
        """From which copy an agreement or edition takes its Japanese governments, for each of its copies."""
        if owner not in self._drawn:
            self._drawn[owner] = random.Random(f"{self.seed} {owner}").sample(range(self.size), self.size)
        return self._drawn[owner]

    def chance(self, *what: object) -> float:
        """A number from 0 to 1, the same for the same things."""
        return crc32(" ".join(map(str, (self.seed, *what))).encode()) / 2**32


@dataclass(frozen=True)
class Place:
    """One copy of a row: its table, the agreement or edition that owns it, its number."""

    world: World
    table: str
    owner: str
    copy: int

    def cell(self, column: str, text: str, row: Cells) -> str:
        """A cell of the copy."""
        record = self.world.record
        if column == "subject":
            kind, _, slug = text.partition("/")
            return f"{kind}/{self.linked(f'{kind}s', slug)}"
        if column == "value" and self.table == "claims":
            return self._claimed(text, row)
        if link := record.links.get((self.table, column)):
            return ";".join(self.linked(link, slug) for slug in text.split(";"))
        if column in ("code_before", "code_after"):
            return self.world._codes.changed(text, self.copy)
        return self.valued(self.table, column, text)

    def linked(self, table: str, slug: str) -> str:
        """The key in this world of the row ``slug``, seen from here."""
        copy = self.copy
        known = self.world.record.governments
        if table == "governments" and self.owner and known[slug]["country"] == "JP":
            copy = self.world.abroad(self.owner)[copy]
        elif table == "agreements" and self.table == "hosttowns":
            copy = self.world.abroad(f"agreement/{slug}").index(copy)
        if table == "editions":
            return str(int(slug) + copy * self.world._editions)
        return f"{slug}-x{copy}" if copy else slug

    def _claimed(self, text: str, row: Cells) -> str:
        """What a claim says: things of this world, else what the column of that name holds."""
        kind, attribute = row["subject"].partition("/")[0], row["attribute"]
        parts, known = text.split(";"), self.world.record.governments
        if attribute not in ("kind", "fields", "status") and all(part in known for part in parts):
            return ";".join(self.linked("governments", part) for part in parts)
        if attribute == "presented":
            things = (part.partition("/") for part in parts)
            return ";".join(f"{of}/{self.linked(f'{of}s', slug)}" for of, _, slug in things)
        return self.valued(f"{kind}s", attribute, text)

    def valued(self, table: str, column: str, text: str) -> str:
        """A value that is no link."""
        if column.startswith(_NUMBERED) and "language" not in column:
            return f"{text} {self.copy}" if self.copy else text
        if made := _VALUED.get(column):
            return made(self, text)
        if table not in _STEADY and _DAY.search(text) and not text.startswith("http"):
            return _DAY.sub(self._day, text)
        return text

    def _day(self, found: re.Match[str]) -> str:
        """A day of the same month; all those beneath one agreement or edition move alike."""
        month, day = found.groups()
        if month >= self.world.record.described["dc:date"][:7]:
            return found[0]
        first, last = self.world.record.spans[self.owner, month]
        least, most = 1 - first, max(28, last) - last
        moved = least + round((most - least) * self.world.chance(self.owner, self.copy, month))
        return f"{month}-{int(day) + moved:02}"

    def _address(self, text: str) -> str:
        return f"{text}{'&' if '?' in text else '?'}copy={self.copy}" if self.copy else text

    def _numbered(self, text: str) -> str:
        """The number of an item elsewhere, which each government has for itself."""
        letter = text[: len(text) - len(text.lstrip("Q"))]
        return f"{letter}{int(text.lstrip('Q')) * self.world.size + self.copy}"

    def _inhabitants(self, text: str) -> str:
        return str(round(int(text) * (0.8 + 0.4 * self.world.chance(text, self.copy))))

    def _degrees(self, text: str) -> str:
        return f"{float(text) + 0.04 * self.world.chance(text, self.copy) - 0.02:.5f}"


_VALUED: dict[str, Callable[[Place, str], str]] = {
    "url": Place._address,
    "website": Place._address,
    "archive": Place._address,
    "wikidata": Place._numbered,
    "geonames": Place._numbered,
    "population": Place._inhabitants,
    "lat": Place._degrees,
    "lon": Place._degrees,
}


def clone(folder: Path, size: int, seed: int = 1, source: Path | None = None) -> Path:
    """A folder like a clone of the project, whose tables are a world; ``source`` is the clone to copy. Its tables."""
    root = source or resources.data().parent
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("ontology", "queries", "src"):
        (folder / name).symlink_to(root / name)
    World(Record.read(root / "data"), size, seed).write(folder / "data")
    return folder / "data"


if __name__ == "__main__":
    clone(Path(sys.argv[2]), int(sys.argv[1]), source=Path(sys.argv[3]) if len(sys.argv) > 3 else None)
