"""Plain text to paragraphs and tables."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.document import Document, Paragraph, Table, Text
from gikaudit.readers.text import read_text
from gikaudit.source import Source


def read(text: str) -> Document:
    return read_text(Source("report.txt", text))


def paragraphs(text: str) -> list[str]:
    return [block.text.text for block in read(text).blocks if isinstance(block, Paragraph)]


def tables(text: str) -> list[list[list[str]]]:
    found = [block for block in read(text).blocks if isinstance(block, Table)]
    return [[[str(cell) for cell in row] for row in table.rows] for table in found]


def texts(document: Document) -> list[Text]:
    found = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        else:
            found.extend(cell.text for row in block.rows for cell in row)
    return found


ROWS = [["收到申请数", "件", "12"], ["当面申请数", "件", "3"], ["网络申请数", "件", "9"], ["信函申请数", "件", "0"]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n".join("|".join(row) for row in ROWS), id="bars"),
        pytest.param("\n".join("| " + " | ".join(row) + " |" for row in ROWS), id="bars on both sides"),
        pytest.param(
            "\n".join(["|指标|单位|数|", "|---|:-:|--:|", *("|" + "|".join(row) + "|" for row in ROWS)]), id="md"
        ),
        pytest.param("\n".join("\t".join(row) for row in ROWS), id="tabs"),
        pytest.param("\n".join("    ".join(row) for row in ROWS), id="runs of spaces"),
        pytest.param("\n".join("　　".join(row) for row in ROWS), id="full-width spaces"),
        pytest.param("\r\n".join("｜".join(row) for row in ROWS), id="full-width bars, CR LF"),
        pytest.param("\n".join("│".join(row) for row in ROWS), id="box characters"),
        pytest.param("\n".join("<tr><td>" + "</td><td>".join(row) + "</td></tr>" for row in ROWS), id="tags"),
        pytest.param(
            "\n".join('<tr class="x"><td width="10">' + "</td><td>".join(row) + "</td></tr>" for row in ROWS),
            id="tags with attributes",
        ),
    ],
)
def test_rows_of_cells(text: str) -> None:
    (table,) = tables(text)
    assert table[-4:] == ROWS
    assert paragraphs(text) == []


def test_one_cell_a_line() -> None:
    text = "\n".join(f"{cell} |" for row in ROWS for cell in row)
    assert tables(text) == [[[cell] for row in ROWS for cell in row]]


def test_notes_and_page_numbers_do_not_end_a_table() -> None:
    lines = ["|".join(row) for row in ROWS]
    text = "\n".join([*lines[:2], "", "- 4 -", "(续表)", *lines[2:]])
    (table,) = tables(text)
    assert [row for row in table if len(row) == 3] == ROWS
    assert not any("- 4 -" in cell for row in table for cell in row)


def test_prose_around_a_table_is_not_in_it() -> None:
    text = "以上情况见下表。\n" + "\n".join("|".join(row) for row in ROWS) + "\n以上数字由各科室提供。"
    assert paragraphs(text) == ["以上情况见下表。", "以上数字由各科室提供。"]
    assert tables(text) == [ROWS]


def test_a_few_short_lines_are_no_table() -> None:
    assert tables("联系电话\t123\n地址\t沧屏路\n全年工作平稳。") == []


@pytest.mark.parametrize("page", ["- 4 -", "— 12 —", "–7–", "  －3－"])
def test_page_numbers_are_left_out(page: str) -> None:
    assert paragraphs(f"上半年召开会议。\n{page}\n下半年举办培训。") == ["上半年召开会议。", "下半年举办培训。"]


def test_lines_wrapped_at_a_fixed_width_are_joined() -> None:
    sentence = "全年通过政府网站和政务公开栏主动公开各类政府信息共计一千二百条，内容涉及财政预算和决算以及重大项目。"
    sentence *= 4
    wrapped = "\n".join(sentence[start : start + 20] for start in range(0, len(sentence), 20))
    assert paragraphs(wrapped) == [sentence.replace("，", ",")]


def test_a_heading_begins_a_paragraph_even_where_lines_are_wrapped() -> None:
    line = "全年通过政府网站和政务公开栏主动公开各类政府信"
    text = "\n".join([line, line, line, "二、依申请公开情况", line, line, line])
    assert paragraphs(text)[1].startswith("二、依申请公开情况")


def test_a_number_broken_by_a_line_break_is_joined_and_spans_both_lines() -> None:
    text = "\n".join(["甲" * 24] * 6 + ["甲" * 20 + "收到41", "3件。"])
    last = [block for block in read(text).blocks if isinstance(block, Paragraph)][-1].text
    start = last.text.index("413")
    span = last.span(start, start + 3)
    assert text[span.start : span.end] == "41\n3"


def test_invisible_characters_do_not_break_numbers_and_keep_places() -> None:
    (block,) = read("\u200b收到4\u200b1件。").blocks
    assert isinstance(block, Paragraph)
    assert block.text.text == "收到41件。"
    assert block.text.span(2, 4) == (3, 6)


line = st.text(st.sampled_from("甲乙丙件条一、。,:;|｜\t 　()0123456789１２.-—/<>td"), max_size=30)


@given(st.lists(line, max_size=14), st.sampled_from(["\n", "\r\n", "\r"]))
def test_nothing_is_lost_or_read_twice(lines: list[str], line_break: str) -> None:
    """Every word and digit outside tags and page numbers is in one block."""
    text = line_break.join(lines)
    seen: list[int] = []
    for part in texts(read(text)):
        for position, char in enumerate(part.text):
            offset = part.offset(position)
            seen.append(offset)
            assert char.strip() == "" or char == normal(text[offset]) or (char, text[offset]) == ("。", ".")
    assert len(seen) == len(set(seen))
    words = {offset for offset, char in enumerate(text) if char in "甲乙丙件条"}
    assert words <= set(seen)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    document = read(text)
    for part in texts(document):
        assert part.text
        assert 0 <= part.offset(0) <= part.offset(len(part.text)) <= len(text)


def normal(char: str) -> str:
    return {"｜": "|", "　": " ", "１": "1", "２": "2"}.get(char, char)


def grids(text: str, path: str = "report.md") -> list[list[list[str]]]:
    found = [block for block in read_text(Source(path, text)).blocks if isinstance(block, Table) and block.grid]
    return [[[str(cell) for cell in row] for row in table.rows] for table in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| 甲 | 乙 |\n|---|---|\n| 1 | |\n|  | 2 |", [[["甲", "乙"], ["1", ""], ["", "2"]]]),
        ("甲 | 乙\n:-- | --:\n1 |\n2 | 3", [[["甲", "乙"], ["1", ""], ["2", "3"]]]),
        ("|甲|乙|\r\n|-|-|\r\n|1|2|3|\r\n\r\n|4|5|", [[["甲", "乙", ""], ["1", "2", "3"]]]),
        ("| | 乙 |\n| --- | --- |\n| a\\|b | **2** |", [[["", "乙"], ["a|b", "2"]]]),
        ("|甲|乙|\n|---|\n|1|2|", []),
        ("甲|乙\n1|2\n3|4\n5|6", []),
        ("|甲|乙|\n|-|-|\n文<table><tr><td>1<td>2</table>字", [[["甲", "乙"]], [["1", "2"]]]),
    ],
)
def test_pipe_tables_of_markdown_keep_blank_cells(text: str, expected: list[list[list[str]]]) -> None:
    assert grids(text) == expected


def test_tables_in_html_inside_a_text() -> None:
    text = (
        "一、甲\n前文<TABLE>\n<tr><td rowspan=2>&#49;</td><td>2</td></tr>\n\n<tr><td></td></tr></TABLE>后文\n"
        "<!-- <table><tr><td>8<td>9</table> -->\n末<table>"
    )
    assert grids(text) == [[["1", "2"], ["", ""]]]
    document = read_text(Source("report.md", text))
    assert [str(text.text) for text in texts(document)] == ["一、甲", "前文", "1", "2", "", "", "后文", "末<table>"]
    assert all(text.text[:1] in (document.source.text[text.offset(0)], "", "1") for text in texts(document))


def test_comments_that_never_end_take_no_time() -> None:
    started = time.process_time()
    read_text(Source("report.md", "<!--" * 200_000))
    assert time.process_time() - started < 5
