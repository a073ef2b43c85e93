"""PDF files made to do harm, damaged ones, and those whose text cannot be read: one clear error, in bounded time."""

import subprocess
import sys
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.readers.pdf import child, pages
from gikaudit.readers.read import read_document
from gikaudit.source import SourceError
from tests.pdf_files import CATALOG, PAGES, Sheet, objects, page, pdf, stream
from tests.synthetic.audits import examples

TOO_MUCH = "过于复杂"
DAMAGED = "已损坏"
NO_TEXT = "没有文字"
LONGEST = 10.0
"""In seconds."""


def refused(data: bytes) -> SourceError:
    start = time.monotonic()
    with pytest.raises(SourceError) as error:
        read_document("report.pdf", data)
    assert time.monotonic() - start < LONGEST
    return error.value


def forms(depth: int, times: int) -> bytes:
    """A drawing that shows another one several times, which shows another one several times, …"""
    further = []
    for number in range(depth):
        shown = b"/X Do " * times if number < depth - 1 else b"BT /F 9 Tf (1) Tj ET"
        entries = " /Type /XObject /Subtype /Form /BBox [0 0 595 842]"
        entries += f" /Resources << /Font << /F 5 0 R >> /XObject << /X {7 + number} 0 R >> >>"
        further.append(stream(shown, entries=entries))
    return page(b"/X Do", *further, resources="/XObject << /X 6 0 R >>")


TEXT = b"BT /F 12 Tf 72 700 Td (41) Tj ET"
LINES = b"".join(b"%d 0 m %d 842 l S 0 %d m 595 %d l S " % (i % 595, i % 595, i % 842, i % 842) for i in range(90_000))
KIDS = b"<< /Type /Pages /Kids [%s] /Count %d >>"
LEAF = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
GOOD = page(b"BT /F 12 Tf 72 700 Td (41 of 42) Tj ET")


@pytest.mark.parametrize(
    ("data", "zh"),
    [
        pytest.param(forms(26, 2), TOO_MUCH, id="drawings in drawings, 2^25 in all"),
        pytest.param(forms(200, 1), TOO_MUCH, id="deep drawings"),
        pytest.param(page(b" " * 200_000_000, packed=True), TOO_MUCH, id="a page that unpacks to 200 MB"),
        pytest.param(
            page(zlib.compress(b"0 0 m 9 9 l S " * 10_000_000), packed=True).replace(
                b"/Filter /FlateDecode", b"/Filter [/FlateDecode /FlateDecode]"
            ),
            TOO_MUCH,
            id="packed twice",
        ),
        pytest.param(page(b"BT /F 1 Tf " + b"(%s) Tj " % (b"a" * 70) * 5000 + b"ET", packed=True), TOO_MUCH, id="text"),
        pytest.param(page(LINES, packed=True), TOO_MUCH, id="lines"),
        pytest.param(page(b"[" * 3_000_000, packed=True), NO_TEXT, id="arrays in arrays"),
        pytest.param(
            objects(CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"), DAMAGED, id="pages in a ring"
        ),
        pytest.param(objects(CATALOG, KIDS % (b"3 0 R", 2_000_000_000), LEAF), NO_TEXT, id="a wrong number of pages"),
        pytest.param(objects(CATALOG, KIDS % (b"3 0 R " * 301, 301), LEAF), "超过300页", id="pages"),
        pytest.param(objects(b"<< /Type /Catalog >>"), DAMAGED, id="no pages"),
        pytest.param(GOOD[:60], DAMAGED, id="cut off"),
        pytest.param(GOOD[: GOOD.index(b"xref")], DAMAGED, id="no table of objects"),
        pytest.param(b"%PDF-1.4", DAMAGED, id="a header only"),
        pytest.param(b"\n%PDF-1.7\n" + bytes(range(256)) * 40, DAMAGED, id="anything behind the header"),
        pytest.param(page(b""), NO_TEXT, id="a blank page"),
        pytest.param(pdf(lambda sheet: sheet.picture()), "扫描件", id="a scan"),
        pytest.param(pdf(lambda sheet: sheet.write(72, 90, "收到申请41件"), password="x"), "已加密", id="encrypted"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(data: bytes, zh: str) -> None:
    error = refused(data)
    assert zh in error.zh
    assert error.zh.count("\n") == error.en.count("\n") == 0


def test_a_scanned_page_inside_a_report_is_named() -> None:
    def text(sheet: Sheet) -> None:
        sheet.write(72, 100, "全年收到申请41件。")

    error = refused(pdf(text, lambda sheet: sheet.picture(), text))
    assert "第2页是扫描图片" in error.zh and "page 2" in error.en
    cover = read_document("report.pdf", pdf(lambda sheet: sheet.picture(), text))
    assert len(cover.blocks) == 1, "a cover may be a picture"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(GOOD.replace(b"/Root", b"/Prev 9 /Root"), id="a table of objects that leads to itself"),
        pytest.param(GOOD.replace(b"/Length 38", b"/Length 99999999999"), id="a wrong length"),
        pytest.param(GOOD.replace(b"startxref", b"startnone"), id="no place of the table of objects"),
        pytest.param(GOOD.replace(b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 1e38 -1e38]"), id="an endless page"),
        pytest.param(
            page(
                b"BT /F 12 Tf 72 700 Td (41 of 42) Tj ET /X Do",
                stream(b"/X Do", entries=" /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"),
                resources="/XObject << /X 6 0 R >>",
            ),
            id="a drawing that shows itself",
        ),
    ],
)
def test_a_file_that_is_odd_but_has_text_is_read_or_refused(data: bytes) -> None:
    start = time.monotonic()
    try:
        assert read_document("report.pdf", data).source.text == "41 of 42\n"
    except SourceError as error:
        assert TOO_MUCH in error.zh
    assert time.monotonic() - start < LONGEST


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it does not watch itself."""
    monkeypatch.setattr(pages, "_CHILD", "import time; time.sleep(60)")
    monkeypatch.setattr(child, "SECONDS", 0.2)
    monkeypatch.setattr(pages, "_GRACE", 0.1)
    assert TOO_MUCH in refused(GOOD).zh


def test_a_process_that_crashes_is_a_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_CHILD", "import os; os.abort()")
    assert DAMAGED in refused(GOOD).zh


def test_without_the_library_the_command_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_CHILD", "import sys; sys.modules['pypdfium2_raw'] = None; " + pages._CHILD)
    assert "pip install 'gikaudit[pdf]'" in refused(GOOD).zh


def test_the_memory_of_the_caller_does_not_count() -> None:
    """A process begins with the memory of the one that started it as the most it had."""
    code = (
        "from gikaudit.readers.read import read_document; import sys; big = bytearray(400_000_000);"
        "read_document('report.pdf', sys.stdin.buffer.read())"
    )
    done = subprocess.run([sys.executable, "-c", code], input=GOOD, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


def test_the_text_of_another_file_may_speak_of_pdf() -> None:
    text = "文件以%PDF-开头。全年收到申请41件。"
    assert read_document("report.txt", text.encode()).source.text == text


@given(st.binary(max_size=300), st.integers(0, len(GOOD)), st.integers(0, 40))
@examples(25)
def test_any_bytes_are_read_or_refused(junk: bytes, place: int, cut: int) -> None:
    data = GOOD[:9] + (GOOD[:place] + junk + GOOD[place + cut :])[9:]
    try:
        read_document("report.pdf", data)
    except SourceError as error:
        assert error.zh.endswith("。")


@given(
    st.lists(
        st.sampled_from(
            ["BT", "ET", "/F 12 Tf", "(41) Tj", "72 700 Td", "1e9 0 Td", "0 0 m 9 99 l S", "q", "Q", "3 Tr"]
        )
        | st.lists(st.floats(-1e6, 1e6), min_size=6, max_size=6).map(lambda six: " ".join(map(str, six)) + " cm"),
        max_size=40,
    )
)
@examples(25)
def test_any_drawing_is_read_or_refused(drawing: list[str]) -> None:
    try:
        read_document("report.pdf", page(" ".join(drawing).encode()))
    except SourceError as error:
        assert NO_TEXT in error.zh


def test_the_pages_are_told_with_their_number() -> None:
    assert [found.number for found in pages.read_pages(objects(CATALOG, PAGES, LEAF))] == [1]
