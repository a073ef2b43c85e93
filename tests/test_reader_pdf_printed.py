"""PDF files as browsers and office programs print them: fonts that tell little of their characters, running
headers, titles of two lines, tables pasted one cell a line."""

import pytest

from gikaudit.document import Document, Table
from gikaudit.readers.pdf.child import upon
from gikaudit.readers.pdf.lines import em_of, lines_of
from gikaudit.readers.pdf.pages import Box, Glyph
from gikaudit.readers.read import read_document
from tests.pdf_files import Draw, Sheet, pdf


def _texts(document: Document) -> list[str]:
    assert not any(isinstance(block, Table) for block in document.blocks)
    return [block.text.text for block in document.blocks if not isinstance(block, Table)]


@pytest.mark.parametrize("turns", range(4))
def test_the_box_of_a_character_is_as_high_as_its_line_whatever_its_ink(turns: int) -> None:
    """PDFium gives the box around the ink for fonts without ascent and descent, as LibreOffice embeds them."""
    tall, comma = (100.5, 198.6, 111.5, 209.7), (101.2, 198.7, 103.4, 201.1)
    boxes = [upon(ink, (100.0, 200.0), turns, 12.0) for ink in (tall, comma)]
    across = 0 if turns % 2 else 1
    assert boxes[0][across] == boxes[1][across] and boxes[0][across + 2] == boxes[1][across + 2]
    assert boxes[0][across + 2] - boxes[0][across] == pytest.approx(12)


def test_a_comma_stands_in_the_line_whose_ink_is_above_it() -> None:
    inks = {"全": (0.5, 198.9, 11.5, 209.6), "，": (13.0, 198.7, 15.2, 201.1), "年": (24.5, 198.9, 35.5, 209.4)}
    glyphs = []
    for number, (char, ink) in enumerate(inks.items()):
        left, bottom, right, top = upon(ink, (12.0 * number, 200.0), 0, 12.0)
        glyphs.append(Glyph(char, Box(left, 842 - top, right, 842 - bottom)))
    assert [line.text for line in lines_of(glyphs, 1)] == ["全，年"]


def test_a_line_of_narrow_characters_has_the_size_of_the_others() -> None:
    """Of fonts drawn stroke by stroke, as Chromium writes them, the width of a character is that of its ink."""
    narrow = [
        Glyph(char, Box(12.0 * number + 1.5, 100, 12.0 * number + 9.5, 112)) for number, char in enumerate("月日")
    ]
    assert em_of(narrow) == 12
    tall = [Glyph("年", Box(0, 100, 12, 130))]
    assert em_of(tall) == 12, "the height of the line is no size of its characters"


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
