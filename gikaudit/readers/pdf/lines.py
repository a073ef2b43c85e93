"""Characters to lines: by their position alone, spaces by the distance between characters."""

import itertools
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from gikaudit.readers.pdf.pages import Box, Glyph

_SAME_LINE = 0.4
"""Characters of one line are not farther apart, up and down, than this part of the lower one's height."""
_SPACE = 0.14
_SURE_SPACE = 0.26
_SURE_SPACE_IN_NUMBER = 0.55
_WIDE = 0.8
_COLUMN = 1.4
"""Distances in em: from where on a space of the file is one, where a space is none of the file but seen, the same
between two digits, between Chinese characters, and between columns."""


_INK = 1.6
"""A Chinese character is wider than its height divided by this, even if only its ink counts."""


class Line(NamedTuple):
    """One line of characters in reading order, with its pieces where wide gaps divide it, and its words where any
    distance does."""

    text: str
    box: Box
    page: int
    em: float
    pieces: tuple["Piece", ...]
    words: tuple["Word", ...] = ()


class Piece(NamedTuple):
    """A stretch of a line without wide gaps."""

    text: str
    left: float
    right: float


class Word(NamedTuple):
    """A stretch of a line without any distance between its characters; ``spaced`` says whether there is a space
    before it."""

    text: str
    box: Box
    spaced: bool = False


def lines_of(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """The lines that characters of a page stand in, from top to bottom."""
    groups: list[list[Glyph]] = []
    middle = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.box.middle[1], glyph.box.left)):
        at = glyph.box.middle[1]
        height = glyph.box.bottom - glyph.box.top
        last = groups[-1][-1].box if groups else None
        if last is not None and at - middle <= min(height, last.bottom - last.top) * _SAME_LINE:
            groups[-1].append(glyph)
            middle += (at - middle) / len(groups[-1])
        else:
            groups.append([glyph])
            middle = at
    return [_line(sorted(group, key=lambda glyph: glyph.box.left), page) for group in groups]


def _line(glyphs: list[Glyph], page: int) -> Line:
    glyphs = _without_doubles(glyphs)
    em = em_of(glyphs)
    gaps = [b.box.left - a.box.right for a, b in itertools.pairwise(glyphs)]
    spread = _evenly_spread(gaps, em) if all(wide(glyph.text) for glyph in glyphs) else 0
    column = max(_COLUMN * em, spread)
    pieces: list[Piece] = []
    text, start = glyphs[0].text, glyphs[0].box.left
    overlap = _overlap(glyphs, gaps)
    for gap, before, glyph in zip(gaps, glyphs, glyphs[1:], strict=False):
        if gap >= column:
            pieces.append(Piece(text, start, before.box.right))
            text, start = glyph.text, glyph.box.left
        else:
            text += (" " if not spread and _is_space(before.text, glyph, (gap + overlap) / em) else "") + glyph.text
    pieces.append(Piece(text, start, glyphs[-1].box.right))
    box = surrounding(glyph.box for glyph in glyphs)
    return Line("  ".join(piece.text for piece in pieces), box, page, em, tuple(pieces), _words(glyphs, gaps, em))


def _words(glyphs: Sequence[Glyph], gaps: Sequence[float], em: float) -> tuple[Word, ...]:
    overlap = _overlap(glyphs, gaps)
    starts = {0: False}
    for number, gap in enumerate(gaps, 1):
        apart = (gap + overlap) / em
        if apart >= _SPACE:
            starts[number] = _is_space(glyphs[number - 1].text, glyphs[number], apart)
    words = []
    for (start, spaced), end in zip(starts.items(), [*list(starts)[1:], len(glyphs)], strict=True):
        part = glyphs[start:end]
        box = surrounding(glyph.box for glyph in part)
        words.append(Word("".join(glyph.text for glyph in part), box, spaced))
    return tuple(words)


def _overlap(glyphs: Sequence[Glyph], gaps: Sequence[float]) -> float:
    """How far Latin characters reach into each other, as they do where another font is shown than the one meant."""
    latin = [
        gap
        for gap, before, after in zip(gaps, glyphs, glyphs[1:], strict=False)
        if not (after.spaced or wide(before.text) or wide(after.text))
    ]
    return max(0.0, -median(latin)) if latin else 0.0


def _evenly_spread(gaps: Sequence[float], em: float) -> float:
    """For characters set apart to fill a width (目　　录), more than their distance, else 0."""
    if len(gaps) < 2 or min(gaps) < em * 0.5 or max(gaps) > min(gaps) * 1.5:
        return 0
    return max(gaps) + 1


def _is_space(before: str, glyph: Glyph, gap: float) -> bool:
    """Whether there is a space between two characters of a line. ``gap`` is their distance in em."""
    after = glyph.text
    if wide(before) and wide(after):
        return gap >= _WIDE
    if before.isdigit() and after.isdigit():
        return gap >= _SURE_SPACE_IN_NUMBER or (glyph.spaced and gap >= _SPACE)
    if wide(before) or wide(after):
        return gap >= _SURE_SPACE_IN_NUMBER or (glyph.spaced and gap >= _SPACE)
    return gap >= _SURE_SPACE or (glyph.spaced and gap >= _SPACE)


def wide(char: str) -> bool:
    """Whether a character takes the place of two Latin letters, as Chinese ones do."""
    return char >= "\u2e80" or char in "“”‘’—…"


def em_of(glyphs: Iterable[Glyph]) -> float:
    """The size of the characters: the width of a Chinese one. Where the file gives the width of its ink only, as for
    fonts drawn stroke by stroke, it is the height of the line."""
    boxes = [(glyph.box, wide(glyph.text)) for glyph in glyphs]
    widths = [box.right - box.left for box, is_wide in boxes if is_wide]
    heights = [box.bottom - box.top for box, is_wide in boxes if is_wide or not widths]
    if not widths:
        return max(median(heights) / 1.15, 1.0)
    width, height = median(widths), median(heights)
    return max(height if width < height < width * _INK else width, 1.0)


def _without_doubles(glyphs: list[Glyph]) -> list[Glyph]:
    """Characters printed twice, a little apart, to look bold, once."""
    kept = glyphs[:1]
    for glyph in glyphs[1:]:
        last = kept[-1]
        width = glyph.box.right - glyph.box.left
        if not (glyph.text == last.text and glyph.box.left - last.box.left < width * 0.3):
            kept.append(glyph)
    return kept


def surrounding(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of some boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def joined(lines: Sequence[Line], width: float = 0.0) -> str:
    """The text of lines that belong together, in a cell ``width`` points wide."""
    text = ""
    for number, line in enumerate(lines):
        if text:
            before, after = text[-1], line.text[0]
            last = lines[number - 1]
            to_the_end = last.box.right - last.box.left > width - 2 * last.em
            broken_number = before.isdigit() and after.isdigit() and to_the_end
            text += "" if wide(before) or wide(after) or broken_number else " "
        text += line.text
    return text
