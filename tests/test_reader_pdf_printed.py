"""PDF files as browsers and office programs print them: fonts that tell little of their characters, running
headers, titles of two lines, tables pasted one cell a line."""

import pytest

from gikaudit.document import Document, Table
from gikaudit.readers.read import read_document
from tests.pdf_files import CATALOG, HEIGHT, PAGES, Draw, Sheet, objects, pdf, stream

_LOW, _NARROW = "，。、", "日月一1"


def _drawn(lines: list[tuple[float, float, float, str]]) -> bytes:
    """A page whose font draws each character as a shape, as Chromium writes fonts that it cannot embed: only the
    ink of a character tells how high and how wide it is. Lines have x, foot, size and text."""
    chars = sorted({char for *_, text in lines for char in text})
    names = " ".join(f"/g{number}" for number in range(1, len(chars) + 1))
    shapes = b"".join(b"/g%d %d 0 R " % (number, 7 + number) for number in range(1, len(chars) + 1))
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 880] /FontMatrix [0.001 0 0 0.001 0 0]"
        b" /FirstChar 1 /LastChar %d /Widths [%s] /Encoding << /Type /Encoding /Differences [1 %s] >>"
        b" /CharProcs << %s >> /Resources << >> /ToUnicode 6 0 R >>"
    ) % (len(chars), b"1000 " * len(chars), names.encode(), shapes)
    codes = "\n".join(f"<{number:02x}> <{ord(char):04x}>" for number, char in enumerate(chars, 1))
    meaning = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(chars)} beginbfchar\n{codes}\nendbfchar\n"
        "endcmap end end"
    )
    content = "".join(
        f"BT /F {size} Tf 1 0 0 1 {x} {HEIGHT - foot} Tm <{''.join(f'{chars.index(char) + 1:02x}' for char in text)}>"
        " Tj ET\n"
        for x, foot, size, text in lines
    )
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 %d] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>" % round(HEIGHT)
    )
    return objects(
        CATALOG,
        PAGES,
        page,
        stream(content.encode()),
        font,
        stream(meaning.encode()),
        b"null",
        *(stream(_shape(char)) for char in chars),
    )


def _shape(char: str) -> bytes:
    low, high = (-60, 120) if char in _LOW else (-80, 850)
    left, right = (260, 740) if char in _LOW + _NARROW else (20, 980)
    size = (left, low, right - left, high - low)
    return b"1000 0 %d %d %d %d d1 %d %d %d %d re f" % (left, low, right, high, *size)


def _texts(document: Document) -> list[str]:
    assert not any(isinstance(block, Table) for block in document.blocks)
    return [block.text.text for block in document.blocks if not isinstance(block, Table)]


def test_a_comma_stands_in_the_line_whose_ink_is_above_it() -> None:
    lines = [
        (72.0, 100.0, 12.0, "全年收到申请、投诉、来信，均已按时办结，没有延期，也没有复议，更没有诉讼"),
        (72.0, 118.0, 12.0, "。"),
        (72.0, 150.0, 12.0, "各乡镇、各部门都有专人，负责答复。"),
        (72.0, 168.0, 12.0, "没有收费。"),
    ]
    assert _texts(read_document("report.pdf", _drawn(lines))) == [
        "全年收到申请、投诉、来信,均已按时办结,没有延期,也没有复议,更没有诉讼。",
        "各乡镇、各部门都有专人,负责答复。",
        "没有收费。",
    ]


def test_a_line_of_narrow_characters_goes_on_with_the_paragraph() -> None:
    lines = [
        (72.0, 100.0, 12.0, "本报告由县政府办公室编制，所列数据截至二〇二四年十二月，公布之时为次年元月"),
        (72.0, 118.0, 12.0, "1一日。"),
        (72.0, 150.0, 12.0, "各乡镇、各部门都有专人，负责答复，报告全文可在政府网站查阅，也可来函索取，"),
        (72.0, 168.0, 12.0, "欢迎垂询。"),
        (72.0, 186.0, 12.0, "没有收费，各查阅点免费提供。"),
        (72.0, 204.0, 12.0, "没有复议，各乡镇也没有诉讼。"),
    ]
    assert _texts(read_document("report.pdf", _drawn(lines)))[0] == lines[0][3].replace("，", ",") + "1一日。"


def test_a_title_of_two_lines_is_one() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write(72, 100, "霁川县人民政府办公室二〇二四年政府信", 24)
        sheet.write(72, 136, "息公开工作年度报告", 24)
        for number in range(8):
            sheet.write(72, 180 + 18 * number, "全县各乡镇和各部门都按照统一的要求报送数据并由办公室逐项核对汇总后", 12)

    assert _texts(read_document("report.pdf", pdf(draw)))[0] == "霁川县人民政府办公室二〇二四年政府信息公开工作年度报告"


def test_a_browsers_header_does_not_make_the_margin() -> None:
    """It stands farther left than the text, whose lines would all seem to be indented."""

    def page(number: int) -> Draw:
        def draw(sheet: Sheet) -> None:
            sheet.write(24, 20, "2026/3/2 09:15", 8)
            sheet.write(300, 20, "年度报告", 8)
            sheet.write(24, 830, "https://www.example.org/report", 8)
            sheet.write(560, 830, f"{number}/2", 8)
            sheet.write(48, 160, "全县共收到政府信息公开申请四十一件，比上一年多了三件，申请人以住在本县", 12)
            sheet.write(48, 178, "的居民为主，多数经网站提出。", 12)

        return draw

    expected = "全县共收到政府信息公开申请四十一件,比上一年多了三件,申请人以住在本县的居民为主,多数经网站提出。"
    assert _texts(read_document("report.pdf", pdf(page(1), page(2)))) == [expected] * 2


@pytest.mark.parametrize("at_foot", [("1", "2", "3"), ("7", "8", "0")])
def test_a_cell_a_line_is_no_page_number(at_foot: tuple[str, ...]) -> None:
    """A table pasted one cell a line has numerals at the foot of the page, too, some of which count by chance."""

    def page(last: str) -> Draw:
        def draw(sheet: Sheet) -> None:
            for number in range(20):
                sheet.write(72, 440 + 18 * number, "属于行政查询事项" if number % 2 else "40", 12)
            sheet.write(72, 440 + 18 * 20, last, 12)

        return draw

    document = read_document("report.pdf", pdf(*map(page, at_foot)))
    texts = [
        str(cell)
        for block in document.blocks
        for cell in ([cell for row in block.rows for cell in row] if isinstance(block, Table) else [block.text.text])
    ]
    assert [text for text in texts if text in at_foot] == list(at_foot)
