"""What the readers of XML share: elements by their names, whatever namespace a program writes."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from jumelage_graph.networks.readers.found import FormatError
from jumelage_graph.words import say

Element = ElementTree.Element


def root(text: bytes, name: str) -> Element:
    """The outermost element, which must have this name; ``ParseError`` where the XML is broken."""
    element = ElementTree.fromstring(text)
    if _local(element) != name:
        raise FormatError(say("networks.format.outermost", found=_local(element), wanted=name))
    return element


def first(element: Element, name: str) -> Element:
    """The first element of this name at any depth."""
    for inner in within(element, name):
        return inner
    raise FormatError(say("networks.format.element", name=name))


def within(element: Element, name: str) -> Iterator[Element]:
    """The elements of this name at any depth."""
    return (inner for inner in element.iter() if _local(inner) == name)


def inside(element: Element, name: str) -> Iterator[Element]:
    """The children of this name."""
    return (inner for inner in element if _local(inner) == name)


def needed(element: Element, name: str) -> str:
    """An attribute that the format demands."""
    value = element.get(name)
    if value is None:
        raise FormatError(say("networks.format.attribute", element=_local(element), name=name))
    return value


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
