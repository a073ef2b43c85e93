"""What styles say of the paragraphs and runs that have them, as far as it changes what one reads."""

from collections.abc import Iterator
from typing import NamedTuple

from gikaudit.readers.docx.xml import Element, child, local, number, switched_on, value

_LONGEST_CHAIN = 32
"""So many styles are based on each other at most."""


class Listed(NamedTuple):
    """The numbering that a paragraph or a style asks for; None where it says nothing of it."""

    list_id: str | None
    level: int | None


class Style(NamedTuple):
    """``hidden`` is None where the style says nothing of it."""

    id: str
    based_on: str | None
    hidden: bool | None
    listed: Listed


class Styles:
    """The styles of a document."""

    def __init__(self, tree: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        self._hidden: dict[str, bool | None] = {}
        for style in tree if tree is not None else ():
            name = value(style, "styleId")
            if local(style) != "style" or name is None:
                continue
            hidden = switched_on(child(style, "rPr"), "vanish")
            self._styles[name] = Style(name, value(child(style, "basedOn")), hidden, listed(child(style, "pPr")))
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on"):
                self._default = name

    def hidden(self, name: str | None, *, paragraph: bool = False) -> bool | None:
        """Whether what has a style is hidden; None where neither it nor one that it is based on says so."""
        name = name if name is not None or not paragraph else self._default
        if name is None:
            return None
        if name not in self._hidden:
            told = (style.hidden for style in self._chain(name) if style.hidden is not None)
            self._hidden[name] = next(told, None)
        return self._hidden[name]

    def numbered(self, name: str | None) -> Style | None:
        """The style that numbers the paragraphs of a style: itself, or one that it is based on."""
        chain = self._chain(name if name is not None else self._default)
        return next((style for style in chain if style.listed.list_id is not None), None)

    def of_list(self, name: str) -> str | None:
        """The list that a style for lists stands for."""
        style = self._styles.get(name)
        return style.listed.list_id if style is not None else None

    def _chain(self, name: str | None) -> Iterator[Style]:
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name) if name is not None else None
            if style is None:
                return
            yield style
            name = style.based_on


def listed(properties: Element | None) -> Listed:
    """The numbering in the properties of a paragraph or style, not what it was before a tracked change."""
    numbering = child(properties, "numPr")
    return Listed(value(child(numbering, "numId")), number(child(numbering, "ilvl")))
