"""The lines of a report as people see them, for excerpts: of text as it is, of markup without its tags."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gikaudit.audit import Audit
from gikaudit.document import Document, Table, Text
from gikaudit.rule import Words
from gikaudit.source import Source, Span

_BETWEEN_CELLS = " | "


class ShownLine(NamedTuple):
    """A line with the places in it that are to be marked: where they begin and end in ``text``, and what they are
    in the source. ``line`` is its number there, ``place`` where it stands in a file that is not text."""

    line: int
    place: Words | None
    text: str
    marks: tuple[tuple[int, int, Span], ...]


def shown_lines(audit: Audit, spans: Iterable[Span]) -> list[ShownLine]:
    """The lines that hold some places, each line once, in the order in which the places are given."""
    source = audit.source
    if source is None:
        return []
    if source.markup and audit.report is not None:
        return list(_without_tags(audit.report.document, spans))
    by_line: dict[int, list[Span]] = {}
    for span in spans:
        by_line.setdefault(source.line_of(span.start), []).append(span)
    lines = []
    for line, marked in by_line.items():
        start, text = source.line_starts[line - 1], source.line_text(line)
        marks = tuple(
            (span.start - start, min(span.end - start, len(text)), span)
            for span in sorted(marked)
            if span.start - start <= len(text)
        )
        lines.append(ShownLine(line, place_in_file(source, marked[0]), text, marks))
    return lines


def place_in_file(source: Source, span: Span) -> Words | None:
    """Where a place stands in a file that is not text: 第3页; None for text."""
    origin = source.origin(span.start)
    return Words(origin.zh, origin.en) if origin is not None else None


def _without_tags(document: Document, spans: Iterable[Span]) -> Iterator[ShownLine]:
    """Paragraphs, and rows of tables with their cells side by side."""
    lines = list(_lines(document))
    starts = [texts[0].offsets[0] for texts in lines]
    by_line: dict[int, list[Span]] = {}
    for span in spans:
        by_line.setdefault(max(bisect_right(starts, span.start) - 1, 0), []).append(span)
    for number, marked in by_line.items():
        if not lines:
            return
        text, marks = "", []
        for part in lines[number]:
            for span in sorted(marked):
                low = position_of(part, span.start)
                if low is not None:
                    high = position_of(part, span.end - 1)
                    marks.append((len(text) + low, len(text) + (low if high is None else high) + 1, span))
            text += part.text + _BETWEEN_CELLS
        line = document.source.line_of(marked[0].start)
        yield ShownLine(line, None, text.removesuffix(_BETWEEN_CELLS), tuple(marks))


def _lines(document: Document) -> Iterator[tuple[Text, ...]]:
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                texts = tuple(cell.text for cell in row if cell.text.text)
                if texts:
                    yield texts
        else:
            yield (block.text,)


def position_of(text: Text, offset: int) -> int | None:
    """Where in a text the character at an offset of the source is; None where it is not in it."""
    run = bisect_right(text.offsets, offset) - 1
    if run < 0:
        return None
    position = text.anchors[run] + offset - text.offsets[run]
    end = text.anchors[run + 1] if run + 1 < len(text.anchors) else len(text.text)
    return position if position < end else None
