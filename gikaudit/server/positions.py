"""Places in a document as an editor counts them."""

from __future__ import annotations

from lsprotocol import types

from gikaudit.source import Source, Span

_UNITS: dict[str, str] = {
    types.PositionEncodingKind.Utf8: "utf8",
    types.PositionEncodingKind.Utf16: "utf16",
    types.PositionEncodingKind.Utf32: "codepoint",
}


class Positions:
    """The places of a text. Lines and characters are counted from 0, characters in units of the encoding agreed
    upon. Lines end at CR LF, LF and CR, for editors as for gikaudit."""

    def __init__(self, text: str, encoding: str) -> None:
        self._source = Source("", text)
        self._unit = _UNITS[encoding]

    def range(self, span: Span | None) -> types.Range:
        """A stretch of the text; the first line for what has no place in it."""
        if span is None:
            span = Span(0, len(self._source.line_text(1)))
        return types.Range(self._position(span.start), self._position(span.end))

    def offset(self, position: types.Position) -> int:
        """The character at or around a position; the end of the line, or of the text, for one behind it."""
        source = self._source
        if position.line >= len(source.line_starts):
            return len(source.text)
        start = source.line_starts[position.line]
        line = source.line_text(position.line + 1)
        units = 0
        for index, char in enumerate(line):
            units += self._width(char)
            if units > position.character:
                return start + index
        return start + len(line)

    def _position(self, offset: int) -> types.Position:
        return types.Position(self._source.line_of(offset) - 1, self._source.column(offset, self._unit) - 1)

    def _width(self, char: str) -> int:
        if self._unit == "utf8":
            return len(char.encode("utf-8", "surrogatepass"))
        return 2 if self._unit == "utf16" and char > "\uffff" else 1
