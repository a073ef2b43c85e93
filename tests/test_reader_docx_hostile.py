"""Word files that are damaged, absurd or meant to do harm: one clear error or a sensible reading, soon."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from gikaudit.audit import audit
from gikaudit.readers.read import read_document
from gikaudit.settings import Settings
from gikaudit.source import SourceError
from tests.word import abstract, level, listed, num, p, package, r, root, span, tbl, tc, tr, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = word(p("全年收到申请40件,其中当面申请10件,网络申请20件,信函申请11件。"))
SECONDS, BYTES = 10, 500 << 20


def _truncated() -> bytes:
    return WORD[: len(WORD) // 2]


def _lying() -> bytes:
    """The directory says that the text is one byte long."""
    at = WORD.rindex(b"word/document.xml") - 46
    return WORD[: at + 24] + (1).to_bytes(4, "little") + WORD[at + 28 :]


def _encrypted() -> bytes:
    """The bit that says so is set in the directory."""
    data, at = bytearray(WORD), WORD.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def _bomb() -> bytes:
    return word(p(" " * (200 << 20)))


def _entities() -> bytes:
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = root("document", "<w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body>")
    head, rest = text.split("\n", 1)
    return package({"word/document.xml": f'{head}<!DOCTYPE w [<!ENTITY e0 "ha">{laughs}]>{rest}'})


def _external() -> bytes:
    text = root("document", "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>")
    head, rest = text.split("\n", 1)
    return package({"word/document.xml": f'{head}<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>{rest}'})


def _markup() -> bytes:
    return word("<w:p/>" * 2_000_000)


def _attributes() -> bytes:
    return word("<w:p " + " ".join(f'w:a{n}="1"' for n in range(1_100_000)) + "/>")


def _not_xml() -> bytes:
    return package({"word/document.xml": "<w:document"})


def _no_text() -> bytes:
    return word(p(), tbl(tr("", "")))


def _no_main() -> bytes:
    return package({"word/styles.xml": root("styles", "")})


def _elsewhere() -> bytes:
    """The text is said to be a file outside of the archive."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    rels = f'<Relationships><Relationship Type="{relation}" Target="../../../../etc/hostname"/></Relationships>'
    return package({"_rels/.rels": rels, "word/document.xml": root("document", "")})


def _wide_table() -> bytes:
    wide = "<w:tr>" + "<w:tc/>" * 20_000 + "</w:tr>"
    return word(p("甲。"), tbl(wide, *["<w:tr><w:tc/></w:tr>"] * 20_000))


def _deep_tables() -> bytes:
    return word("<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000)


def _embedded() -> bytes:
    return word(p("甲。"), '<w:altChunk r:id="rId1"/>')


def _long_numbers() -> bytes:
    lists = abstract(0, level(0, "%1" * 1_000_000, "upperRoman", start=3999)) + num(1, 0)
    return word(p("甲" * 2, properties=listed(1)) * 5_000, numbering=lists)


def _old_word() -> bytes:
    return OLE + bytes(512) + "WordDocument".encode("utf-16-le") + bytes(512)


def _encrypted_package() -> bytes:
    return OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


REFUSED: dict[Callable[[], bytes], str] = {
    _truncated: "损坏",
    _lying: "损坏",
    _encrypted: "加密",
    _bomb: "过大",
    _entities: "实体",
    _external: "实体",
    _markup: "复杂",
    _attributes: "复杂",
    _not_xml: "损坏",
    _no_text: "没有文字",
    _no_main: "没有正文",
    _elsewhere: "没有正文",
    _wide_table: "过大",
    _deep_tables: "损坏",
    _embedded: "嵌有",
    _old_word: ".docx",
    _encrypted_package: "加密",
}


def _deep_runs() -> bytes:
    return word("<w:p>" + "<w:ins>" * 200 + r("甲。") + "</w:ins>" * 200 + "</w:p>")


def _spans() -> bytes:
    row = tr(tc("甲", properties=span(999_999_999)), "1", properties='<w:gridBefore w:val="999999999"/>')
    return word(tbl(*[row] * 100))


def _notes_in_circles() -> bytes:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    return word(p("甲。", reference), footnotes=f'<w:footnote w:id="1">{p("注。", reference)}</w:footnote>')


def _styles_in_circles() -> bytes:
    names = [f"s{n}" for n in range(20_000)]
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:basedOn w:val="{based}"/></w:style>'
        for name, based in zip(names, [*names[1:], names[0]], strict=True)
    )
    return word(*(p("甲。", properties=f'<w:pStyle w:val="{name}"/>') for name in names), styles=styles)


def _fields_in_fields() -> bytes:
    begin, end = ('<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>')
    return word("<w:p><w:r>" + begin * 60_000 + "<w:t>x</w:t>" * 60_000 + end * 60_000 + "</w:r></w:p>", p("甲。"))


def _many_pieces() -> bytes:
    return word("<w:p>" + "<w:r><w:t>甲</w:t><w:br/></w:r>" * 80_000 + "</w:p>")


READ: tuple[Callable[[], bytes], ...] = (
    *(_deep_runs, _spans, _notes_in_circles, _styles_in_circles, _fields_in_fields, _many_pieces, _long_numbers),
)


@pytest.mark.parametrize("make", REFUSED, ids=lambda make: make.__name__.strip("_"))
def test_one_clear_error(make: Callable[[], bytes]) -> None:
    with pytest.raises(SourceError) as error:
        read_document("report.docx", make())
    assert REFUSED[make] in error.value.zh
    assert "\n" not in error.value.zh + error.value.en
    found = audit("report.docx", make(), Settings()).findings
    assert [finding.code for finding in found] == ["GIK001"]


@pytest.mark.parametrize("make", READ, ids=lambda make: make.__name__.strip("_"))
def test_a_sensible_reading(make: Callable[[], bytes]) -> None:
    assert "甲" in read_document("report.docx", make()).source.text


# ru_maxrss of a process begins with that of the one which started it
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("make", [*REFUSED, *READ], ids=lambda make: make.__name__.strip("_"))
def test_time_and_memory(make: Callable[[], bytes], tmp_path: Path) -> None:
    """Of a process of its own that reads the file, with all that it imports."""
    path = tmp_path / "report.docx"
    path.write_bytes(make())
    result = subprocess.run([sys.executable, "-c", READING, str(path)], capture_output=True, check=True, timeout=60)
    seconds, kibibytes = result.stdout.split()
    assert float(seconds) < SECONDS
    assert int(kibibytes) * 1024 < BYTES


READING = """
import re, resource, sys
from gikaudit.readers.read import read_document
from gikaudit.source import SourceError
try:
    read_document("report.docx", open(sys.argv[1], "rb").read())
except SourceError:
    pass
used = resource.getrusage(resource.RUSAGE_SELF)
peak = re.search(r"VmHWM:\\s*(\\d+) kB", open("/proc/self/status").read()).group(1)
print(used.ru_utime + used.ru_stime, peak)
"""


@hypothesis_settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_behind_the_first_of_an_archive(rest: bytes) -> None:
    with pytest.raises(SourceError):
        read_document("report.docx", b"PK\x03\x04" + rest)


@hypothesis_settings(max_examples=60)
@given(st.integers(0, len(WORD) - 1), st.integers(0, 255))
def test_any_byte_may_be_another(position: int, byte: int) -> None:
    data = WORD[:position] + bytes([byte]) + WORD[position + 1 :]
    try:
        document = read_document("report.docx", data)
    except SourceError:
        return
    assert document.blocks


BLOCKS = ("p", "tbl", "tr", "tc", "sdt", "sdtContent", "txbxContent", "ins", "del", "drawing")
INLINE = ("r", "t", "br", "fldChar", "instrText", "pPr", "rPr", "numPr", "numId", "ilvl", "vanish")
SPANS = ("trPr", "tcPr", "gridSpan", "gridBefore", "vMerge")
NAMES = st.sampled_from(BLOCKS + INLINE + SPANS)
VALUES = st.sampled_from(["", "0", "1", "restart", "999999999999", "-5", "begin", "separate", "end", "x"])
ELEMENTS = st.recursive(
    st.text("甲1件。", max_size=4),
    lambda inner: st.builds(
        lambda name, value, content: f'<w:{name} w:val="{value}" w:fldCharType="{value}">{"".join(content)}</w:{name}>',
        NAMES,
        VALUES,
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


@hypothesis_settings(max_examples=150)
@given(st.lists(ELEMENTS, max_size=6))
def test_any_markup(content: list[str]) -> None:
    lists = abstract(0, level(0, "%1、")) + num(1, 0)
    try:
        document = read_document("report.docx", word(*content, numbering=lists))
    except SourceError:
        return
    assert document.blocks


def test_an_archive_within_the_file_is_left_alone() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    data = word(p("收到申请12件。"))
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/embeddings/a.xlsx", inner.getvalue())
    assert "12件" in read_document("report.docx", out.getvalue()).source.text
