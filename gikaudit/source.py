"""A file as given: its bytes, the text in them, and where each character stands."""

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

MAX_BYTES = 16 * 1024 * 1024
"""A larger file is refused: the longest annual reports have well under one MiB of text."""

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_CONTROL = r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]"
_UTF16_PAIRS = 512
_LONGEST_CHARACTER = 3


class SourceError(Exception):
    """The bytes cannot be read as text. ``zh`` and ``en`` say why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class Span(NamedTuple):
    """A stretch of a source's text: offsets in code points, ``end`` exclusive."""

    start: int
    end: int


@dataclass(frozen=True, eq=False, repr=False)
class Source:
    """A report file. ``text`` is decoded and without byte order mark, otherwise exactly as given.

    Lines and columns are 1-based. A line ends at CR, LF or CR LF.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    size: int = 0

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        return [0, *(found.end() for found in _LINE_BREAK.finditer(self.text))]

    def line_of(self, offset: int) -> int:
        """The number of the line that holds an offset."""
        return bisect_right(self.line_starts, offset)

    def line_text(self, line: int) -> str:
        """A line without its line break."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def column(self, offset: int, unit: str = "codepoint") -> int:
        """The column of an offset in code points, UTF-16 units (``utf16``) or UTF-8 bytes (``utf8``)."""
        before = self.text[self.line_starts[self.line_of(offset) - 1] : offset]
        if unit == "codepoint":
            return len(before) + 1
        if unit == "utf16":
            return len(before) + sum(char > "\uffff" for char in before) + 1
        if unit == "utf8":
            return len(before.encode("utf-8", "surrogatepass")) + 1
        raise ValueError(f"no such unit of columns: {unit}")


def read_source(path: str, data: bytes) -> Source:
    """Decode a file: byte order mark, else UTF-8, else UTF-16 without mark, else GB18030.

    Raises SourceError for a file that is empty, too large, not text, or not in one of these encodings.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(
            f"文件过大({len(data):,}字节,上限{MAX_BYTES:,}字节),请拆分后再检查。",
            f"the file is too large ({len(data):,} bytes, limit {MAX_BYTES:,}); split it and try again.",
        )
    text, encoding = _decode(data)
    if not text.strip():
        raise SourceError("文件为空,没有可检查的内容。", "the file is empty; there is nothing to audit.")
    if len(re.findall(_CONTROL, text)) * 200 > len(text):
        raise _binary()
    return Source(path, text, encoding, len(data))


def _decode(data: bytes) -> tuple[str, str]:
    marked = _decode_marked(data)
    if marked is not None:
        return marked
    broken_at = -1
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken_at = error.start
    else:
        if "\x00" not in text:
            return text, "utf-8"
    wide = _guess_utf16(data)
    if wide is not None:
        try:
            return data.decode(wide), wide
        except UnicodeDecodeError:
            raise _binary() from None
    if b"\x00" in data:
        raise _binary()
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise _invalid(broken_at, "UTF-8、UTF-16、GB18030") from None
    if broken_at > _LONGEST_CHARACTER and _mostly_utf8(data):
        raise _invalid(broken_at, "UTF-8")
    return text, "gb18030"


def _decode_marked(data: bytes) -> tuple[str, str] | None:
    """The text of a file that begins with a byte order mark."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise _invalid(error.start + len(mark), encoding.upper()) from None
    return None


def _guess_utf16(data: bytes) -> str | None:
    """UTF-16 without byte order mark shows in the zero bytes of its ASCII characters."""
    head = data[: 2 * _UTF16_PAIRS]
    if len(head) < 4 or len(data) % 2:
        return None
    high_first, low_first = head[0::2].count(0), head[1::2].count(0)
    if low_first * 20 > len(head) and high_first == 0:
        return "utf-16-le"
    if high_first * 20 > len(head) and low_first == 0:
        return "utf-16-be"
    return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether a file that is not valid UTF-8 was meant to be: few bytes do not fit."""
    lost = data.decode("utf-8", "replace").count("\ufffd")
    return lost * 100 < len(data)


def _invalid(position: int, encoding: str) -> SourceError:
    return SourceError(
        f"第{position + 1}个字节处不是有效的{encoding}编码,请另存为UTF-8后再检查。",
        f"byte {position + 1} is not valid {encoding.replace('、', ', ')}; save the file as UTF-8 and try again.",
    )


def _binary() -> SourceError:
    return SourceError(
        "不是文本文件,请导出为UTF-8编码的.txt文件后再检查。",
        "this is not a text file; export it as UTF-8 text (.txt) and try again.",
    )
