"""Word files: what is read of them, in which order, and where it stands."""

from __future__ import annotations

import sys

import pytest

from gikaudit.document import Document, Paragraph, Table
from gikaudit.readers.docx.formats import written
from gikaudit.readers.read import read_document
from gikaudit.source import SourceError
from tests.word import (
    FIRST,
    MORE,
    STRICT,
    abstract,
    box,
    field,
    level,
    listed,
    num,
    p,
    r,
    span,
    tbl,
    tc,
    tr,
    word,
)


def read(*body: str, **parts: str) -> Document:
    return read_document("report.docx", word(*body, **parts))


def paragraphs(*body: str, **parts: str) -> list[str]:
    return [block.text.text for block in read(*body, **parts).blocks if isinstance(block, Paragraph)]


def table(*rows: str, grid: tuple[int, ...] = ()) -> list[list[str]]:
    (block,) = read(tbl(*rows, grid=grid)).blocks
    assert isinstance(block, Table)
    assert block.grid
    return [[str(cell) for cell in row] for row in block.rows]


def places(document: Document) -> list[str]:
    return [origin.zh for origin in document.source.origins]


# ---- paragraphs

OLDER_TEXT = (
    '<mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback><w:t>12</w:t></mc:Fallback></mc:AlternateContent>'
)


def test_runs_are_one_text() -> None:
    assert paragraphs(p(r("收到申请1"), r("86", "<w:b/>"), "件。"), p(), p("  "), p("办结181件。")) == [
        "收到申请186件。",
        "办结181件。",
    ]


def test_a_paragraph_knows_its_number() -> None:
    document = read(p("甲。"), p(), p("乙。"), tbl(tr("丙", "1"), tr("丁", "2")), p("戊。"))
    assert places(document) == [
        "第1段",
        "第2段",
        *(f"表1第{row}行第{column}列" for row in (1, 2) for column in (1, 2)),
        "第3段",
    ]
    assert document.source.origins[-1].en == "paragraph 3"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<w:ins w:id="1"><w:r><w:t>12</w:t></w:r></w:ins>', "12"),
        ('<w:del w:id="1"><w:r><w:delText>12</w:delText></w:r></w:del>', ""),
        ('<w:moveTo w:id="1"><w:r><w:t>12</w:t></w:r></w:moveTo>', "12"),
        ('<w:moveFrom w:id="1"><w:r><w:t>12</w:t></w:r></w:moveFrom>', ""),
        ('<w:ins w:id="1"><w:del w:id="2"><w:r><w:delText>12</w:delText></w:r></w:del></w:ins>', ""),
        (r("12", "<w:vanish/>"), ""),
        (r("12", '<w:vanish w:val="0"/>'), "12"),
        (r("12", '<w:rStyle w:val="Hidden"/>'), ""),
        (r("12", '<w:rStyle w:val="HiddenToo"/>'), ""),
        (r("12", '<w:rStyle w:val="HiddenToo"/><w:vanish w:val="false"/>'), "12"),
        (r("12", '<w:rStyle w:val="Loop"/>'), "12"),
        ("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:r><w:t>12</w:t></w:r></w:sdtContent></w:sdt>", "12"),
        ('<w:hyperlink r:id="rId1"><w:r><w:t>12</w:t></w:r></w:hyperlink>', "12"),
        ("<w:smartTag><w:r><w:t>12</w:t></w:r></w:smartTag>", "12"),
        ('<w:fldSimple w:instr="REF x"><w:r><w:t>12</w:t></w:r></w:fldSimple>', "12"),
        (field("=SUM(ABOVE)", r("12")), "12"),
        (field("IF " + field("REF x", r("3")) + " 4", r("12")), "12"),
        (field("TOC \\o", r("12")), ""),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>12</w:t></w:r>', "12"),
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>12</w:t></w:r>', "12"),
        ("<w:r><w:t>1</w:t><w:softHyphen/><w:t>2</w:t></w:r>", "12"),
        ("<w:r><w:t>1\u00ad2</w:t></w:r>", "12"),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "1-2"),
        ("<w:r><w:t>1</w:t><w:tab/><w:t>2</w:t></w:r>", "1 2"),
        ("<w:r><w:t>1<!-- 3 -->2</w:t></w:r>", "12"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E8"/></w:r>', "·"),
        ('<w:r><w:sym w:font="SimSun" w:char="4E00"/></w:r>', "一"),
        ('<w:r><w:sym w:font="SimSun" w:char="D800"/></w:r>', ""),
        (
            "<w:ruby><w:rt><w:r><w:t>9</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>12</w:t></w:r></w:rubyBase></w:ruby>",
            "12",
        ),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
            "12",
        ),
        (f"<w:r>{OLDER_TEXT}</w:r>", "12"),
        ("<w:r><w:commentReference w:id='0'/></w:r>", ""),
        ("<w:r><w:pict><v:shape><v:textpath string='9'/></v:shape></w:pict></w:r>", ""),
    ],
)
def test_what_is_read(markup: str, text: str) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="HiddenToo"><w:basedOn w:val="Hidden"/></w:style>'
        '<w:style w:type="character" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )
    assert paragraphs(p("甲", markup, "乙"), styles=styles) == [f"甲{text}乙"]


def test_paragraphs_of_a_hidden_style() -> None:
    hidden = '<w:style w:type="paragraph" w:styleId="z"><w:rPr><w:vanish/></w:rPr></w:style>'
    shown = r("丙", '<w:vanish w:val="0"/>')
    styled = p("乙", shown, properties='<w:pStyle w:val="z"/>')
    assert paragraphs(p("甲。"), styled, styles=hidden) == ["甲。", "丙"]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    joined = p("收到申请1", properties='<w:rPr><w:del w:id="1"/></w:rPr>')
    assert paragraphs(joined, p("86件。")) == ["收到申请186件。"]


def test_a_field_over_several_paragraphs() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert paragraphs(p(begin, "一、概述 1"), p("二、公开 2"), p(end), p("一、概述")) == ["一、概述"]


def test_a_line_broken_by_hand_is_a_line() -> None:
    broken = p("一、概述", "<w:r><w:br/></w:r>", "全年收到申请8件，", "<w:r><w:br/></w:r>", "办结8件。")
    document = read(broken)
    assert [str(block.text.text) for block in document.blocks if isinstance(block, Paragraph)] == [
        "一、概述",
        "全年收到申请8件,办结8件。",
    ]
    assert set(places(document)) == {"第1段"}


def test_text_boxes_are_read_once_behind_their_paragraph() -> None:
    document = read(p("甲", box(p("盒中12件。"), tbl(tr("子", "1"), tr("丑", "2"))), "乙。"), p("丙。"))
    shown = [
        block.text.text if isinstance(block, Paragraph) else [[str(cell) for cell in row] for row in block.rows]
        for block in document.blocks
    ]
    assert shown == ["甲乙。", "盒中12件。", [["子", "1"], ["丑", "2"]], "丙。"]
    assert places(document)[:3] == ["第1段", "第1段旁的文本框", "第1段旁的文本框"]


def test_a_box_in_a_box_and_one_for_older_programs() -> None:
    inner = f"<w:txbxContent>{p('旧框。')}</w:txbxContent>"
    older = f"<w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>"
    expected = ["甲文。", "外框。", "内框。", "旧框。"]
    assert paragraphs(p("甲文。", box(p("外框。", box(p("内框。")))), older)) == expected


def test_notes_follow_the_paragraph_that_refers_to_them() -> None:
    def note(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    def notes(kind: str) -> str:
        separator = f'<w:{kind} w:id="0" w:type="separator">{p("<w:r><w:separator/></w:r>", "线")}</w:{kind}>'
        return separator + "".join(f'<w:{kind} w:id="{n}">{p(f"{kind}{n}")}</w:{kind}>' for n in (1, 2))

    body = p("甲", note("footnote", 1), note("footnote", 1)), p("乙", note("endnote", 2), note("footnote", 9)), p("丙")
    document = read(*body, footnotes=notes("footnote"), endnotes=notes("endnote"))
    assert [str(block.text.text) for block in document.blocks if isinstance(block, Paragraph)] == [
        *("甲", "footnote1", "乙", "endnote2", "丙")
    ]
    assert places(document) == ["第1段", "注释1", "第2段", "注释2", "第3段"]


def test_headers_and_footers_are_not_read() -> None:
    assert paragraphs(p("甲"), header1=p("页眉"), footer1=p("第1页")) == ["甲"]


def test_a_strict_document() -> None:
    document = read_document("a.docx", word(p("收到申请12件。"), tbl(tr("甲", "1"), tr("乙", "2")), namespace=STRICT))
    assert [type(block) for block in document.blocks] == [Paragraph, Table]


def test_tables_typed_with_tabs() -> None:
    def row(label: str, count: int) -> str:
        return p(label, "<w:r><w:tab/></w:r>", "件", "<w:r><w:tab/></w:r>", str(count))

    document = read(
        p("收到申请的情况如下。"),
        *(row(label, 1) for label in ("当面申请数", "传真申请数", "网络申请数", "信函申请数")),
    )
    block = document.blocks[-1]
    assert isinstance(block, Table)
    assert [str(cell) for cell in block.rows[1]] == ["传真申请数", "件", "1"]


# ---- automatic numbers

CHINESE = abstract(
    0,
    level(0, "%1、", "chineseCounting"),
    level(1, "（%2）", "chineseCountingThousand"),
    level(2, "%3."),
    level(3, "%3.%4"),
    level(4, "", "bullet"),
)
LISTS = CHINESE + num(1, 0) + num(2, 0, '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride>')


def numbered(*levels: tuple[int | str, int], lists: str = LISTS, styles: str = "") -> list[str]:
    body = [p("甲", properties=listed(list_id, at)) for list_id, at in levels]
    return [text.removesuffix("甲") for text in paragraphs(*body, numbering=lists, styles=styles)]


def test_numbers_count_and_start_again_below() -> None:
    levels: list[tuple[int | str, int]] = [
        (1, 0),
        (1, 1),
        (1, 1),
        (1, 2),
        (1, 3),
        (1, 3),
        (1, 0),
        (1, 1),
        (1, 2),
        (1, 4),
    ]
    assert numbered(*levels) == ["一、", "(一)", "(二)", "1.", "1.1 ", "1.2 ", "二、", "(一)", "1.", ""]


def test_another_use_of_a_list_goes_on_or_starts_again() -> None:
    assert numbered((1, 0), (1, 1), (1, 1), (2, 1), (2, 1), (2, 0)) == ["一、", "(一)", "(二)", "(一)", "(二)", "二、"]


def test_no_number() -> None:
    assert numbered((1, 0), (0, 0), (99, 0), ("x", 0), (1, 0)) == ["一、", "", "", "", "二、"]


def test_a_level_that_does_not_start_again() -> None:
    lists = abstract(0, level(0, "%1、"), level(1, "%2."), level(2, "%3)", more='<w:lvlRestart w:val="0"/>')) + num(
        1, 0
    )
    assert numbered((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), lists=lists) == ["1、", "1.", "1)", "2.", "2)"]


def test_a_level_restarts_after_the_level_it_names() -> None:
    lists = abstract(0, level(0, "%1、"), level(1, "%2."), level(2, "%3)", more='<w:lvlRestart w:val="1"/>')) + num(
        1, 0
    )
    levels: list[tuple[int | str, int]] = [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)]
    assert numbered(*levels, lists=lists) == ["1、", "1.", "1)", "2.", "2)", "2、", "1)"]


def test_numbers_of_higher_levels_in_digits() -> None:
    lists = abstract(0, level(0, "%1、", "chineseCounting"), level(1, "%1.%2 ", more="<w:isLgl/>")) + num(1, 0)
    assert numbered((1, 0), (1, 1), lists=lists) == ["一、", "1.1 "]


def test_a_level_replaced_in_a_use() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "upperRoman", start=4)}</w:lvlOverride>'
    assert numbered((1, 0), (1, 0), lists=CHINESE + num(1, 0, override)) == ["IV)", "V)"]


def test_numbers_of_styles() -> None:
    lists = abstract(
        0,
        level(0, "%1、", "japaneseCounting", '<w:pStyle w:val="H1"/>'),
        level(1, "（%2）", "chineseCounting", '<w:pStyle w:val="H2"/>'),
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}">{based}<w:pPr><w:numPr>{own}</w:numPr></w:pPr></w:style>'
        for name, based, own in (
            ("H1", "", '<w:numId w:val="1"/>'),
            ("H2", "", '<w:ilvl w:val="1"/><w:numId w:val="1"/>'),
            ("H1b", '<w:basedOn w:val="H1"/>', ""),
            ("None", '<w:basedOn w:val="H1"/>', '<w:numId w:val="0"/>'),
        )
    )
    styled = [("H1", ""), ("H2", ""), ("H2", listed(0)), ("H2", ""), ("H1b", ""), ("None", ""), ("H2", "")]
    body = [p("甲", properties=f'<w:pStyle w:val="{name}"/>{more}') for name, more in styled]
    expected = ["一、甲", "(一)甲", "甲", "(二)甲", "二、甲", "甲", "(一)甲"]
    assert paragraphs(*body, numbering=lists + num(1, 0), styles=styles) == expected


def test_a_list_that_only_names_a_style_for_lists() -> None:
    lists = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>' + LISTS + num(7, 5)
    style = f'<w:style w:type="numbering" w:styleId="L"><w:pPr>{listed(1)}</w:pPr></w:style>'
    assert numbered((7, 0), (7, 0), lists=lists, styles=style) == ["一、", "二、"]
    loop = style.replace('numId w:val="1"', 'numId w:val="7"')
    assert numbered((7, 0), lists=lists, styles=loop) == [""]


def test_a_number_does_not_run_into_the_text() -> None:
    lists = abstract(0, level(0, "%1."), level(1, "%2")) + num(1, 0)
    body = p("5件。", properties=listed(1)), p("甲", properties=listed(1, 1)), p("甲", properties=listed(1))
    assert paragraphs(*body, numbering=lists) == ["1. 5件。", "1 甲", "2.甲"]


def test_what_is_deleted_has_no_number() -> None:
    deleted = p(
        '<w:del w:id="1"><w:r><w:delText>甲</w:delText></w:r></w:del>',
        properties=listed(1) + '<w:rPr><w:del w:id="2"/></w:rPr>',
    )
    before = p("乙", properties=listed(0) + f'<w:pPrChange w:id="3"><w:pPr>{listed(1)}</w:pPr></w:pPrChange>')
    body = p("甲", properties=listed(1)), deleted, before, p("丙", properties=listed(1))
    assert paragraphs(*body, numbering=LISTS) == ["一、甲", "乙", "二、丙"]


def test_numbers_in_cells_count_in_the_order_of_reading() -> None:
    body = (
        p("甲", properties=listed(1)),
        tbl(tr(tc(p("乙", properties=listed(1))), "1"), tr("丙", "2")),
        p("丁", properties=listed(1)),
    )
    document = read(*body, numbering=LISTS)
    assert isinstance(document.blocks[1], Table)
    assert str(document.blocks[1].rows[0][0]) == "二、乙"
    assert document.source.text.endswith("三、丁\n")


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("decimal", "1 10 21 105"),
        ("decimalZero", "01 10 21 105"),
        ("decimalFullWidth", "１ １０ ２１ １０５"),
        ("chineseCounting", "一 十 二十一 一百零五"),
        ("chineseCountingThousand", "一 十 二十一 一百零五"),
        ("japaneseCounting", "一 十 二十一 一百零五"),
        ("ideographDigital", "一 一〇 二一 一〇五"),
        ("ideographTraditional", "甲 癸 甲 戊"),
        ("ideographZodiac", "子 酉 申 申"),
        ("chineseLegalSimplified", "壹 壹拾 贰拾壹 壹佰零伍"),
        ("decimalEnclosedCircleChinese", "① ⑩ ㉑ 105"),
        ("decimalEnclosedParen", "⑴ ⑽ 21 105"),
        ("decimalEnclosedFullstop", "⒈ ⒑ 21 105"),
        ("ideographEnclosedCircle", "㊀ ㊉ 21 105"),
        ("upperRoman", "I X XXI CV"),
        ("lowerLetter", "a j u aaaaa"),
        ("ordinal", "1st 10th 21st 105th"),
        ("unheard-of", "1 10 21 105"),
    ],
)
def test_number_formats(number_format: str, shown: str) -> None:
    assert " ".join(written(value, number_format) for value in (1, 10, 21, 105)) == shown


@pytest.mark.parametrize("number_format", ["upperRoman", "chineseCounting", "lowerLetter", "ideographTraditional"])
def test_absurd_numbers_are_written_in_digits(number_format: str) -> None:
    assert written(999_999_999, number_format) == "999999999"
    assert written(-1, number_format) == "-1"


# ---- tables


def test_cells_over_several_columns_and_rows() -> None:
    rows = (
        tr(tc("项目", properties=span(2) + FIRST), tc("数量", properties=span(2))),
        tr(tc(properties=span(2) + MORE), "自然人", "法人"),
        tr(tc("收到", properties=FIRST), "当面", "1", "2"),
        tr(tc("不见", properties=MORE), "网络", "3", ""),
    )
    assert table(*rows) == [
        ["项目", "", "数量", ""],
        ["", "", "自然人", "法人"],
        ["收到", "当面", "1", "2"],
        ["", "网络", "3", ""],
    ]


def test_rows_that_begin_later_and_end_earlier() -> None:
    rows = tr("甲", "1", "2"), tr("乙", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')
    assert table(*rows) == [["甲", "1", "2"], ["", "乙", ""]]


def test_columns_in_which_no_cell_begins_are_none() -> None:
    rows = tr(tc("甲", properties=span(3)), tc("1", properties=span(10**9))), tr(tc("乙", properties=span(3)), "2")
    assert table(*rows) == [["甲", "1"], ["乙", "2"]]


def test_edges_drawn_by_hand() -> None:
    rows = tr(tc("甲", properties=span(2)), "1"), tr("乙", tc("2", properties=span(2)))
    assert table(*rows, grid=(2000, 40, 2000)) == [["甲", "1"], ["乙", "2"]]
    assert table(*rows, grid=(2000, 900, 2000)) == [["甲", "", "1"], ["乙", "2", ""]]
    narrow = tr("甲", "", "1"), tr("乙", "2", "3")
    assert table(*narrow, grid=(2000, 40, 2000)) == [["甲", "", "1"], ["乙", "2", "3"]]


def test_merged_downwards_with_nothing_above() -> None:
    assert table(tr("甲", "1"), tr(tc("乙", properties=MORE), "2")) == [["甲", "1"], ["乙", "2"]]


def test_cells_merged_as_older_programs_do() -> None:
    rows = (
        tr(tc("甲", properties='<w:hMerge w:val="restart"/>'), tc("", properties="<w:hMerge/>"), "1"),
        tr("乙", "件", "2"),
    )
    assert table(*rows) == [["甲", "", "1"], ["乙", "件", "2"]]


def test_rows_that_are_deleted_or_hidden() -> None:
    rows = tr("甲", "1"), tr("乙", "2", properties='<w:del w:id="1"/>'), tr("丙", "3", properties="<w:hidden/>")
    assert table(*rows, tr("丁", "4", properties='<w:ins w:id="2"/>')) == [["甲", "1"], ["丁", "4"]]


def test_rows_and_cells_in_content_controls() -> None:
    cell = f"<w:sdt><w:sdtPr/><w:sdtContent>{tc('1')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent>{tr('甲', cell)}</w:sdtContent></w:sdt>"
    inside = tc(f"<w:sdt><w:sdtContent>{p('2')}</w:sdtContent></w:sdt>")
    assert table(row, tr("乙", inside)) == [["甲", "1"], ["乙", "2"]]


def test_several_paragraphs_in_a_cell() -> None:
    rows = tr(tc("社会公", "益组织"), tc("1", "2")), tr(tc("其他", "3"), "4")
    assert table(*rows) == [["社会公益组织", "1 2"], ["其他 3", "4"]]


def test_a_table_in_a_cell_follows_the_table() -> None:
    inner = tbl(tr("子", "1"), tr("丑", "2"))
    document = read(tbl(tr("甲", tc("乙", inner)), tr("丙", "3")))
    tables = [
        [[str(cell) for cell in row] for row in block.rows] for block in document.blocks if isinstance(block, Table)
    ]
    assert tables == [[["甲", "乙"], ["丙", "3"]], [["子", "1"], ["丑", "2"]]]
    assert places(document)[-1] == "表2第2行第2列"


def test_tables_for_the_layout_are_text() -> None:
    inner = tbl(tr("子", "1"), tr("丑", "2"))
    document = read(tbl(tr(tc("全年收到申请12件。", inner, "办结12件。"))))
    assert [type(block) for block in document.blocks] == [Paragraph, Table, Paragraph]
    long = "全年主动公开政府信息若干条，" * 40 + "收到申请12件。"
    document = read(tbl(tr("一、概述", long)))
    assert [type(block) for block in document.blocks] == [Paragraph, Paragraph]


def test_every_cell_knows_its_place_in_the_text() -> None:
    document = read(tbl(tr("甲", "１２"), tr("乙", "")))
    (block,) = document.blocks
    assert isinstance(block, Table)
    start, end = block.rows[0][1].text.span(0, 2)
    assert document.source.text[start:end] == "１２"
    origin = document.source.origin(start)
    assert origin is not None
    assert (origin.zh, origin.en) == ("表1第1行第2列", "table 1, row 1, column 2")


def test_without_lxml_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(SourceError) as error:
        read(p("甲"))
    assert "pip install 'gikaudit[docx]'" in error.value.zh
    assert "pip install 'gikaudit[docx]'" in error.value.en


def test_what_a_file_holds_counts_not_its_name() -> None:
    (block,) = read_document("report.txt", word(p("收到申请12件。"))).blocks
    assert isinstance(block, Paragraph)
    assert block.text.text == "收到申请12件。"
