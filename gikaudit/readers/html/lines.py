"""Runs of text in a page to lines as a browser shows them, in which every character knows its place."""

from collections.abc import Iterable, Iterator
from html.entities import html5

from gikaudit.document import Text, join, normalise, visible_pieces
from gikaudit.patterns import compiled

_ENTITY = compiled(r"&(?:#[xX]([0-9a-fA-F]{1,8});?|#([0-9]{1,10});?|([A-Za-z][A-Za-z0-9]{1,31});?)")
_LONGEST_OLD = 6
"""Entities that may stand without semicolon have at most so many letters."""
_SPACE = compiled(r"(?:[\t\n\r\f]| (?=[ \t\n\r\f]))[ \t\n\r\f]*|\A | \Z")
"""All white space but a single space between other characters."""
_LINE_END = compiled(r"\r\n|\r|\n")
_WINDOWS_1252 = 0x80, 0xA0
_WIDE = 0x2E80
_LOST = "\ufffd"

Piece = tuple[str, int]


def line(runs: Iterable[tuple[int, int]], source: str) -> Text | None:
    """A line from stretches of the source, white space collapsed; None where nothing is to be seen."""
    shown: list[Piece] = []
    space: Piece | None = None
    for start, end in runs:
        for decoded, offset in _decoded(source, start, end):
            position = 0
            for found in _SPACE.finditer(decoded):
                if found.start() > position:
                    _show(shown, space, decoded[position : found.start()], offset + position)
                    space = None
                if space is None or "\n" not in space[0]:
                    space = found[0], offset + found.start()
                position = found.end()
            if position < len(decoded):
                _show(shown, space, decoded[position:], offset + position)
                space = None
    return _text(shown)


def lines(runs: Iterable[tuple[int, int]], source: str) -> Iterator[Text]:
    """The lines of preformatted text: white space stays as it is."""
    pieces: list[Piece] = []
    for start, end in runs:
        for decoded, offset in _decoded(source, start, end):
            position = 0
            for found in _LINE_END.finditer(decoded):
                pieces.append((decoded[position : found.start()], offset + position))
                text = _text(pieces)
                if text is not None:
                    yield text
                pieces = []
                position = found.end()
            pieces.append((decoded[position:], offset + position))
    text = _text(pieces)
    if text is not None:
        yield text


def joined(texts: Iterable[Text]) -> Text | None:
    """Lines as one text, with a space between two of them; None where there is none."""
    pieces: list[Piece] = []
    for text in texts:
        if pieces:
            pieces.append((" ", pieces[-1][1] + len(pieces[-1][0])))
        pieces.extend(runs_of(text))
    return join(pieces) if pieces else None


def runs_of(text: Text) -> Iterator[Piece]:
    """The stretches of a text with their offsets."""
    for start, end, offset in zip(text.anchors, (*text.anchors[1:], len(text.text)), text.offsets, strict=True):
        yield text.text[start:end], offset


def _show(shown: list[Piece], space: Piece | None, chunk: str, offset: int) -> None:
    """Add characters and the space before them, unless it is a line break between two Chinese characters."""
    if shown and space is not None:
        wide = ord(shown[-1][0][-1]) >= _WIDE and ord(chunk[0]) >= _WIDE
        if not (wide and ("\n" in space[0] or "\r" in space[0])):
            shown.append((" ", space[1]))
    shown.append((chunk, offset))


def _text(pieces: list[Piece]) -> Text | None:
    visible = [part for chunk, offset in pieces for part in visible_pieces(chunk, offset) if part[0]]
    if not visible:
        return None
    text = join(visible)
    normalised = normalise(text.text).replace("\t", " ")
    text = Text(normalised, text.anchors, text.offsets)
    stripped = normalised.strip()
    if not stripped:
        return None
    if len(stripped) == len(normalised):
        return text
    start = len(normalised) - len(normalised.lstrip())
    return text.part(start, start + len(stripped))


def _decoded(source: str, start: int, end: int) -> Iterator[Piece]:
    """A stretch of the source with its entities as the characters that they stand for."""
    text = source[start:end]
    position = 0
    if "&" in text:
        for found in _ENTITY.finditer(text):
            characters, length = _characters(found[0], found[1], found[2], found[3])
            if not characters:
                continue
            if found.start() > position:
                yield text[position : found.start()], start + position
            yield characters, start + found.start()
            position = found.start() + length
    if position < len(text):
        yield text[position:], start + position


def _characters(entity: str, hexadecimal: str | None, decimal: str | None, name: str | None) -> tuple[str, int]:
    """What an entity stands for, and how many characters of the source it takes; blank where it is none."""
    if name is None:
        code = int(hexadecimal, 16) if hexadecimal else int(decimal or "0")
        if _WINDOWS_1252[0] <= code < _WINDOWS_1252[1]:
            return bytes([code]).decode("cp1252", "replace"), len(entity)
        if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            return _LOST, len(entity)
        return chr(code), len(entity)
    if entity.endswith(";") and entity[1:] in html5:
        return html5[entity[1:]], len(entity)
    for length in range(min(len(name), _LONGEST_OLD), 1, -1):
        if name[:length] in html5:
            return html5[name[:length]], length + 1 + (entity[length + 1 :] == ";")
    return "", 0
