"""PDF files: what is read of them."""

from pathlib import Path
from random import Random

import pytest

from gikaudit.audit import audit
from gikaudit.document import Document, Table, normalise
from gikaudit.readers.read import read_document
from gikaudit.rule import Words
from gikaudit.settings import Settings
from tests.pdf_files import HEIGHT, WIDTH, Draw, Sheet, pdf
from tests.synthetic.written.model import Sheet as Written
from tests.synthetic.written.model import changed, grid, numbers
from tests.synthetic.written.papers import PAPERS
from tests.synthetic.written.pdf import write_pdf
from tests.synthetic.written.text import write_txt

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


def read(data: bytes) -> Document:
    return read_document("report.pdf", data)


def plain(text: str) -> str:
    return normalise(text).replace(" ", "")


def contents(document: Document) -> list[str | list[list[str]]]:
    return [
        [[plain(str(cell)) for cell in row] for row in block.rows]
        if isinstance(block, Table)
        else plain(block.text.text)
        for block in document.blocks
    ]


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("form", PAPERS)
def test_a_report_is_read_as_it_was_written(form: str, seed: int) -> None:
    """Its tables have merged cells and go on over page breaks."""
    paper = PAPERS[form](Random(seed))
    document = read(write_pdf(paper))
    assert contents(document) == [
        [[plain(text) for text in row] for row in grid(part)] if isinstance(part, Written) else plain(part.text)
        for part in paper
    ]
    assert all(block.grid for block in document.blocks if isinstance(block, Table))


HEADER = ["统计指标", "单位", "统计数"]
COLUMNS = [72, 330, 400, 500]


def test_labels_wrapped_in_a_cell_are_joined() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.table(COLUMNS, 100, [HEADER, ["（一）收到申请数", "件", "41"]])
        sheet.grid(COLUMNS, [148, 190])
        sheet.write(76, 164, "（二）本机关在这一年内按照规定的期限办结的政", 11)
        sheet.write(76, 180, "府信息公开申请数", 11)
        sheet.write(334, 172, "件", 10)
        sheet.write(404, 172, "39", 10)

    assert contents(read(pdf(draw))) == [
        [
            HEADER,
            ["(一)收到申请数", "件", "41"],
            ["(二)本机关在这一年内按照规定的期限办结的政府信息公开申请数", "件", "39"],
        ]
    ]


def test_labels_written_downwards_are_joined_and_cover_their_rows() -> None:
    def draw(sheet: Sheet) -> None:
        columns, rows = [72, 95, 300, 360], [100, 130, 160, 190]
        for x in columns:
            sheet.line(x, rows[0], x, rows[-1])
        for y in rows:
            sheet.line(columns[0] if y in {rows[0], rows[-1]} else columns[1], y, columns[-1], y)
        sheet.downwards(78, 112, "办理结果合计")
        for y, label, value in (
            (120, "（一）予以公开", "8"),
            (150, "（二）部分公开", ""),
            (180, "（三）不予公开", "3"),
        ):
            sheet.write(99, y, label, 10)
            if value:
                sheet.write(304, y, value, 10)

    assert contents(read(pdf(draw))) == [
        [
            ["办理结果合计", "(一)予以公开", "8"],
            ["", "(二)部分公开", ""],
            ["", "(三)不予公开", "3"],
        ]
    ]


def test_a_table_goes_on_over_a_page_break() -> None:
    """Its header is repeated, page numbers and headers stand between, and a label is cut in two."""

    def first(sheet: Sheet) -> None:
        sheet.write(230, 40, "澜坞县政府公文", 9)
        sheet.table(COLUMNS, 700, [HEADER, ["（一）收到申请数", "件", "41"]])
        sheet.grid(COLUMNS, [748, 772])
        sheet.write(76, 764, "（二）在规定的期限内办结的政府信息公", 13)
        sheet.write(334, 764, "件", 10)
        sheet.write(404, 764, "39", 10)
        sheet.write(290, 820, "— 1 —", 10)

    def second(sheet: Sheet) -> None:
        sheet.write(230, 40, "澜坞县政府公文", 9)
        sheet.grid(COLUMNS, [84, 108])
        sheet.table(COLUMNS, 60, [HEADER])
        sheet.write(76, 100, "开申请数", 13)
        sheet.table(COLUMNS, 108, [["（三）申请答复数", "件", "40"]])
        sheet.write(96, 200, "特此报告。")
        sheet.write(290, 820, "— 2 —", 10)

    document = read(pdf(first, second))
    assert contents(document) == [
        [
            HEADER,
            ["(一)收到申请数", "件", "41"],
            ["(二)在规定的期限内办结的政府信息公开申请数", "件", "39"],
            ["(三)申请答复数", "件", "40"],
        ],
        "特此报告。",
    ]
    table = document.blocks[0]
    assert isinstance(table, Table)
    places = [document.source.origin(row[2].text.offset(0)) for row in table.rows]
    assert [place.page for place in places if place] == [1, 1, 1, 2]


def test_tables_with_other_columns_stay_apart() -> None:
    document = read(
        pdf(
            lambda sheet: sheet.table([72, 300, 400], 700, [["规章", "3"], ["许可", "5"]]),
            lambda sheet: sheet.table([72, 200, 350, 500], 60, [["规章", "3", "4"], ["许可", "5", "6"]]),
        )
    )
    assert contents(document) == [[["规章", "3"], ["许可", "5"]], [["规章", "3", "4"], ["许可", "5", "6"]]]


def test_a_table_without_lines() -> None:
    def draw(sheet: Sheet) -> None:
        rows = [HEADER, ["一、依申请公开情况"], ["（一）收到申请数", "件", "1200"], ["1.当面申请数", "件", ""]]
        for number, row in enumerate([*rows, ["2.网络申请数", "件", "0"]]):
            for x, text in zip((72, 330, 420), row, strict=False):
                if text:
                    sheet.write(x, 100 + 18 * number, text, 10)
        # the values stand beside the middle of their label
        sheet.write(72, 190, "（二）通过不同渠道和方式公开政府信息的其他", 10)
        sheet.write(330, 196.5, "条", 10)
        sheet.write(420, 196.5, "15", 10)
        sheet.write(72, 203, "情况数", 10)
        sheet.write(96, 240, "以上数据截至年底。")

    assert contents(read(pdf(draw))) == [
        [
            HEADER,
            ["一、依申请公开情况", "", ""],
            ["(一)收到申请数", "件", "1200"],
            ["1.当面申请数", "件", ""],
            ["2.网络申请数", "件", "0"],
            ["(二)通过不同渠道和方式公开政府信息的其他情况数", "条", "15"],
        ],
        "以上数据截至年底。",
    ]


def test_a_table_with_lines_between_its_columns_only() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.grid(COLUMNS, [60, 84, 180])
        for x, text in zip(COLUMNS, HEADER, strict=False):
            sheet.write(x + 4, 76, text, 10)
        for number, row in enumerate(
            (("收到申请数", "件", "41"), ("当面申请数", "件", "10"), ("网络申请数", "件", "31"))
        ):
            for x, text in zip(COLUMNS, row, strict=False):
                sheet.write(x + 4, 100 + number * 20, text, 10)

    assert contents(read(pdf(draw))) == [
        [HEADER, ["收到申请数", "件", "41"], ["当面申请数", "件", "10"], ["网络申请数", "件", "31"]]
    ]


def test_pieces_that_are_in_no_sure_column_stay_lines() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write(72, 100, "地址：砚湖区文汇路8号")
        sheet.write(330, 100, "邮编：000000")
        sheet.write(72, 120, "联系人：办公室")
        sheet.write(250, 120, "电话：0000")

    document = read(pdf(draw))
    assert not any(isinstance(block, Table) and block.grid for block in document.blocks)
    assert document.source.text.splitlines()[0] == "地址：砚湖区文汇路8号  邮编：000000"


def test_a_number_broken_in_a_narrow_cell_is_one() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.grid([72, 200, 224], [60, 90])
        sheet.write(76, 78, "行政许可", 10)
        sheet.write(202, 72, "1234", 10)
        sheet.write(202, 86, "56", 10)

    assert contents(read(pdf(draw))) == [[["行政许可", "123456"]]]


FINDINGS = ["statistics-2014", "report-2021"]


@pytest.mark.parametrize("form", FINDINGS)
def test_the_findings_are_those_of_the_same_report_as_text(form: str) -> None:
    def found(path: str, data: bytes) -> list[tuple[str, Words, str]]:
        return sorted((each.code, each.message, each.arithmetic) for each in audit(path, data, Settings()).findings)

    random = Random(5)
    paper = PAPERS[form](random)
    names = sorted(numbers(paper))
    seen = 0
    for name in random.sample(names, 4):
        wrong = changed(paper, {name: "77777"})
        as_text = found("report.txt", write_txt(wrong))
        assert found("report.pdf", write_pdf(wrong)) == as_text
        seen += len(as_text)
    assert seen


def _prose(sheet: Sheet, lines: list[str], number_of_page: str) -> None:
    sheet.write(290, 820, number_of_page, 9)
    for number, line in enumerate(lines):
        indent = 24 if line.startswith(" ") else 0
        sheet.write(72 + indent, 100 + 24 * number, line.strip())


def test_paragraphs_are_joined_over_lines_and_pages() -> None:
    first = [
        " 全区共收到政府信息公开申请四十一件，比上一年多了三件，申请人以住在本区",
        "的居民为主，多数经网站提出，另有几件经信函寄到，办公室都在收到的当天登记",
        "造册，并按期答复。",
        " 全区没有因政府信息公开被申请行政复议，也没有因此被提起行政诉讼，今后还",
    ]
    document = read(
        pdf(
            lambda sheet: _prose(sheet, first, "1"),
            lambda sheet: _prose(sheet, ["要继续做好。", " 特此报告。"], "2"),
        )
    )
    assert contents(document) == [
        plain("".join(first[:3])),
        plain(first[3] + "要继续做好。"),
        "特此报告。",
    ]
    assert "1" in document.source.text, "what is left out stands in the text all the same"
    last = document.blocks[1]
    assert not isinstance(last, Table)
    place = document.source.origin(last.text.offset(len(last.text.text) - 1))
    assert place is not None and (place.page, place.zh, place.en) == (2, "第2页", "page 2")
    assert place.box is not None
    left, top, right, bottom = place.box
    assert left == pytest.approx(72, abs=1) and right == pytest.approx(72 + 6 * 12, abs=1)
    assert top < 100 <= bottom < 106 and bottom < HEIGHT and right < WIDTH


@pytest.mark.parametrize(
    "footer",
    ["- {0} -", "—{0}—", "第{0}页", "第 {0} 页 共 3 页", "{0}/3", "{0}", "Page {0} of 3"],
)
def test_page_numbers_are_no_part_of_the_report(footer: str) -> None:
    def draw(number: int) -> Draw:
        def page(sheet: Sheet) -> None:
            sheet.write(96, 100, f"（{'一二三'[number - 1]}）全年办结申请{number}0件。")
            sheet.write(280, 815, footer.format(number), 10)

        return page

    document = read(pdf(*[draw(number) for number in (1, 2, 3)]))
    assert contents(document) == ["(一)全年办结申请10件。", "(二)全年办结申请20件。", "(三)全年办结申请30件。"]


def test_a_numeral_that_does_not_count_the_pages_is_read() -> None:
    def page(number: str) -> Draw:
        def draw(sheet: Sheet) -> None:
            sheet.write(96, 300, "收到申请数")
            sheet.write(96, 815, number)

        return draw

    assert contents(read(pdf(page("41"), page("17")))) == ["收到申请数", "41", "收到申请数", "17"]


def test_spaces_are_told_by_distance() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write(72, 100, "电话：0000000，收到申请1136件", apart=3)
        sheet.write(72, 130, "收到 申请", 12)
        sheet.write(72, 160, "see www.example.org for more", 12)

    text = read(pdf(draw)).source.text.splitlines()
    assert text[0] == "电话：0000000，收到申请1136件"
    assert text[1].replace(" ", "") == "收到申请"
    assert text[2] == "see www.example.org for more"


def test_text_printed_twice_to_look_bold_is_read_once() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write(72, 100, "收到申请1136件")
        sheet.write(72.4, 100, "收到申请1136件")

    assert contents(read(pdf(draw))) == ["收到申请1136件"]


@pytest.mark.parametrize("turned", [90, 270])
def test_a_page_on_its_side(turned: int) -> None:
    def draw(sheet: Sheet) -> None:
        # the paper lies on its side and is turned to be read
        if turned == 90:
            sheet.canvas.translate(HEIGHT, 0)
            sheet.canvas.rotate(90)
        else:
            sheet.canvas.translate(0, WIDTH)
            sheet.canvas.rotate(-90)
        sheet.table(COLUMNS, 100, [HEADER, ["收到申请数", "件", "41"]])
        sheet.write(72, 60, "附表")

    document = read(pdf(draw, turned=turned))
    assert contents(document) == ["附表", [HEADER, ["收到申请数", "件", "41"]]]
    place = document.source.origin(0)
    assert place is not None and place.box is not None
    assert place.box[0] == pytest.approx(72, abs=1) and place.box[3] == pytest.approx(60, abs=6)


def test_a_watermark_is_no_part_of_the_report() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write(72, 100, "收到申请41件。")
        sheet.canvas.saveState()
        sheet.canvas.rotate(40)
        sheet.write(300, 600, "内部资料")
        sheet.canvas.restoreState()

    assert contents(read(pdf(draw))) == ["收到申请41件。"]


def test_text_in_a_frame_is_no_table() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.grid([60, 520], [60, 200])
        sheet.write(72, 100, "收到申请41件。")

    assert contents(read(pdf(draw))) == ["收到申请41件。"]


def test_hidden_text_is_read_where_it_is_the_text_of_a_scan() -> None:
    def scan(sheet: Sheet) -> None:
        sheet.picture()
        sheet.write(72, 100, "收到申请41件。", hidden=True)

    def drawn(sheet: Sheet) -> None:
        sheet.write(72, 100, "收到申请41件。")
        sheet.write(72, 130, "这一行看不见。", hidden=True)

    document = read(pdf(scan))
    assert contents(document) == ["收到申请41件。"]
    place = document.source.origin(0)
    assert place is not None and "识别" in place.zh and "recognised" in place.en
    assert contents(read(pdf(drawn))) == ["收到申请41件。"]


def test_a_file_encrypted_without_a_password_is_read() -> None:
    assert contents(read(pdf(lambda sheet: sheet.write(72, 100, "收到申请41件。"), password=""))) == ["收到申请41件。"]


# ---- a published report


def _published() -> tuple[Document, str]:
    if not (CORPUS / "open-hongze-2023.pdf").exists():
        pytest.skip("needs ../shared/corpus beside the checkout, which is no part of the project")
    document = read((CORPUS / "open-hongze-2023.pdf").read_bytes())
    return document, (CORPUS / "open-hongze-2023.txt").read_text(encoding="utf-8")


def test_the_narrative_of_a_published_report_is_that_of_its_text() -> None:
    document, text = _published()
    wanted = plain("".join(line for line in text.splitlines() if not line.startswith("- ")).replace("\n", ""))
    for block in document.blocks:
        if not isinstance(block, Table):
            assert plain(block.text.text) in wanted
    paragraphs = [plain(block.text.text) for block in document.blocks if not isinstance(block, Table)]
    # from the title to the first table, and from the last one to the end, nothing is missing
    assert "".join(paragraphs[:12]) == wanted[: wanted.index("第二十条第(一)项")]
    assert wanted.endswith("".join(paragraphs[-4:]))


def test_the_tables_of_a_published_report_are_whole() -> None:
    document, text = _published()
    tables = [block for block in contents(document) if not isinstance(block, str)]
    assert [(len(table), len(table[0])) for table in tables] == [(14, 4), (26, 10), (4, 15)]
    values = [row[3:] for row in tables[1] if row[-1].isdigit()]
    lines = [line.split()[-7:] for line in text.splitlines() if len(line.split()) > 6 and "尚未" not in line]
    assert values == [line for line in lines if all(cell.isdigit() for cell in line)][: len(values)]
    assert len(values) == 23 and all(len(row) == 7 for row in values)
    assert tables[1][5][0] == "三、本年度办理结果"
    assert " ".join(tables[2][-1]) in text
