"""Measures one world, in a process of its own that stands in its clone: ``python -m bench.growing PART``. Prints JSON.

``build`` gives the CPU of each step of a build and the peak of memory, and leaves the dataset in ``dataset.nq``;
``queries`` each named query, raw and through us, with its rows, ``few`` some of them; ``rest`` analyses and pages.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, Store

from bench import asking
from bench.measuring import cpu, in_turn
from bench.subjects.calls import raw
from jumelage_graph import analyses, build, resources, tables, validation, views
from jumelage_graph.build import description, rules
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.statements.gathering import Gathered

DATASET = Path("dataset.nq")
LIMIT = 120
"""Seconds of CPU that one query, analysis or page may take."""


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Steps:
    """The seconds of CPU of each step, by its name, and how many statements those that make a list of them made."""

    def __init__(self) -> None:
        self.taken: defaultdict[str, float] = defaultdict(float)
        self.made: defaultdict[str, int] = defaultdict(int)

    def watch(self, owner: Any, name: str, step: Callable[[tuple[Any, ...]], str]) -> None:
        """Count every call of ``owner.name`` to the step that its arguments give."""
        work = getattr(owner, name)

        def counted(*arguments: Any, **named: Any) -> Any:
            start = time.process_time()
            found = work(*arguments, **named)
            self.taken[step(arguments)] += time.process_time() - start
            if isinstance(found, list):
                self.made[step(arguments)] += len(found)
            return found

        setattr(owner, name, counted)


def built() -> dict[str, Any]:
    steps = Steps()
    steps.watch(tables, "read", lambda _: "tables read and checked")
    steps.watch(Gathered, "add", lambda _: "rows mapped and gathered")
    steps.watch(rules, "conclude", lambda arguments: f"rule {arguments[0].id}")
    steps.watch(description, "statements", lambda _: "description")
    steps.watch(Gathered, "text", lambda _: "lines sorted and written")
    start = time.process_time()
    made = build.dataset(resources.data(), resources.ontology())
    steps.taken["whole build"] = time.process_time() - start
    build.write(made, DATASET)
    statements = sum(block.count(b"\n") for block in made.text.blocks())
    return {"steps": steps.taken, "made": steps.made, "megabytes": peak(), "statements": statements}


def checked() -> dict[str, Any]:
    start = time.process_time()
    made = build.dataset(resources.data(), resources.ontology())
    between = time.process_time()
    found = validation.validate(made, resources.ontology() / "shapes.ttl")
    end = time.process_time()
    steps = {"check: shapes": end - between, "check: whole": end - start}
    return {"steps": steps, "megabytes": peak(), "results": len(found)}


def asked(only: tuple[str, ...] = ()) -> dict[str, Any]:
    """(seconds raw, seconds through us, rows) of each named query."""
    store = Store()
    store.bulk_load(path=str(DATASET), format=RdfFormat.N_QUADS)
    engine = EmbeddedEngine(store)
    told = {"megabytes": peak()}
    return told | {
        name: _apart(partial(_query, engine, text)) for name, text in asking.texts(engine, only).items()
    }


def _query(engine: EmbeddedEngine, text: str) -> list[float]:
    rows = raw(engine.store, text)
    works = {"raw": cpu(rows), "ours": cpu(lambda: list(engine.answer(text).rows()))}
    taken = in_turn(works, 3)
    return [*map(statistics.median, taken.values()), len(rows())]  # type: ignore[arg-type]


def others() -> dict[str, Any]:
    """Seconds of each analysis and of each page, ``None`` where one was ended at the limit or failed."""
    engine = EmbeddedEngine.from_nquads(DATASET.read_bytes())
    study = analyses.Study.of(engine)
    works: dict[str, Callable[[], object]] = {
        f"analysis {name}": partial(each.run, study)
        for name, each in analyses.catalogue().items()
        if not each.refused(study)
    }
    works |= {f"page {name}": partial(views.find(name).draw, engine) for name in views.names()}
    return {name: _apart(lambda work=work: cpu(work)()) for name, work in works.items()}  # type: ignore[misc]


def _apart(work: Callable[[], Any]) -> Any:
    """What a work gives in a copy of this process, ``None`` where it fails or takes longer than the limit."""
    readable, writable = os.pipe()
    if (child := os.fork()) == 0:
        os.close(readable)
        most = int(time.process_time()) + LIMIT
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        try:
            os.write(writable, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(writable)
    with os.fdopen(readable, "rb") as file:
        told = file.read()
    os.waitpid(child, 0)
    return json.loads(told) if told else None


if __name__ == "__main__":
    parts = {
        "build": built,
        "check": checked,
        "queries": asked,
        "few": partial(asked, asking.FEW),
        "rest": others,
    }
    print(json.dumps(parts[sys.argv[1]]()))
