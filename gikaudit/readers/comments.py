"""Comments in Markdown and HTML: nobody who reads the document sees them, so they are no part of its text."""

from __future__ import annotations

from collections.abc import Iterator

from gikaudit.patterns import compiled
from gikaudit.source import Source, Span

_SUFFIXES = (".md", ".html", ".htm", ".shtml", ".xhtml")
_VISIBLE = compiled(r"[^\r\n]")
WIDTHLESS = "\u200b"
"""What stands in the place of a character of a comment."""


def comments(source: Source) -> Iterator[Span]:
    """Where the comments of a Markdown or HTML document stand; a plain text has none."""
    if source.path.lower().endswith(_SUFFIXES) and "<!--" in source.text:
        start = source.text.find("<!--")
        while start >= 0:
            end = source.text.find("-->", start + 4)
            if end < 0:
                return
            yield Span(start, end + 3)
            start = source.text.find("<!--", end + 3)


def without_comments(source: Source) -> str:
    """The text with characters of no width in place of its comments, so that every other one keeps its place."""
    parts: list[str] = []
    position = 0
    for span in comments(source):
        parts += source.text[position : span.start], _VISIBLE.sub(WIDTHLESS, source.text[span.start : span.end])
        position = span.end
    return "".join([*parts, source.text[position:]]) if position else source.text


def only_comment(line: str) -> bool:
    """Whether a line without its comments holds nothing, though it is not blank."""
    return WIDTHLESS in line and not line.strip(f" \t\r\n{WIDTHLESS}")
