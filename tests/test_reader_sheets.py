"""What is read of workbooks: visible cells as they are shown, titles, tables, and places."""

import io
import sys

import openpyxl
import pytest

from gikaudit.audit import audit
from gikaudit.readers.read import read_document
from gikaudit.settings import Settings
from gikaudit.source import SourceError
from tests.synthetic.documents import contents, place_of
from tests.synthetic.sheets.ods import cell as ods_cell
from tests.synthetic.sheets.ods import ods
from tests.synthetic.sheets.ods import row as ods_row
from tests.synthetic.sheets.ods import table as ods_table
from tests.synthetic.sheets.xls import xls
from tests.synthetic.sheets.xlsx import archive, number, parts, relations, row, sheet, text

HEAD = row("指标", "单位", "数值")


def read(*rows: str, before: str = "", behind: str = "", **told: object) -> list[object]:
    data = archive(parts(sheet("".join(rows), before=before, behind=behind), **told))  # type: ignore[arg-type]
    return list(contents(read_document("a.xlsx", data)))


def merge(*ranges: str) -> str:
    return "<mergeCells>" + "".join(f'<mergeCell ref="{each}"/>' for each in ranges) + "</mergeCells>"


# ---- cells


def test_cells_of_every_kind() -> None:
    cells = [
        '<c t="s"><v>1</v></c>',
        text("12"),
        number("12.4", 1),
        number("0.943", 2),
        '<c t="b"><v>1</v></c>',
        '<c t="e"><v>#REF!</v></c>',
        '<c t="str"><f>A1&amp;""</f><v>一件</v></c>',
        "<c><f>SUM(A1:A2)</f><v>31</v></c>",
        '<c t="d"><v>2023-03-15</v></c>',
    ]
    strings = "<si><t>甲</t></si><si><r><t>收到</t></r><r><t>申请数</t></r><rPh><t>shou</t></rPh></si>"
    [table] = read(row("甲", "乙"), row(*cells), strings=strings, formats=("0", "0.0%"))
    assert table == [
        ["甲", "乙", *[""] * 7],
        ["收到申请数", "12", "12", "94.3%", "TRUE", "#REF!", "一件", "31", "2023-03-15"],
    ]


def test_a_formula_that_was_never_calculated_is_no_zero() -> None:
    data = archive(parts(sheet(HEAD + row("收到申请数", "件", "<c><f>SUM(C3:C6)</f></c>"))))
    document = read_document("a.xlsx", data)
    assert contents(document)[-1][-1] == ["收到申请数", "件", "#CALC!"]
    assert place_of(document, "#CALC!") == "工作表“表三”C2（公式未计算，请用Excel或WPS打开并保存）"


def test_an_empty_text_of_a_formula_is_blank() -> None:
    assert read(HEAD, row("甲", "件", '<c t="str"><f>IF(1,"")</f><v></v></c>')) == [
        [["指标", "单位", "数值"], ["甲", "件", ""]]
    ]


def test_what_openpyxl_writes_has_formulas_without_values() -> None:
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    for line in (["指标", "数值"], ["甲", 1], ["乙", 2], ["合计", "=SUM(B2:B3)"]):
        page.append(line)
    out = io.BytesIO()
    workbook.save(out)
    assert contents(read_document("a.xlsx", out.getvalue())) == [
        [["指标", "数值"], ["甲", "1"], ["乙", "2"], ["合计", "#CALC!"]]
    ]


def test_control_characters_in_texts_are_no_part_of_them() -> None:
    assert read(row("甲_x000D_&#10;乙", "1"), row("丙_x4E01_", "2")) == [[["甲  乙", "1"], ["丙丁", "2"]]]


# ---- what is visible


def test_hidden_sheets_rows_and_columns_are_not_read() -> None:
    rows = (
        row("指标", "草稿", "数值")
        + row("甲", "9", "1")
        + row("乙", "9", "2", told=' hidden="1"')
        + row("丙", "9", "3")
    )
    page = sheet(rows, before='<cols><col min="2" max="2" hidden="1"/></cols>')
    data = archive(parts(page, sheet(row("旧数", "7")), sheet(HEAD), states=("visible", "veryHidden", "visible")))
    assert contents(read_document("a.xlsx", data)) == [
        [["指标", "数值"], ["甲", "1"], ["丙", "3"]],
        [["指标", "单位", "数值"]],
    ]


def test_what_a_merged_cell_covers_is_not_seen() -> None:
    [table] = read(row("申请人", "数值"), row("合计", "9", "8"), row("x", "3"), behind=merge("A2:A3", "B2:C2"))
    assert table == [["申请人", "数值"], ["合计", "9"], ["", "3"]]


def test_a_merged_cell_whose_first_row_is_hidden_shows_its_text_below() -> None:
    rows = (HEAD, row("甲", "件", "1", told=' hidden="1"'), row("", "件", "2"), row("", "人", "3"))
    assert read(*rows, behind=merge("A2:A4")) == [[["指标", "单位", "数值"], ["甲", "件", "2"], ["", "人", "3"]]]


def test_text_boxes_are_read() -> None:
    given = parts(sheet(HEAD + row("甲", "件", "1")))
    given["xl/worksheets/_rels/sheet1.xml.rels"] = relations(("drawing", "../drawings/drawing1.xml"))
    given["xl/drawings/drawing1.xml"] = (
        '<x:wsDr xmlns:x="x" xmlns:a="a"><x:sp><x:txBody><a:p><a:r><a:t>注：本表</a:t></a:r><a:r><a:t>含乡镇。</a:t>'
        "</a:r></a:p></x:txBody></x:sp></x:wsDr>"
    )
    document = read_document("a.xlsx", archive(given))
    assert contents(document)[0] == "注:本表含乡镇。"
    assert place_of(document, "注:本表含乡镇。") == "工作表“表三”文本框"


# ---- titles and tables


def test_titles_are_paragraphs_and_headings_within_a_table_are_rows() -> None:
    rows = (
        row("浣石县统计表"),
        row("（2016年度）"),
        HEAD,
        row("一、主动公开情况"),
        row("公开数", "条", "12"),
        row("二、回应解读情况"),
        row("回应数", "次", "3"),
        row("填报说明：同一信息只计一条。"),
    )
    assert read(*rows, behind=merge("A1:C1", "A4:C4")) == [
        "浣石县统计表",
        "(2016年度)",
        [
            ["指标", "单位", "数值"],
            ["一、主动公开情况", "", ""],
            ["公开数", "条", "12"],
            ["二、回应解读情况", "", ""],
            ["回应数", "次", "3"],
        ],
        "填报说明:同一信息只计一条。",
    ]


def test_a_title_behind_a_blank_row_begins_another_table() -> None:
    rows = (HEAD, row("甲", "件", "1"), row(told=' r="4"'), row("附表二", told=' r="5"'), HEAD, row("乙", "件", "2"))
    assert read(*rows) == [
        [["指标", "单位", "数值"], ["甲", "件", "1"]],
        "附表二",
        [["指标", "单位", "数值"], ["乙", "件", "2"]],
    ]


def test_a_head_that_begins_behind_the_left_edge_is_a_row() -> None:
    rows = (row(text("申请人情况", "B1")), row("", "自然人", "总计"), row("新收", "1", "1"))
    assert read(*rows, behind=merge("B1:C1")) == [[["", "申请人情况", ""], ["", "自然人", "总计"], ["新收", "1", "1"]]]


def test_places_are_addresses_of_cells() -> None:
    page = sheet(row(text("指标", "AA7"), text("数值", "AC7"), told=' r="7"'))
    document = read_document("a.xlsx", archive(parts(page)))
    assert contents(document) == [[["指标", "数值"]]]
    assert place_of(document, "数值") == "工作表“表三”AC7"
    origin = document.source.origin(document.source.text.index("数值"))
    assert origin is not None
    assert origin.en == 'sheet "表三", cell AC7'


# ---- other kinds of workbooks


def test_an_old_workbook() -> None:
    data = xls(
        {
            "表三": [["浣石县"], ["指标", "单位", "数值"], ["甲", True, 12.4], ["乙", "件", "#REF!"]],
            "底稿": [["旧", 1]],
        },
        merged=[(0, 0, 0, 2)],
        hidden_sheets=["底稿"],
        code="0",
    )
    document = read_document("a.xls", data)
    assert contents(document) == ["浣石县", [["指标", "单位", "数值"], ["甲", "TRUE", "12"], ["乙", "件", "#REF!"]]]
    assert place_of(document, "12") == "工作表“表三”C3"


def test_without_the_library_the_way_to_install_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlrd", None)
    with pytest.raises(SourceError) as error:
        read_document("a.xls", xls({"表三": [["甲", 1]]}))
    assert "pip install 'gikaudit[xlsx]'" in error.value.zh


def test_new_workbooks_need_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("openpyxl", "xlrd", "lxml"):
        monkeypatch.setitem(sys.modules, name, None)
    assert contents(read_document("a.xlsx", archive(parts(sheet(HEAD))))) == [[["指标", "单位", "数值"]]]


def test_what_is_hidden_in_an_old_workbook() -> None:
    rows: list[list[str | float]] = [["指标", "草稿", "数值"], ["甲", 9, 1], ["乙", 9, 2]]
    data = xls({"表三": rows}, hidden_rows=[2], hidden_columns=[1])
    assert contents(read_document("a.xls", data)) == [[["指标", "数值"], ["甲", "1"]]]


def test_an_open_document() -> None:
    rows = (
        ods_row(
            ods_cell("浣石县", ' table:number-columns-spanned="3"'),
            '<table:covered-table-cell table:number-columns-repeated="2"/>',
        )
        + ods_row("指标", "单位", "数值")
        + ods_row(ods_cell("0", ' table:number-columns-repeated="3"'), told=' table:number-rows-repeated="2"')
        + ods_row("乙", "件", '<table:table-cell table:formula="of:=SUM([.C1])"/>')
        + ods_row("丙", "件", "9", told=' table:visibility="collapse"')
        + ods_row("丁", '<table:table-cell office:value-type="float" office:value="5"/>', "甲<text:s text:c='2'/>乙")
        + '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>"
    )
    styles = (
        '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    hidden = ods_table(ods_row("旧", "1"), "底稿", ' table:style-name="h"')
    document = read_document("a.ods", ods(ods_table(rows) + hidden, styles))
    assert contents(document) == [
        "浣石县",
        [
            ["指标", "单位", "数值"],
            ["0", "0", "0"],
            ["0", "0", "0"],
            ["乙", "件", "#CALC!"],
            ["丁", "5", "甲  乙"],
        ],
    ]
    assert place_of(document, "乙") == "工作表“表三”A5"


def test_the_content_tells_what_a_file_is() -> None:
    data = archive(parts(sheet(HEAD)))
    assert contents(read_document("a.txt", data)) == [[["指标", "单位", "数值"]]]
    assert contents(read_document("a.et", xls({"表三": [["甲", 1]]}))) == [[["甲", "1"]]]


@pytest.mark.parametrize(
    ("data", "zh"),
    [
        (archive(parts(sheet(""))), "文件为空"),
        (archive({"xl/workbook.bin": "", "xl/x.bin": ""}), ".xlsb"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.text"}), ".odt"),
        (archive({"OFD.xml": "", "Doc_0/Document.xml": ""}), ".ofd"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, zh: str) -> None:
    with pytest.raises(SourceError) as error:
        read_document("a.xlsx", data)
    assert zh in error.value.zh


def test_a_finding_in_a_workbook() -> None:
    rows = [["统计指标", "单位", "统计数"], ["三、依申请公开情况"], ["（一）收到申请数", "件", "40"]]
    rows += [[f"{number}.{name}申请数", "件", "10"] for number, name in enumerate(("当面", "传真", "网络"), 1)]
    rows += [["（二）申请办结数", "件", "31"], ["1.按时办结数", "件", "31"], ["2.延期办结数", "件", "0"]]
    rows += [["四、行政复议数量", "件", "0"], ["五、行政诉讼数量", "件", "0"], ["六、举报投诉数量", "件", "0"]]
    rows.insert(6, ["4.信函申请数", "件", "1"])
    data = archive(parts(sheet("".join(row(*line) for line in rows))))
    done = audit("a.xlsx", data, Settings())
    assert done.findings[0].code == "GIK101"
    assert done.source is not None
    span = done.findings[0].span
    assert span is not None
    origin = done.source.origin(span.start)
    assert origin is not None
    assert origin.zh == "工作表“表三”C3"
