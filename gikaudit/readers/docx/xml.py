"""Elements of WordprocessingML by their local names: strict files and usual ones differ in their namespaces."""

from collections.abc import Iterator
from typing import Any

from gikaudit.patterns import compiled

Element = Any
"""An element of lxml, which says nothing of its types."""
_WHOLE = compiled(r"-?\d{1,9}")
_OFF = ("0", "false", "off", "none")


def local(element: Element) -> str:
    """The name without its namespace; "" for a comment or a processing instruction."""
    tag = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


def children(element: Element, name: str) -> Iterator[Element]:
    """The children of a name."""
    return (child for child in element if local(child) == name)


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of a name, and of that the first child of the next name."""
    for name in names:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its local name; None where there is none."""
    if element is not None:
        for key, found in element.attrib.items():
            if key[key.rfind("}") + 1 :] == name:
                return str(found)
    return None


def number(element: Element | None, name: str = "val") -> int | None:
    """An attribute that is a whole number of at most nine digits."""
    found = value(element, name)
    return int(found) if found is not None and _WHOLE.fullmatch(found) else None


def switched_on(properties: Element | None, name: str) -> bool | None:
    """Whether a property is on, as ``<w:vanish/>`` is; None where nothing is said of it."""
    found = child(properties, name)
    return None if found is None else value(found) not in _OFF


def chosen(alternatives: Element) -> Iterator[Element]:
    """What ``mc:AlternateContent`` offers, the best first: the same content for newer and for older programs."""
    yield from children(alternatives, "Choice")
    yield from children(alternatives, "Fallback")
