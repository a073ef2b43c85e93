"""What was read from a source: paragraphs and tables, in normalised text that knows its place."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from gikaudit.patterns import compiled
from gikaudit.source import Source, Span


class Text(NamedTuple):
    """Normalised text. Character i stands at ``offsets[k] + i - anchors[k]`` of the source,
    where k is the last run with ``anchors[k] <= i``."""

    text: str
    anchors: tuple[int, ...]
    offsets: tuple[int, ...]

    def offset(self, position: int) -> int:
        """The place in the source of the character at a position (or just behind the last one)."""
        if position <= 0 or len(self.anchors) == 1:
            return self.offsets[0] + max(position, 0)
        # the place behind a character is one past it, not the start of the next run
        run = bisect_right(self.anchors, position - 1) - 1
        inside = self.offsets[run] + position - self.anchors[run]
        if position < len(self.text):
            run = bisect_right(self.anchors, position) - 1
            return self.offsets[run] + position - self.anchors[run]
        return inside

    def part(self, start: int, end: int) -> "Text":
        """The characters from start to end as a text of their own. Raises ValueError where there are none."""
        cuts = [start, *(anchor for anchor in self.anchors if start < anchor < end), end]
        return join((self.text[low:high], self.offset(low)) for low, high in pairwise(cuts))

    def span(self, start: int, end: int) -> Span:
        """The stretch of the source that holds the characters from start to end."""
        if len(self.anchors) == 1 and 0 <= start < end:
            return Span(self.offsets[0] + start, self.offsets[0] + end)
        first = self.offset(start)
        last = self.offset(end - 1) + 1 if end > start else first
        return Span(first, max(first, last))


class Cell(NamedTuple):
    """One cell of a table. The text of a blank one has no characters."""

    text: Text

    def __str__(self) -> str:
        return self.text.text


class Paragraph(NamedTuple):
    """A paragraph or a heading: lines that belong together are joined."""

    text: Text


class Table(NamedTuple):
    """Rows of cells. A table written with one cell a line has rows of one cell.

    ``grid`` says that the source itself knows its rows and columns, as HTML and spreadsheets do: every row has
    a cell for each column. A cell that spans several stands at its first place; those it covers are blank.
    """

    rows: tuple[tuple[Cell, ...], ...]
    grid: bool = False


Block = Paragraph | Table


class Document(NamedTuple):
    """The blocks of a source in reading order."""

    source: Source
    blocks: tuple[Block, ...]


def blank(offset: int) -> Text:
    """A text without characters, at a place of the source."""
    return Text("", (0,), (offset,))


def normalise(text: str) -> str:
    """One character for one: full-width forms to half-width, quotation marks and brackets to one kind,
    compatibility forms of CJK characters (as in PDF text) to the characters themselves, and an ASCII
    full stop that ends a Chinese sentence to 。"""
    for char in _TABLE.keys() & set(text):  # few of them, and none that is put in is one to replace
        text = text.replace(char, _TABLE[char])
    return _FULL_STOP.sub("。", text) if "." in text else text


_FULL_STOP = compiled(
    r"\.(?<=[\u4e00-\u9fff)%”].)(?<![一二三四五六七八九十].)"
    r"(?!(?!(?:19|20)\d\d ?年|\d[\d,]*[件条个家户人])[.0-9A-Za-z])"
)
"""受理3件. 办结3件. 2016年… — but not the point of 一.概述 or of a web address."""
_INVISIBLE = compiled("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


def visible_pieces(normalised: str, offset: int) -> Iterable[tuple[str, int]]:
    """A stretch of normalised text in pieces, characters without width left out."""
    if _INVISIBLE.search(normalised) is None:
        return ((normalised, offset),)
    pieces, start = [], 0
    for found in _INVISIBLE.finditer(normalised):
        pieces.append((normalised[start : found.start()], offset + start))
        start = found.end()
    return (*pieces, (normalised[start:], offset + start))


def join(pieces: Iterable[tuple[str, int]]) -> Text:
    """A Text from pieces of normalised text with their offsets in the source."""
    parts: list[str] = []
    anchors: list[int] = []
    offsets: list[int] = []
    position = 0
    for piece, offset in pieces:
        if not piece:
            continue
        if not (anchors and offsets[-1] + position - anchors[-1] == offset):
            anchors.append(position)
            offsets.append(offset)
        parts.append(piece)
        position += len(piece)
    if not parts:
        raise ValueError("a text without characters has no place")
    return Text("".join(parts), tuple(anchors), tuple(offsets))


_QUOTATION_MARKS = {"「": "“", "『": "“", "」": "”", "』": "”"}


def _normalisation() -> dict[str, str]:
    table = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    chars: list[str] = []
    # Kangxi radicals, compatibility ideographs, punctuation of text written downwards and small punctuation
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFA6D), (0xFE10, 0xFE19), (0xFE35, 0xFE44), (0xFE50, 0xFE6B)):
        chars.extend(map(chr, range(first, last + 1)))
    for char in chars:
        plain = unicodedata.normalize("NFKC", char)
        if len(plain) == 1 and plain != char:
            table[char] = _QUOTATION_MARKS.get(plain, plain)
    table.update(
        {
            char: plain
            for plain, chars in {
                " ": "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000",
                "“": "〝「『＂",
                "”": "〞」』",
                "〔": "﹝",
                "〕": "﹞",
                "%": "﹪٪",
                "|": "│┃¦",
                "-": "‐‑−﹣",
                "〇": "○",
                ".": "．",
            }.items()
            for char in chars
        }
    )
    for same in _RADICALS.split():
        table.update(dict.fromkeys(same[1:], same[0]))
    return table


_RADICALS = """
长⻓⻑ 见⻅ 民⺠ 门⻔ 车⻋ 贝⻉ 页⻚ 风⻛ 马⻢ 鱼⻥ 鸟⻦ 黄⻩ 龙⻰ 西⻄⻃ 食⻝⻞⻟ 青⻘
齐⻬ 齿⻮ 母⺟ 水⺢ 户⼾ 厂⺁ 几⺇ 卜⺊ 兀⺎ 尢⺐ 巳⺒ 幺⺓ 小⺌⺍ 攵⺙ 旡⺛ 日⺜ 月⺝⺼
牛⺧ 王⺩ 示⺬ 竹⺮ 羊⺶ 老⺹ 虎⻁ 角⻆ 足⻊ 雨⻗ 韦⻙ 飞⻜ 骨⻣ 鬼⻤ 卤⻧ 麦⻨ 黾⻪
龟⻳ 亻⺅ 刂⺉ 忄⺖ 扌⺘ 氵⺡ 灬⺣ 犭⺨ 礻⺭ 纟⺰ 艹⺾⺿⻀ 衤⻂ 讠⻈ 辶⻌⻍⻎ 阝⻏⻖ 钅⻐
饣⻠
"""
"""Characters and the radicals that PDF files have in their place, since both look alike in the font. Left out are
radicals that look like no character of their own."""


_TABLE = _normalisation()
