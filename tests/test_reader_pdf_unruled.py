"""Tables in PDF files that have no lines: what stands in which row and column is told by the places alone."""

from collections import Counter
from random import Random

import pytest

from gikaudit.audit import Audit, audit
from gikaudit.document import Table
from gikaudit.evaluate import Status
from gikaudit.readers.read import read_document
from gikaudit.settings import Settings
from tests.pdf_files import Draw, Sheet, pdf
from tests.synthetic.spots import misprinted
from tests.synthetic.written.model import Paper, changed, numbers
from tests.synthetic.written.papers import PAPERS
from tests.synthetic.written.pdf import write_pdf
from tests.synthetic.written.variants import VARIANTS

LAYOUTS = [("TOP", 3), ("MIDDLE", 3), ("TOP", 0), ("MIDDLE", 0)]
"""Where the values of a row stand beside its label, and the space around cells in points."""
Checked = tuple[str, tuple[tuple[str, str], ...], Status]


def rows(*pages: Draw) -> list[list[list[str]]]:
    """The tables of a file."""
    document = read_document("report.pdf", pdf(*pages))
    tables = [block for block in document.blocks if isinstance(block, Table) and block.grid]
    return [[[str(cell) for cell in row] for row in table.rows] for table in tables]


def _decided(done: Audit) -> Counter[Checked]:
    """The relations that hold or do not, by their numbers as printed."""
    return Counter(
        (
            entry.rule.code,
            tuple((operand.label, operand.shown) for operand in entry.relation.operands()),
            entry.verdict.status,
        )
        for entry in done.ledger
        if entry.verdict.status is not Status.OPEN
    )


def _audits(paper: Paper, align: str, padding: float) -> tuple[Audit, Audit]:
    """The report with lines and without."""
    unruled = write_pdf(paper, ruled=False, align=align, padding=padding)
    return audit("report.pdf", write_pdf(paper), Settings()), audit("report.pdf", unruled, Settings())


@pytest.mark.parametrize(("align", "padding"), LAYOUTS)
@pytest.mark.parametrize("form", ["statistics-2014", "report-2021", "local-2008"])
def test_a_report_without_lines_is_read_as_the_one_with_lines(form: str, align: str, padding: float) -> None:
    ruled, unruled = _audits(PAPERS[form](Random(2)), align, padding)
    assert unruled.findings == ()
    assert _decided(unruled) == _decided(ruled)


@pytest.mark.parametrize(("align", "padding"), LAYOUTS)
@pytest.mark.parametrize("form", ["report-2019", "report-2021"])
@pytest.mark.parametrize("zero", ["blank for 0", "- for 0"])
def test_what_is_read_of_sparse_tables_is_right(form: str, zero: str, align: str, padding: float) -> None:
    ruled, unruled = _audits(VARIANTS[zero](Random(2), PAPERS[form](Random(2))), align, padding)
    assert unruled.findings == ()
    assert _decided(unruled) - _decided(ruled) == Counter()
    assert _decided(unruled).total() > 0.8 * _decided(ruled).total()


@pytest.mark.parametrize("seed", range(3))
def test_errors_are_found_as_in_tables_with_lines(seed: int) -> None:
    paper = PAPERS["report-2021"](Random(seed))
    names = [name for name, text in numbers(paper).items() if "/" in name and text.isdecimal()]
    name = Random(seed).choice(sorted(names))
    ruled, unruled = _audits(changed(paper, {name: misprinted(numbers(paper)[name])}), *LAYOUTS[seed])
    assert [finding.arithmetic for finding in ruled.findings] != []
    assert [finding.arithmetic for finding in unruled.findings] == [finding.arithmetic for finding in ruled.findings]


def test_labels_in_narrow_columns() -> None:
    """Those of a group stand beside the lines of several rows."""

    def draw(sheet: Sheet) -> None:
        for number, part in enumerate(("（三", "）不", "予公", "开")):
            sheet.write(72, 100 + 14 * number, part, 10)
        for top, lines, values in (
            (100, ("1.属于", "国家秘", "密"), ("4", "0", "4")),
            (152, ("2.属于", "行政执", "法案卷"), ("12", "3", "15")),
            (204, ("（七）总计",), ("16", "3", "19")),
        ):
            for number, part in enumerate(lines):
                sheet.write(110, top + 14 * number, part, 10)
            for x, value in zip((200, 260, 320), values, strict=True):
                sheet.write(x, top, value, 10)

    assert rows(draw) == [
        [
            ["(三)不予公开", "", "", ""],
            ["1.属于国家秘密", "4", "0", "4"],
            ["2.属于行政执法案卷", "12", "3", "15"],
            ["(七)总计", "16", "3", "19"],
        ]
    ]


def test_one_row_is_a_table_where_each_column_has_a_head() -> None:
    heads = (("结果", "维持"), ("结果", "纠正"), ("总", "计"))

    def draw(with_heads: bool) -> Draw:
        def page(sheet: Sheet) -> None:
            sheet.write(210, 80, "行政复议", 10)
            for x, (first, second), value in zip((200, 260, 320), heads, ("3", "1", "4"), strict=True):
                if with_heads:
                    sheet.write(x, 105, first, 10)
                    sheet.write(x, 118, second, 10)
                sheet.write(x, 143, value, 10)

        return page

    assert rows(draw(with_heads=True)) == [
        [["", "行政复议", "", ""], ["", "结果维持", "结果纠正", "总计"], ["", "3", "1", "4"]]
    ]
    assert rows(draw(with_heads=False)) == []


def test_a_column_without_values_is_known_by_its_head() -> None:
    def draw(sheet: Sheet) -> None:
        for x, head in zip((200, 270, 340, 410), ("自然人", "商业企业", "科研机构", "总计"), strict=True):
            sheet.write(x, 80, head, 10)
        for number, (label, values) in enumerate(
            (("一、新收", ("4", "", "2", "6")), ("二、结转", ("", "", "1", "1")), ("三、总计", ("4", "", "3", "7")))
        ):
            sheet.write(72, 104 + 24 * number, label, 10)
            for x, value in zip((200, 270, 340, 410), values, strict=True):
                sheet.write(x, 104 + 24 * number, value, 10)

    assert rows(draw)[0][1:] == [
        ["一、新收", "4", "", "2", "6"],
        ["二、结转", "", "", "1", "1"],
        ["三、总计", "4", "", "3", "7"],
    ]


def test_a_table_goes_on_over_a_page_break() -> None:
    """Its last label on the page does, too; the page number is none of it."""

    def first(sheet: Sheet) -> None:
        sheet.write(290, 820, "- 1 -", 9)
        for number, (label, value) in enumerate(
            (("1.当面申请数", "3"), ("2.传真申请数", "1"), ("3.通过政府网站", "8"))
        ):
            sheet.write(72, 700 + 26 * number, label, 10)
            sheet.write(300, 700 + 26 * number, value, 10)

    def second(sheet: Sheet) -> None:
        sheet.write(290, 820, "- 2 -", 9)
        sheet.write(72, 70, "提出的申请数", 10)
        sheet.write(72, 96, "4.信函申请数", 10)
        sheet.write(300, 96, "2", 10)

    assert rows(first, second) == [
        [["1.当面申请数", "3"], ["2.传真申请数", "1"], ["3.通过政府网站提出的申请数", "8"], ["4.信函申请数", "2"]]
    ]


def test_labels_that_cannot_be_told_apart_are_no_table() -> None:
    """Two lines for each row, no numbers, no distance between rows: the first line may be of either."""

    def draw(sheet: Sheet) -> None:
        for number, label in enumerate(("当面提出申请", "的数量", "通过信函申请", "的数量", "通过传真申请", "的数量")):
            sheet.write(72, 100 + 14 * number, label, 10)
        for number, value in enumerate("314"):
            sheet.write(300, 106 + 21 * number, value, 10)

    assert not any(len(row) == 2 and row[1] == "3" for table in rows(draw) for row in table)
