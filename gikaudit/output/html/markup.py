"""Making HTML: whatever is not markup already is escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable

from gikaudit.output.plain import printable

_EMPTY = {"input", "link", "meta"}


class Html(str):
    """A text that is markup. Only this module and the Markdown renderer make one of other text."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """Any text as markup: control and direction characters replaced, tabs as wide spaces, the rest escaped."""
    return text if isinstance(text, Html) else Html(html.escape(printable(text.replace("\t", "\u2003"))))


def joined(parts: Iterable[str]) -> Html:
    """Several texts in one."""
    return Html("".join(escaped(part) for part in parts))


def tag(name: str, /, *content: str, **attributes: str | int | bool | None) -> Html:
    """An element. ``class_`` and ``aria_label`` are the attributes class and aria-label; None and False are none."""
    written = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        attribute = key.rstrip("_").replace("_", "-")
        written.append(attribute if value is True else f'{attribute}="{escaped(str(value))}"')
    opening = f"<{' '.join(written)}>"
    if name in _EMPTY:
        return Html(opening)
    return Html(f"{opening}{joined(content)}</{name}>")
