"""Single faults and good variations, made from the shipped tables: the same ones on every run."""

import csv
import datetime
import random
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jumelage_graph import records, resources

Row = dict[str, str]
Rows = list[Row]
SEED = 20121026


@dataclass(frozen=True)
class Edit:
    """One change in one table: ``rule`` is the shape that must report it, or words of the table rule that must.

    ``at`` is the table and line (1 is the header) at which it is reported; ``column`` the column, where one is named.
    """

    name: str
    table: str
    change: Callable[[Rows], Rows]
    rule: str = ""
    at: tuple[str, int] = ("", 0)
    column: str = ""


def read(table: str) -> Rows:
    with (resources.data() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Record:
    """The rows of all tables, and one source of chance for each kind of edit."""

    def __init__(self) -> None:
        self.rows = {table: read(table) for table in records.TABLES}
        self.by_id = {row["id"]: row for row in self.rows["governments"]}
        self.acts: dict[str, Rows] = {row["id"]: [] for row in self.rows["agreements"]}
        for act in self.rows["acts"]:
            self.acts[act["agreement"]].append(act)

    def some(
        self, table: str, count: int, wanted: Callable[[Row], object], salt: str
    ) -> list[tuple[int, Row]]:
        """``count`` rows of a table for which ``wanted`` holds, with their index, chosen by the seed."""
        found = [(index, row) for index, row in enumerate(self.rows[table]) if wanted(row)]
        assert found, (table, salt)
        return random.Random(f"{SEED}{table}{salt}").sample(found, min(count, len(found)))

    def line(self, table: str, key: str, value: str) -> int:
        return 2 + next(index for index, row in enumerate(self.rows[table]) if row[key] == value)

    def country(self, government: str) -> str:
        return self.by_id[government]["country"]


class Neighbours:
    """What is near a row: the rows that shapes about it look at."""

    _LINKS = (
        ("governments", "part_of", "governments"),
        ("changes", "originals", "governments"),
        ("changes", "results", "governments"),
        ("agreements", "parties", "governments"),
        ("acts", "agreement", "agreements"),
        ("acts", "by", "governments"),
        ("projects", "agreement", "agreements"),
        ("editions", "host", "governments"),
        ("sessions", "edition", "editions"),
        ("participations", "edition", "editions"),
        ("participations", "government", "governments"),
        ("participations", "session", "sessions"),
        ("declarations", "edition", "editions"),
        ("initiatives", "government", "governments"),
        ("initiatives", "edition", "editions"),
        ("initiatives", "session", "sessions"),
    )
    _SHARED = ("code", "wikidata", "geonames")

    def __init__(self, record: Record) -> None:
        self.record = record
        self.rows = {
            (t, row["id"]): (t, i)
            for t, rows in record.rows.items()
            for i, row in enumerate(rows)
            if t != "acts" and "id" in row
        }
        self.users: dict[tuple[str, str], set[tuple[str, int]]] = {}
        for table, rows in record.rows.items():
            for index, row in enumerate(rows):
                for key in self.targets(table, row):
                    self.users.setdefault(key, set()).add((table, index))

    def targets(self, table: str, row: Row) -> Iterator[tuple[str, str]]:
        """Table and id of each row to which this one points, sources included."""
        for source, column, target in self._LINKS:
            if source == table:
                yield from ((target, part) for part in row[column].split(";") if part)
        yield from (
            ("sources", part) for part in row.get("sources", row.get("source", "")).split(";") if part
        )
        if "subject" in row:
            kind, _, slug = row["subject"].partition("/")
            yield f"{kind}s", slug
        if table == "claims" and row["attribute"] in (
            "host",
            "party",
            "next_host",
            "previous_hosts",
            "initiator",
            "absent",
        ):
            yield from (("governments", part) for part in row["value"].split(";"))
        if table == "claims" and row["attribute"] == "presented":
            yield from (
                (f"{part.partition('/')[0]}s", part.partition("/")[2]) for part in row["value"].split(";")
            )

    def of(self, edit: "Edit") -> dict[str, set[int]]:
        """For each table the indices of the rows that belong to the edit: what its row, before and after, points to,
        what points there, what shares a code or a link, and whatever all these need."""
        before = self.record.rows[edit.table]
        after = edit.change(before)
        touched = [row for row in (*before, *after) if (row in before) != (row in after)] or [before[-1]]
        near = {key for row in touched for key in self.targets(edit.table, row) if key[0] != "sources"}
        near |= {(edit.table, row["id"]) for row in touched if "id" in row}
        found = {self.rows[key] for key in near if key in self.rows}
        found |= {user for key in near for user in self.users.get(key, ()) if self._kept(user[0], edit.table)}
        found |= {(edit.table, index) for index, row in enumerate(before) if row in touched}
        shared = {
            (c, row[c]) for row in touched if edit.table == "governments" for c in self._SHARED if row[c]
        }
        for index, row in enumerate(self.record.rows["governments"]):
            if any((column, row[column]) in shared for column in self._SHARED):
                found.add(("governments", index))
        waiting = [(edit.table, row) for row in touched]
        return self._closed(found, waiting)

    @staticmethod
    def _kept(table: str, edited: str) -> bool:
        return table not in ("claims", "goals", "details") or table == edited

    def _closed(self, found: set[tuple[str, int]], waiting: list[tuple[str, Row]]) -> dict[str, set[int]]:
        """Add what the rows point to, until nothing is missing."""
        waiting += [(table, self.record.rows[table][index]) for table, index in found]
        while waiting:
            for key in self.targets(*waiting.pop()):
                target = self.rows.get(key)
                if target and target not in found:
                    found.add(target)
                    waiting.append((target[0], self.record.rows[target[0]][target[1]]))
        kept: dict[str, set[int]] = {table: set() for table in self.record.rows}
        for table, index in found:
            kept[table].add(index)
        return kept


def set_cells(index: int, **cells: str) -> Callable[[Rows], Rows]:
    """Other values for some cells of one row."""

    def change(rows: Rows) -> Rows:
        return [*rows[:index], rows[index] | cells, *rows[index + 1 :]]

    return change


def _later(day: str, days: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days)).isoformat()


def _is_day(text: str) -> bool:
    return len(text) == 10 and "/" not in text


# ------------------------------------------------------------------------------------------- faults inside the tables

_WRONG = {
    "kind": ("no-such-kind", "allowed is"),
    "side": ("japan", "allowed is"),
    "url": ("www.nancy.fr", "web address"),
    "accessed": ("22/11/2026", "YYYY-MM-DD"),
    "language": ("français", "language codes"),
    "country": ("KR", "allowed is"),
    "type": ("ville", "allowed is"),
    "kana": ("金沢", "hiragana"),
    "wikidata": ("38764", "Wikidata item"),
    "geonames": ("Q38764", "GeoNames"),
    "population": ("12 000", "whole number"),
    "website": ("nancy.fr", "web address"),
    "founded": ("1er janvier 2016", "EDTF"),
    "date": ("12/10/1973", "EDTF"),
    "status": ("alive", "allowed is"),
    "status_as_of": ("lately", "EDTF"),
    "dating": ("oui", "yes"),
    "start": ("2012-13", "date"),
    "planned": ("autumn 2026", "EDTF"),
    "governments_fr": ("twelve", "whole number"),
    "role": ("guest", "allowed is"),
    "field": ("music", "allowed is"),
    "goal": ("18", "1 to 17"),
    "basis": ("guessed", "allowed is"),
    "rank": ("best", "allowed is"),
    "attribute": ("colour", "allowed is"),
    "aspect": ("colour", "allowed is"),
    "value": ("-1", "whole number"),
    "as_of": ("2017-02-30", "date"),
}
"""For a column, a text that it does not allow, and words of what it does."""

_REQUIRED = {
    "sources": "title",
    "governments": "type",
    "changes": "date",
    "agreements": "kind",
    "acts": "date",
    "projects": "title_fr",
    "editions": "host",
    "sessions": "kind",
    "participations": "sources",
    "declarations": "sources",
    "initiatives": "sources",
    "organisations": "type",
    "goals": "basis",
    "claims": "value",
    "totals": "what",
    "rejected": "reason",
    "details": "text_fr",
    "people": "sources",
    "signings": "sources",
    "hosttowns": "sources",
    "memberships": "sources",
}


def table_faults(record: Record) -> Iterator[Edit]:
    """Faults of one cell, one row or one file."""
    for table, rows in record.rows.items():
        yield from _wrong_cells(record, table, list(rows[0]))
        yield from _everywhere(record, table)
    yield from _codes(record)
    yield from _pairs(record)
    yield from _links(record)


def _wrong_cells(record: Record, table: str, columns: list[str]) -> Iterator[Edit]:
    for column in columns:
        if column not in _WRONG or (table, column) in (("claims", "value"), ("organisations", "role")):
            continue
        text, words = _WRONG[column]
        last = record.rows[table][-1]  # rows are sorted by their key: the last one keeps its place
        wanted = (lambda row, last=last: row is last) if column == "goal" else (lambda row, c=column: row[c])
        if column == "role":  # beside another role of the same party it would stand out of order too
            alone = Counter((row.get("edition"), row.get("government")) for row in record.rows[table])
            wanted = lambda row, alone=alone: alone[row.get("edition"), row.get("government")] == 1  # noqa: E731
        if column == "country":  # a government with a code of its country would have two faults
            wanted = lambda row: not row["code"]  # noqa: E731
        for index, _ in record.some(table, 1, wanted, column):
            change = set_cells(index, **{column: text})
            yield Edit(f"{table}-{column}-wrong", table, change, words, (table, index + 2), column)


def _everywhere(record: Record, table: str) -> Iterator[Edit]:
    """What can go wrong in every table: an empty cell, a dangling link, a row twice, a value twice, stray signs."""
    required, source = _REQUIRED[table], "source" if table == "claims" else "sources"
    noted = any(row["note"] for row in record.rows[table])
    (index, row) = record.some(table, 1, lambda row: row["note"] or not noted, "everywhere")[0]
    at = (table, index + 2)
    yield Edit(f"{table}-empty", table, set_cells(index, **{required: ""}), "must not be", at, required)
    spaced, split = (
        set_cells(index, note=f"{row['note'] or 'x'} "),
        set_cells(index, note=unicodedata.normalize("NFD", "café")),
    )
    yield Edit(f"{table}-space", table, spaced, "a space stands", at, "note")
    yield Edit(f"{table}-nfd", table, split, "NFC", at, "note")
    below = (table, index + 3)
    yield Edit(
        f"{table}-twice", table, lambda rows: [*rows[: index + 1], *rows[index:]], "stands in line", below
    )
    if source in row:
        yield Edit(
            f"{table}-source", table, set_cells(index, **{source: "no-such-page"}), "there is no", at, source
        )
    if source == "sources" and table != "sources":
        double = set_cells(index, sources=f"{row['sources'].split(';')[0]};{row['sources'].split(';')[0]}")
        yield Edit(f"{table}-value-twice", table, double, "stands there twice", at, "sources")


def _codes(record: Record) -> Iterator[Edit]:
    def one(scheme: str, salt: str, wanted: Callable[[Row], object] = bool) -> tuple[int, Row]:
        return record.some("governments", 1, lambda r: r["code_scheme"] == scheme and wanted(r), salt)[0]

    for number in range(5):
        index, row = one("jp-lgcode", f"digit{number}")
        last = str((int(row["code"][5]) + 1 + number) % 10)
        if last != row["code"][5]:
            change = set_cells(index, code=row["code"][:5] + last)
            yield Edit(
                f"code-japan-{number}",
                "governments",
                change,
                "check digit",
                ("governments", index + 2),
                "code",
            )
    index, row = one("insee-cog", "zero", lambda r: r["code"].startswith("0"))
    change = set_cells(index, code=row["code"][1:])
    yield Edit("code-zero-lost", "governments", change, "5 characters", ("governments", index + 2), "code")
    index, row = one("siren", "luhn")
    change = set_cells(index, code=row["code"][:8] + str((int(row["code"][8]) + 1) % 10))
    yield Edit("code-siren", "governments", change, "Luhn", ("governments", index + 2), "code")


def _pairs(record: Record) -> Iterator[Edit]:
    for column, other in (("population_year", "population"), ("lat", "lon"), ("code_scheme", "code")):
        index, _ = record.some("governments", 1, lambda row, o=other: row[o], f"pair-{column}")[0]
        change = set_cells(index, **{column: ""})
        yield Edit(
            f"pair-{column}", "governments", change, "empty beside", ("governments", index + 2), column
        )


def _links(record: Record) -> Iterator[Edit]:
    links = [
        ("agreements", "parties"),
        ("governments", "part_of"),
        ("changes", "originals"),
        ("changes", "results"),
        ("acts", "agreement"),
        ("acts", "by"),
        ("projects", "agreement"),
        ("editions", "host"),
        ("participations", "session"),
        ("initiatives", "government"),
        ("initiatives", "session"),
    ]
    for table, column in links:
        key_order = column in ("agreement",)  # rows are sorted by it: the last row keeps its place
        wanted = (
            (lambda row, rows=record.rows[table]: row is rows[-1])
            if key_order
            else (lambda row, c=column: row[c])
        )
        index, row = record.some(table, 1, wanted, f"link-{column}")[0]
        change = set_cells(index, **{column: f"{row[column]}-zz"})
        yield Edit(f"{table}-{column}-dangling", table, change, "there is no", (table, index + 2), column)
    for table in ("claims", "goals", "details"):
        rows = record.rows[table]
        change = set_cells(len(rows) - 1, subject=f"{rows[-1]['subject']}-zz")
        yield Edit(
            f"{table}-subject-dangling", table, change, "there is no", (table, len(rows) + 1), "subject"
        )


# ---------------------------------------------------------------------------------------------- faults between things


def graph_faults(record: Record) -> Iterator[Edit]:
    """Faults that no table shows alone; ``rule`` is the shape."""
    for make in (_parties, _statuses, _acts, _editions, _meetings, _lives, _names, _changes, _claims):
        yield from make(record)


def _parties(record: Record) -> Iterator[Edit]:
    table = "agreements"
    outsiders = {"FR": "agen", "JP": "aichi-prefecture"}

    def two(row: Row) -> bool:
        return len(row["parties"].split(";")) == 2 and not set(row["parties"].split(";")) & set(
            outsiders.values()
        )

    for index, row in record.some(table, 4, two, "one"):
        change = set_cells(index, parties=row["parties"].split(";")[0])
        yield Edit(f"one-party-{row['id']}", table, change, "agreement-two-parties", (table, index + 2))
    for country, rule in (("JP", "agreement-french-party"), ("FR", "agreement-japanese-party")):
        for index, row in record.some(table, 3, two, rule):
            kept = next(party for party in row["parties"].split(";") if record.country(party) == country)
            change = set_cells(index, parties=f"{kept};{outsiders[country]}")
            yield Edit(f"{rule}-{row['id']}", table, change, rule, (table, index + 2))
    merged = {
        row["results"]: row["originals"].split(";")[0]
        for row in record.rows["changes"]
        if row["kind"] != "status-change"
    }
    for index, row in record.some(
        table, 3, lambda r: any(p in merged for p in r["parties"].split(";")), "merged"
    ):
        successor = next(party for party in row["parties"].split(";") if party in merged)
        if merged[successor] != successor:
            change = set_cells(index, parties=f"{row['parties']};{merged[successor]}")
            yield Edit(f"party-twice-{row['id']}", table, change, "agreement-party-once", (table, index + 2))


def _statuses(record: Record) -> Iterator[Edit]:
    table = "agreements"
    for index, row in record.some(
        table, 3, lambda r: bool(r["designation_fr"]) != bool(r["designation_ja"]), "name"
    ):
        change = set_cells(index, designation_fr="", designation_ja="")
        yield Edit(f"no-designation-{row['id']}", table, change, "agreement-designation", (table, index + 2))
    for index, row in record.some(table, 4, lambda r: r["status"] == "in-force", "evidence"):
        change = set_cells(index, status_as_of="")
        yield Edit(f"no-evidence-{row['id']}", table, change, "agreement-status-evidence", (table, index + 2))

    def endless(row: Row) -> bool:
        return (
            not {act["kind"] for act in record.acts[row["id"]]} & {"end", "transfer"}
            and row["status"] == "in-force"
        )

    for index, row in record.some(table, 4, endless, "ended"):
        change = set_cells(index, status="ended")
        yield Edit(f"no-end-{row['id']}", table, change, "agreement-status-ended", (table, index + 2))


def _acts(record: Record) -> Iterator[Edit]:
    table = "acts"
    dated = {row["agreement"]: row["date"] for row in record.rows[table] if row["dating"]}

    def second(row: Row) -> bool:
        first = next((act["id"] for act in record.acts[row["agreement"]] if act["dating"]), "zz")
        return not row["dating"] and first < row["id"]

    for index, row in record.some(table, 4, second, "dating"):
        yield Edit(
            f"dates-twice-{row['agreement']}-{row['id']}",
            table,
            set_cells(index, dating="yes"),
            "dating-act-single",
            (table, index + 2),
        )

    def later(row: Row) -> bool:
        return row["kind"] in ("renewal", "anniversary-declaration") and row["agreement"] in dated

    for index, row in record.some(table, 4, later, "order"):
        change = set_cells(index, date=f"{int(dated[row['agreement']][:4]) - 2}-05")
        yield Edit(
            f"before-signature-{row['agreement']}-{row['id']}", table, change, "act-order", (table, index + 2)
        )
    for index, row in record.some(table, 4, later, "future"):
        yield Edit(
            f"future-{row['agreement']}-{row['id']}",
            table,
            set_cells(index, date="2031-04"),
            "future-fact",
            (table, index + 2),
        )


def _editions(record: Record) -> Iterator[Edit]:
    table = "editions"
    for index, row in record.some(table, 3, lambda r: _is_day(r["start"]), "period"):
        change = set_cells(index, end=_later(row["start"], -1))
        yield Edit(f"ends-early-{row['id']}", table, change, "edition-period", (table, index + 2))
    for index, row in record.some(table, 4, lambda r: r["governments_jp"] and r["id"] in "12357", "low"):
        yield Edit(
            f"too-few-{row['id']}",
            table,
            set_cells(index, governments_jp="2"),
            "headcount-low",
            (table, index + 2),
        )
    for index, row in record.some(table, 3, lambda r: r["id"] in ("1", "5", "7"), "high"):
        more = str(int(row["governments_fr"]) + 3)
        yield Edit(
            f"too-many-{row['id']}",
            table,
            set_cells(index, governments_fr=more),
            "headcount-high",
            (table, index + 2),
        )
    index, row = len(record.rows[table]) - 1, record.rows[table][-1]
    change = set_cells(index, start="2026-12-21", end="2026-12-24")
    yield Edit("future-edition", table, change, "future-fact", (table, index + 2))


def _meetings(record: Record) -> Iterator[Edit]:
    inside = ("workshop", "round-table", "plenary", "opening", "closing", "visit")
    for index, row in record.some(
        "sessions", 4, lambda r: _is_day(r["date"]) and r["kind"] in inside, "outside"
    ):
        change = set_cells(index, date=_later(row["date"], 30))
        yield Edit(f"outside-{row['id']}", "sessions", change, "session-within", ("sessions", index + 2))
    keys = [(r["edition"], r["government"], r["role"]) for r in record.rows["participations"]]

    def alone(row: Row) -> bool:
        return bool(row["session"]) and keys.count((row["edition"], row["government"], row["role"])) == 1

    for table, wanted in (
        ("participations", alone),
        ("initiatives", lambda r: r["session"] and r["edition"]),
    ):
        for index, row in record.some(table, 3, wanted, "session"):
            other = next(s["id"] for s in record.rows["sessions"] if s["edition"] != row["edition"])
            name = f"other-session-{table}-{index + 2}"
            yield Edit(
                name, table, set_cells(index, session=other), "session-same-edition", (table, index + 2)
            )
    for index, row in record.some("projects", 4, lambda r: r["start"] and "/" not in r["start"], "order"):
        change = set_cells(index, end=str(int(row["start"][:4]) - 1))
        yield Edit(f"project-{row['id']}", "projects", change, "bounds-order", ("projects", index + 2))


def _lives(record: Record) -> Iterator[Edit]:
    table = "governments"
    parties = {party for row in record.rows["agreements"] for party in row["parties"].split(";")}
    alive = {row["id"]: row["status"] for row in record.rows["agreements"]}
    agreements = [
        (row, row["parties"].split(";"))
        for row in record.rows["agreements"]
        if alive[row["id"]] == "in-force"
    ]
    changed = {
        g
        for row in record.rows["changes"]
        for g in (*row["originals"].split(";"), *row["results"].split(";"))
    }
    guests = [row["government"] for row in record.rows["participations"] if row["edition"] != "9"]

    def once(row: Row) -> bool:
        return guests.count(row["id"]) == 1 and row["id"] not in changed | parties

    for index, row in record.some(table, 3, once, "guest"):
        where = record.line("participations", "government", row["id"])
        change = set_cells(index, dissolved="2001-01-01")
        yield Edit(f"ghost-{row['id']}", table, change, "involvement-existence", ("participations", where))

    def carries(row: Row) -> bool:
        held = sum(row["id"] in parties for _, parties in agreements)
        return held == 1 and row["id"] not in changed and row["id"] not in guests

    for index, row in record.some(table, 3, carries, "carries"):
        held = next(agreement["id"] for agreement, parties in agreements if row["id"] in parties)
        at = ("agreements", record.line("agreements", "id", held))
        change = set_cells(index, dissolved="2025-01-01")
        yield Edit(f"dissolved-{row['id']}", table, change, "agreement-merged-party", at)
    results = {g for row in record.rows["changes"] for g in row["results"].split(";")}
    for index, row in record.some(
        table, 3, lambda r: _is_day(r["dissolved"]) and r["id"] not in results, "life"
    ):
        change = set_cells(index, founded=_later(row["dissolved"], 1))
        yield Edit(f"life-{row['id']}", table, change, "government-life", (table, index + 2))


def _names(record: Record) -> Iterator[Edit]:
    table = "governments"
    for country, language in (("FR", "fr"), ("JP", "ja")):
        for index, row in record.some(table, 3, lambda r, c=country: r["country"] == c, f"label{country}"):
            change = set_cells(index, **{f"label_{language}": ""})
            yield Edit(f"no-name-{row['id']}", table, change, "government-label", (table, index + 2))
    for index, row in record.some(table, 3, lambda r: r["country"] == "JP" and r["label_fr"], "other"):
        yield Edit(
            f"no-french-{row['id']}",
            table,
            set_cells(index, label_fr=""),
            "government-other-label",
            (table, index + 2),
        )
    for column, count in (("wikidata", 3), ("geonames", 2)):
        taken = next(row for row in record.rows[table] if row[column])
        wanted = lambda r, t=taken, c=column: r[c] and r is not t  # noqa: E731
        for index, row in record.some(table, count, wanted, column):
            change = set_cells(index, **{column: taken[column]})
            yield Edit(f"same-{column}-{row['id']}", table, change, "link-once", (table, index + 2))
    current = [r for r in record.rows[table] if r["code_scheme"] == "insee-cog" and not r["dissolved"]]
    first: dict[str, Row] = {}  # of each département: a code of another one would contradict part_of too
    for row in current:
        first.setdefault(row["part_of"], row)
    for index, row in record.some(
        table, 3, lambda r: r in current and r is not first[r["part_of"]] and r["type"] == "commune", "code"
    ):
        change = set_cells(index, code=first[row["part_of"]]["code"])
        yield Edit(f"same-code-{row['id']}", table, change, "code-clash", (table, index + 2))


def _changes(record: Record) -> Iterator[Edit]:
    table = "changes"

    def creates(row: Row) -> bool:
        born = all(record.by_id[g]["founded"] for g in row["results"].split(";"))
        return (
            row["kind"] == "new-establishment" and born and _is_day(row["date"]) and row["date"][8:] == "01"
        )

    for index, row in record.some(table, 4, creates, "founded"):
        change = set_cells(index, date=_later(row["date"], 4))
        yield Edit(f"created-late-{row['id']}", table, change, "change-founded", (table, index + 2))


def _claims(record: Record) -> Iterator[Edit]:
    table = "claims"
    held = {f"agreement/{row['id']}": row for row in record.rows["agreements"]}

    def other(row: Row) -> bool:
        return (
            row["attribute"] == "kind"
            and row["subject"] in held
            and held[row["subject"]]["kind"] != row["value"]
            and not row["rank"]
        )

    for index, row in record.some(table, 4, other, "rank"):
        change = set_cells(index, rank="preferred")
        yield Edit(f"preferred-{row['id']}-{index}", table, change, "claim-preferred", (table, index + 2))

    kinds = [row for row in record.rows[table] if row["attribute"] == "kind"]

    def silent(row: Row) -> bool:
        same = [k for k in kinds if k["subject"] == row["subject"]]
        quiet = (
            not any(k["note"] for k in same) and not held[row["subject"]]["note"]
            if row["subject"] in held
            else False
        )
        return row["attribute"] == "kind" and quiet and len(same) > 1 and len({k["value"] for k in same}) == 1

    for index, row in record.some(table, 4, silent, "conflict"):
        slug = row["subject"].partition("/")[2]
        change = set_cells(
            index, value="letter-of-intent" if row["value"] != "letter-of-intent" else "twinning"
        )
        yield Edit(f"conflict-{slug}-{index}", table, change, "claim-conflict", (table, index + 2))


# ---------------------------------------------------------------------------------------------------- good variations


def variations(record: Record) -> Iterator[Edit]:
    """Changes that are no fault: another value of the same kind, more or less precision, one fact more or less."""
    cells: list[tuple[str, str, str, Callable[[Row], object]]] = [
        ("governments", "alt_labels", "Évian;エヴィアン;Evian les Bains", lambda r: not r["alt_labels"]),
        ("governments", "website", "https://www.exemple.fr/coopération?l=ja", lambda r: r["website"]),
        ("governments", "population", "0", lambda r: r["population"]),
        ("governments", "wikidata", "Q999999999", lambda r: r["wikidata"]),
        ("governments", "kana", "カナザワ・シー", lambda r: r["kana"]),
        ("governments", "romaji", "Kōbe-shi", lambda r: r["romaji"]),
        ("governments", "note", "“Quoted”, with a comma; and a semicolon", lambda r: not r["note"]),
        (
            "governments",
            "founded",
            "1955?",
            lambda r: r["country"] == "JP" and not r["founded"] and not r["dissolved"],
        ),
        ("agreements", "status", "dormant", lambda r: r["status"] == "in-force"),
        ("agreements", "status", "unknown", lambda r: r["status"] == "in-force"),
        ("agreements", "kind", "memorandum", lambda r: r["kind"] == "friendship"),
        ("agreements", "fields", "sport;culture", lambda r: r["fields"]),
        ("agreements", "status_as_of", "2024-05~", lambda r: r["status_as_of"]),
        ("agreements", "designation_fr", "charte de l’amitié", lambda r: not r["designation_fr"]),
        ("acts", "date", "197X", lambda r: r["kind"] == "proposal"),
        ("acts", "date", "1985-03/1985-06", lambda r: r["kind"] == "council-vote"),
        ("acts", "place", "Hôtel de ville d’Évian", lambda r: not r["place"]),
        ("acts", "date", "2026-11-22", lambda r: r["kind"] == "anniversary-declaration"),
        ("projects", "start", "2019~", lambda r: r["start"] and not r["end"]),
        ("projects", "end", "2025~/2026", lambda r: r["start"] and not r["end"]),
        ("projects", "field", "eau", lambda r: r["field"] == "culture"),
        ("editions", "people", "250", lambda r: r["id"] == "1"),
        ("editions", "venue", "palais des congrès;九段会館", lambda r: r["id"] == "8"),
        ("editions", "planned", "2026-10~", lambda r: r["id"] == "9"),
        ("sessions", "kind", "plenary", lambda r: r["kind"] == "opening"),
        ("sessions", "label_en", "Water, 水, eau", lambda r: r["label_en"]),
        ("participations", "speaker_office", "adjointe au maire", lambda r: r["speaker_name"]),
        ("declarations", "commitments", "one;two", lambda r: r["commitments"]),
        ("initiatives", "topics", "water", lambda r: r["topics"]),
        ("organisations", "founded", "1990-10", lambda r: not r["founded"]),
        ("organisations", "type", "association", lambda r: r["type"] == "company"),
        ("sources", "title", "「姉妹都市」 – l’été à Kōbe", lambda r: r["title"]),
        ("sources", "published", "2013-02-16", lambda r: not r["published"]),
        ("sources", "language", "fr;ja", lambda r: r["language"] == "fr"),
        ("goals", "basis", "stated", lambda r: r["basis"] == "editor"),
        ("goals", "note", "in other words", lambda r: r["note"]),
        ("claims", "locator", "page 3, « Jumelages »", lambda r: not r["locator"]),
        ("claims", "rank", "deprecated", lambda r: r["note"] and not r["rank"] and r["attribute"] == "kind"),
        ("totals", "value", "0", lambda r: r["value"]),
        ("totals", "as_of", "2017-06~", lambda r: r["as_of"]),
        ("rejected", "reason", "Announced; no text was read.", lambda r: r["reason"]),
    ]
    for number, (table, column, text, wanted) in enumerate(cells):
        index, _ = record.some(table, 1, wanted, f"good{number}")[0]
        yield Edit(f"{table}-{column}-{number}", table, set_cells(index, **{column: text}))
    yield from _good_rows(record)


def _good_rows(record: Record) -> Iterator[Edit]:
    for table in (
        "sources",
        "projects",
        "declarations",
        "organisations",
        "initiatives",
        "totals",
        "rejected",
    ):
        twin = record.rows[table][-1] | {"id": f"{record.rows[table][-1]['id']}-zz"}
        yield Edit(f"{table}-one-more", table, lambda rows, twin=twin: [*rows, twin])
    for table in ("totals", "rejected"):
        yield Edit(f"{table}-one-less", table, lambda rows: rows[:-1])
