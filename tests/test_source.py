"""From bytes to text, and from offsets to places in the file as given."""

import codecs
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gikaudit.source import MAX_BYTES, Origin, Source, SourceError, Span, read_source

REPORT = "涟岛市2015年政府信息公开工作报告\r\n全年收到申请41件,办结４０件。\r\n"
MARKS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}

printed = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\r\n\t"), max_size=60)
"""Text as it can stand in a file: no control characters but line breaks and tabs, no lone surrogates."""


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(REPORT.encode(), "utf-8", id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + REPORT.encode(), "utf-8", id="utf-8 with mark"),
        pytest.param(REPORT.encode("gb18030"), "gb18030", id="gb18030"),
        pytest.param(REPORT.encode("gbk"), "gb18030", id="gbk"),
        pytest.param(REPORT.encode("gb2312"), "gb18030", id="gb2312"),
        pytest.param(codecs.BOM_UTF16_LE + REPORT.encode("utf-16-le"), "utf-16-le", id="utf-16-le with mark"),
        pytest.param(codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"), "utf-16-be", id="utf-16-be with mark"),
        pytest.param(REPORT.encode("utf-16-le"), "utf-16-le", id="utf-16-le"),
        pytest.param(REPORT.encode("utf-16-be"), "utf-16-be", id="utf-16-be"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    source = read_source("report.txt", data)
    assert source.text == REPORT
    assert (source.encoding, source.size) == (encoding, len(data))


@given(text=printed, encoding=st.sampled_from(sorted(MARKS)))
def test_text_behind_a_byte_order_mark_is_exactly_the_text(text: str, encoding: str) -> None:
    assume(text.strip())
    source = read_source("report.txt", MARKS[encoding] + text.encode(encoding))
    assert source.text == text
    assert source.encoding == encoding


@given(text=printed, encoding=st.sampled_from(["utf-8", "gb18030"]))
def test_text_without_a_mark_is_exactly_the_text(text: str, encoding: str) -> None:
    text = REPORT + text  # enough Chinese to tell the two encodings apart
    source = read_source("report.txt", text.encode(encoding))
    assert source.text == text
    assert source.encoding == encoding


@given(text=printed, encoding=st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_utf16_without_a_mark_is_known_by_what_comes_out(text: str, encoding: str) -> None:
    text = REPORT * 3 + text  # enough Chinese to tell the two byte orders apart
    source = read_source("report.txt", text.encode(encoding))
    assert source.text == text
    assert source.encoding == encoding


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "开一份1件\r\n",
        "一丁七\n",
        "2015 report: 41 requests\r\n",
        "aaaa\n",
        "共 41 件" * 9,
        "　　开展公开，共１２件。\n",
    ],
)
def test_zero_bytes_on_both_sides(text: str, encoding: str) -> None:
    """开 is U+5F00, 一 U+4E00: their zero byte is where Latin letters have none."""
    source = read_source("report.txt", text.encode(encoding))
    assert (source.text, source.encoding) == (text, encoding)


def test_gb18030_with_little_chinese_in_it() -> None:
    text = "1 2 3 4 5 6 7 8 9 0|" * 40 + "\n收到申请数"
    source = read_source("report.txt", text.encode("gb18030"))
    assert (source.text, source.encoding) == (text, "gb18030")


@given(text=printed)
def test_every_encoding_gives_the_same_places(text: str) -> None:
    text = REPORT + text
    sources = [
        read_source("report.txt", data)
        for data in (text.encode(), text.encode("gb18030"), codecs.BOM_UTF16_LE + text.encode("utf-16-le"))
    ]
    places = [[(source.line_of(at), source.column(at)) for at in range(len(text) + 1)] for source in sources]
    assert places[0] == places[1] == places[2]


def refused(data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_source("report.txt", data)
    return caught.value


@pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, "　\n".encode()])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert "文件为空" in refused(data).zh
    assert "empty" in refused(data).en


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", id="png"),
        pytest.param(b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)), id="zip, docx, xlsx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + b"\x3e\x00\x03\x00\xfe\xff", id="doc, wps"),
        pytest.param(bytes(1000), id="zeros"),
        pytest.param(b"\x00\x00", id="two zeros"),
        pytest.param(REPORT.encode("utf-32"), id="utf-32"),
        pytest.param(b"abc\x00def", id="a zero in text"),
        pytest.param(b"abc\x00def" * 20, id="zeros in text"),
        pytest.param(b"ab\x00" * 20, id="zeros in text, an even number of bytes"),
        pytest.param(b"31 requests, 30 answered\x00\n" * 9, id="lines that end in zero"),
        pytest.param(("收到申请41件\x00" * 20).encode(), id="zeros in Chinese text"),
        pytest.param("申请41件\x01\x02\x03".encode(), id="control characters"),
    ],
)
def test_a_binary_file_is_refused(data: bytes) -> None:
    assert "不是文本文件" in refused(data).zh
    assert "not a text file" in refused(data).en


@pytest.mark.parametrize(
    ("data", "zh", "en"),
    [
        pytest.param(b"PK\x03\x04\x14\x00", ".docx、.xlsx", "a Word, Excel or ZIP file", id="zip, docx, xlsx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), ".doc、.wps、.xls", "WPS", id="doc, wps, xls"),
        pytest.param(b"\xff\xd8\xff\xe0\x00\x10JFIF", "图片", "an image", id="jpeg"),
        pytest.param(b"GIF89a,41", "图片", "an image", id="gif"),
        pytest.param(b"GIF89a" + b"1" * MAX_BYTES, "图片", "an image", id="also where it is too large"),
    ],
)
def test_a_file_of_another_format_is_named(data: bytes, zh: str, en: str) -> None:
    error = refused(data)
    assert error.zh.startswith("不是文本文件，而是") and zh in error.zh and "另存为UTF-8编码的纯文本" in error.zh
    assert en in error.en and "UTF-8 plain text" in error.en


@pytest.mark.parametrize("data", [b"{\\rtf1\\ansi\\ansicpg936 41}", b"{\\rtf1" + b"1" * MAX_BYTES])
def test_rich_text_is_to_be_saved_as_a_word_file(data: bytes) -> None:
    """As plain text it would lose the columns of its tables."""
    error = refused(data)
    assert "RTF" in error.zh and "另存为.docx" in error.zh
    assert "save it as .docx" in error.en


@pytest.mark.parametrize(
    ("data", "byte"),
    [
        pytest.param(REPORT.encode() + b"\xff" + REPORT.encode(), len(REPORT.encode()) + 1, id="one byte in utf-8"),
        pytest.param(REPORT.encode() + "件".encode()[:2], len(REPORT.encode()) + 1, id="utf-8 cut off in a character"),
        pytest.param(codecs.BOM_UTF16_LE + b"1\x002", 5, id="utf-16 cut off in a character"),
        pytest.param(codecs.BOM_UTF8 + b"41\xff", 6, id="behind a mark"),
        pytest.param(b"\xff\xff\xff", 1, id="nothing but invalid bytes"),
    ],
)
def test_invalid_bytes_are_refused_with_their_place(data: bytes, byte: int) -> None:
    error = refused(data)
    assert f"第{byte}个字节" in error.zh
    assert f"byte {byte} " in error.en


def test_a_file_that_is_too_large_is_refused_and_the_largest_is_not() -> None:
    error = refused(b"1" * (MAX_BYTES + 1))
    assert "文件过大，超过4 MiB的上限" in error.zh and "the limit is 4 MiB" in error.en
    assert read_source("report.txt", b"1" * MAX_BYTES).size == MAX_BYTES


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        source = read_source("report.txt", data)
    except SourceError as error:
        assert error.zh and error.en
    else:
        assert source.text.strip()


# ---- places


def test_columns_in_three_units() -> None:
    source = Source("report.txt", "报告𠀀中收到41件\n😀共5件")
    assert [source.column(source.text.index("41"), unit) for unit in ("codepoint", "utf16", "utf8")] == [7, 8, 20]
    assert [source.column(source.text.index("5"), unit) for unit in ("codepoint", "utf16", "utf8")] == [3, 4, 8]
    with pytest.raises(ValueError, match="inches"):
        source.column(0, "inches")


def test_lines_end_at_cr_lf_or_both() -> None:
    source = Source("report.txt", "一\r\n二\r三\n\n五\u2028五\x0b五")
    assert [source.line_text(line) for line in range(1, 6)] == ["一", "二", "三", "", "五\u2028五\x0b五"]
    assert source.line_of(source.text.index("二")) == 2
    assert source.line_of(source.text.index("三")) == 3
    assert source.line_of(len(source.text)) == 5


@given(st.text(st.sampled_from("甲1 \r\n\t𠀀é"), min_size=1, max_size=40))
def test_line_and_columns_lead_back_to_the_offset(text: str) -> None:
    source = Source("report.txt", text)
    lines = re.split(r"\r\n|\r|\n", text)
    assert [source.line_text(number + 1) for number in range(len(lines))] == lines
    for offset, char in enumerate(text):
        if char in "\r\n":
            continue
        line = lines[source.line_of(offset) - 1]
        assert line[source.column(offset) - 1] == char
        assert line.encode("utf-8")[source.column(offset, "utf8") - 1 :].decode().startswith(char)
        assert line.encode("utf-16-le")[2 * (source.column(offset, "utf16") - 1) :].decode("utf-16-le")[0] == char


def test_what_can_be_replaced_in_a_file() -> None:
    text = "<b>4</b>0件，1&#50;件"
    page = Source("report.html", text, markup=True)
    assert page.editable(Span(3, 4)) and not page.editable(Span(3, 9)) and not page.editable(Span(11, 14))
    assert Source("report.txt", text).editable(Span(3, 9))
    assert not Source("report.docx", text, origins=(Origin(0, "第1段", "paragraph 1"),)).editable(Span(3, 4))


def test_question_marks_for_chinese_characters_are_told_in_one_line() -> None:
    lost = (REPORT * 9).encode("latin-1", "replace")
    with pytest.raises(SourceError, match="are question marks"):
        read_source("report.csv", lost)
    some = REPORT + "？" * 99 + "?" * 200
    assert read_source("report.csv", some.encode()).text == some
