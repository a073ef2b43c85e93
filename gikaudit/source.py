"""A file as given: its bytes, the text in them, and where each character stands."""

import codecs
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from gikaudit.patterns import compiled

MAX_BYTES = 4 * 1024 * 1024
"""A larger text is refused: the longest annual reports have well under one MiB of text."""
MAX_FILE_BYTES = 64 * 1024 * 1024
"""A larger file of any kind is refused: reports with pictures have some ten MiB."""

_FORMATS = (
    (b"PK\x03\x04", "Word文档、Excel表格或压缩文件（.docx、.xlsx、.zip）", "a Word, Excel or ZIP file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word、WPS或Excel文档（.doc、.wps、.xls）", "a Word, WPS or Excel document"),
    (b"\x89PNG", "图片", "an image"),
    (b"\xff\xd8\xff", "图片", "an image"),
    (b"GIF8", "图片", "an image"),
    (b"II*\x00", "图片", "an image"),
    (b"MM\x00*", "图片", "an image"),
)
"""How files begin that are often taken for text, and what they are."""

_FEWEST_BYTES = 32
"""Shorter files say too little about their encoding."""

_TAGS = compiled("[<>&]")
_LINE_BREAK = compiled(r"\r\n|\r|\n")
_CONTROL = compiled(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_USUAL = compiled("[\t\n\r -~\u2010-\u2026\u3001-\u301f\u4e00-\u9fff\uff01-\uff5e]")
"""The characters of a report in Chinese."""


class SourceError(Exception):
    """The bytes cannot be read as text. ``zh`` and ``en`` say why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class Origin(NamedTuple):
    """Where a stretch of text that was taken out of a file stands in that file.

    start   the offset in the text at which the stretch begins; it ends where the next one begins
    zh, en  the place as people find it: 第3页, 第12段, 表2第5行第3列
    page    the page, from 1; 0 where the file has no fixed pages
    box     left, top, right and bottom on the page, in points from its upper left corner
    """

    start: int
    zh: str
    en: str
    page: int = 0
    box: tuple[float, float, float, float] | None = None


class Span(NamedTuple):
    """A stretch of a source's text: offsets in code points, ``end`` exclusive."""

    start: int
    end: int


_CHINESE = compiled("[\u2e80-\u9fff\uf900-\ufaff]")
_FEWEST_MARKS = 100


@dataclass(frozen=True, eq=False, repr=False)
class Source:
    """A report file. ``text`` is decoded and without byte order mark, otherwise exactly as given.

    Of a file that is not text itself (Word, PDF, spreadsheets) it is the text taken out of it, in the order in
    which it is read; ``origins``, by their start, then tell where in the file its parts stand. ``markup`` says that
    there are tags in it, which people do not see; ``keeps_lines`` that blank lines of the file are blank lines of
    the text taken out of it.
    Lines and columns are 1-based. A line ends at CR, LF or CR LF.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    size: int = 0
    origins: tuple[Origin, ...] = ()
    markup: bool = False
    keeps_lines: bool = False

    @property
    def shows_lines(self) -> bool:
        """Whether the lines of ``text``, also the blank ones, are those that people see."""
        return self.keeps_lines or not (self.markup or self.origins)

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        return [0, *(found.end() for found in _LINE_BREAK.finditer(self.text))]

    def origin(self, offset: int) -> Origin | None:
        """Where in the file the text at an offset stands; None for a file that is text."""
        found = bisect_right(self.origins, offset, key=lambda origin: origin.start)
        return self.origins[found - 1] if found else None

    def editable(self, span: Span) -> bool:
        """Whether a stretch can be replaced in the file: it is text, and there are no tags and entities in it."""
        return not self.origins and not (self.markup and _TAGS.search(self.text, span.start, span.end))

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
            return len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1
        if unit == "utf8":
            return len(before.encode("utf-8", "surrogatepass")) + 1
        raise ValueError(f"no such unit of columns: {unit}")


def read_source(path: str, data: bytes) -> Source:
    """Decode a file: by its byte order mark, else UTF-16 if it has zero bytes, else UTF-8, else GB18030.

    Raises SourceError for a file that is empty, too large, not text, or not in one of these encodings.
    """
    if data.startswith(b"{\\rtf"):
        raise SourceError(
            "这是RTF文档（.rtf），请用Word或WPS另存为.docx后再检查。",
            "this is an RTF document (.rtf); save it as .docx in Word or WPS and try again.",
        )
    for mark, zh, en in _FORMATS:
        if data.startswith(mark):
            raise _no_text(f"，而是{zh}", f"; it is {en}")
    if len(data) > MAX_BYTES:
        raise SourceError(
            f"文件过大，超过{MAX_BYTES >> 20} MiB的上限（一份报告的文字不到1 MiB），请确认是否为报告，或拆分后再检查。",
            f"the file is too large: the limit is {MAX_BYTES >> 20} MiB, and the text of a report has less than one;"
            " check that it is a report, or split it and try again.",
        )
    text, encoding = decode(data)
    if not text.strip():
        raise SourceError("文件为空，没有可检查的内容。", "the file is empty; there is nothing to audit.")
    if binary(text):
        raise _no_text()
    if _lost(text):
        raise SourceError(
            "文件中的汉字都成了问号，保存时所用编码没有汉字，内容已无法恢复，请由原文件重新另存（编码选UTF-8）后再检查。",
            "the Chinese characters of the file are question marks: it was saved in an encoding without them, and they"
            " are lost; save the original again as UTF-8 and try again.",
        )
    return Source(path, text, encoding, len(data))


def _lost(text: str) -> bool:
    """Whether all Chinese characters of a text were saved as question marks."""
    marks = text.count("?")
    return marks >= _FEWEST_MARKS and marks * 4 > len(text) and not _CHINESE.search(text)


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and its encoding, as for ``read_source``. Raises SourceError."""
    marked = _decode_marked(data)
    if marked is not None:
        return marked
    if b"\x00" in data:
        return _decode_utf16(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken_at = error.start
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise _invalid(broken_at, "UTF-8、UTF-16、GB18030") from None
    if _mostly_utf8(data):
        raise _invalid(broken_at, "UTF-8")
    return text, "gb18030"


def binary(text: str) -> bool:
    """Whether there are too many control characters in what should be text."""
    return len(_CONTROL.findall(text)) * 200 > len(text)


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


def _decode_utf16(data: bytes) -> tuple[str, str]:
    """UTF-16 without byte order mark, in the byte order that makes more usual characters of the bytes.

    Read the wrong way round, digits and Latin letters turn into characters whose code ends in a zero byte:
    2 into U+3200, a into U+6100. Such characters speak for neither order.
    """
    best = ("", "", 0)
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        usual = sum(ord(char) & 0xFF != 0 for char in _USUAL.findall(text))
        if usual > best[2]:
            best = (text, encoding, usual)
    text, encoding, usual = best
    if usual * 2 < len(text) or not text or _ascii_with_zeros(data):
        raise _no_text()
    return text, encoding


def _ascii_with_zeros(data: bytes) -> bool:
    """Whether bytes are ASCII text with some zero bytes in it, whose pairs happen to make Chinese characters.

    Latin letters and digits in UTF-16 have a zero byte each, and in longer Chinese text some bytes are above
    ASCII.
    """
    return len(data) >= _FEWEST_BYTES and data.isascii() and data.count(0) * 5 < len(data) * 2


def _mostly_utf8(data: bytes) -> bool:
    """Whether a file that is not valid UTF-8 was meant to be: more of its characters fit than do not.

    Only those of three bytes and more count. In other encodings two bytes often fit by chance, three seldom.
    """
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    return sum(char > "\u07ff" for char in text) - lost > lost


def _invalid(position: int, encoding: str) -> SourceError:
    return SourceError(
        f"第{position + 1}个字节处不是有效的{encoding}编码，请另存为UTF-8后再检查。",
        f"byte {position + 1} is not valid {encoding.replace('、', ', ')}; save the file as UTF-8 and try again.",
    )


def _no_text(zh: str = "", en: str = "") -> SourceError:
    return SourceError(
        f"不是文本文件{zh}，请另存为UTF-8编码的纯文本（.txt）后再检查。",
        f"this is not a text file{en}; save it as UTF-8 plain text (.txt) and try again.",
    )
