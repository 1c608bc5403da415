"""Things with what belongs to them inside, in the shape of a frame.

Our frames use a part of the standard: ``@type``, ``@id``, ``@embed``, ``@explicit``, ``@reverse`` and properties whose
frames are empty or of the same kind. pyld, which knows all of JSON-LD, judges the result in the tests. Source: W3C,
JSON-LD 1.1 Framing (2020), section 4.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

Json = dict[str, Any]

_KINDS = ("@type", "@id")


class Framing:
    """Expanded nodes, to be put into frames whose keys and types are IRIs."""

    def __init__(self, nodes: Iterable[Json]) -> None:
        """Take each node once."""
        self._nodes = {node["@id"]: node for node in nodes}
        self._users = defaultdict[tuple[str, str], list[str]](list)
        for name, node in sorted(self._nodes.items()):
            for key, values in node.items():
                for value in values if not key.startswith("@") else ():
                    if "@id" in value:
                        self._users[key, value["@id"]].append(name)

    def framed(self, frame: Json) -> list[Json]:
        """Every node that the frame means, by its IRI, with what the frame puts inside."""
        return [
            self._inside(node, frame, (), set())
            for _, node in sorted(self._nodes.items())
            if _matches(node, frame)
        ]

    def _inside(self, node: Json, frame: Json, above: tuple[str, ...], once: set[str]) -> Json:
        """The node with its properties; ``above`` are those that it lies in, ``once`` all that were put inside."""
        once.add(node["@id"])
        made = {key: value for key, value in node.items() if key.startswith("@")}
        below = (*above, node["@id"])
        implied = {key: frame[key] for key in ("@embed", "@explicit") if key in frame}
        for key, values in node.items():
            if key in made or (frame.get("@explicit") and key not in frame):
                continue
            framed = [self._value(value, frame.get(key, implied), below, once) for value in values]
            made |= _known(key, framed)
        if wanted := frame.get("@reverse"):
            made |= _known("@reverse", self._reverse(node["@id"], wanted, below, once))
        return made

    def _reverse(self, name: str, wanted: Json, above: tuple[str, ...], once: set[str]) -> Json:
        users_by_key: Json = {}
        for key, frame in sorted(wanted.items()):
            users = [{"@id": user} for user in self._users[key, name]]
            users_by_key |= _known(key, [self._value(user, frame, above, once) for user in users])
        return users_by_key

    def _value(self, value: Json, frame: Json, above: Collection[str], once: set[str]) -> Json | None:
        """A value as the frame wants it: the node itself, a reference to it, or none where it means others."""
        if "@id" not in value:
            return value
        node = self._nodes.get(value["@id"], value)
        if not _matches(node, frame):
            return None
        embed = frame.get("@embed", "@once")
        if embed == "@never" or node["@id"] in above or (embed == "@once" and node["@id"] in once):
            return {"@id": node["@id"]}
        return self._inside(node, frame, tuple(above), once)


def _known(key: str, framed: Any) -> Json:
    values = [value for value in framed if value is not None] if isinstance(framed, list) else framed
    return {key: values} if values else {}


def _matches(node: Json, frame: Json) -> bool:
    """Whether a frame means a node: by its IRI, by its type, else by any property that it names."""
    for key in _KINDS:
        if key in frame:
            said = node.get(key, ())
            return frame[key] in ([said] if key == "@id" else said)
    named = [key for key in frame if not key.startswith("@")]
    return not named or any(key in node for key in named)
