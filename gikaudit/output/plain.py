"""Making text of documents safe and measurable on a terminal."""

from __future__ import annotations

from unicodedata import east_asian_width

from gikaudit.patterns import compiled

_UNSAFE = compiled("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def printable(text: str) -> str:
    """Text with control and direction characters replaced, so that it can neither move the cursor nor hide."""
    return _UNSAFE.sub("\u00b7", text)


def width(text: str) -> int:
    """The number of columns a text takes on a terminal."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
