"""Tables with separators: the text is that of the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.document import Document, Table
from gikaudit.readers.read import read_document
from tests.synthetic.audits import examples
from tests.synthetic.documents import contents


def read(text: str, path: str = "a.csv", encoding: str = "utf-8") -> Document:
    return read_document(path, text.encode(encoding))


TABLE = [["指标", "单位", "数值"], ["收到申请数", "件", "1,234"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_separators_line_ends_and_encodings(separator: str, end: str, encoding: str) -> None:
    text = end.join(separator.join(cells) for cells in (("指标", "单位", "数值"), ("收到申请数", "件", '"1,234"')))
    assert contents(read(text + end, encoding=encoding)) == [TABLE]


def test_a_separator_can_be_declared() -> None:
    assert contents(read("sep=|\n指标|甲,乙\n丙|1\n")) == [[["指标", "甲,乙"], ["丙", "1"]]]


def test_titles_blank_cells_and_rows_of_different_length() -> None:
    text = "浣石县统计表,,\n指标,单位,数值,,\n甲,,1\n乙,件\n,,,\n填报人：周某。\n"
    assert contents(read(text)) == [
        "浣石县统计表",
        [["指标", "单位", "数值"], ["甲", "", "1"], ["乙", "件", ""]],
        "填报人:周某。",
    ]


def test_quotation_marks() -> None:
    text = '指标,数值\n"社会\n公益""组织""",1\n"甲"乙,"2"\n'
    assert contents(read(text)) == [[["指标", "数值"], ['社会 公益"组织"', "1"], ["甲乙", "2"]]]


def test_a_quotation_mark_that_is_never_closed_is_text() -> None:
    assert contents(read('指标,数值\n"甲,1\n乙,2\n')) == [[["指标", "数值"], ['"甲', "1"], ["乙", "2"]]]


def test_cells_know_their_place_in_the_file() -> None:
    document = read('指标,数值\n"公益""组织", １２ \n')
    table = document.blocks[0]
    assert isinstance(table, Table)
    label, value = table.rows[1]
    assert document.source.text[label.text.offset(2)] == '"'
    assert document.source.text[label.text.offset(3)] == "组"
    span = value.text.span(0, 2)
    assert (str(value), document.source.text[span.start : span.end]) == ("12", "１２")


def test_without_separators_it_is_a_text() -> None:
    assert contents(read("全年收到申请3件。\n")) == ["全年收到申请3件。"]


@given(st.lists(st.lists(st.text("ab1 \"',;\n一", max_size=5), min_size=2, max_size=4), min_size=1, max_size=5))
@examples(100)
def test_all_that_is_written_is_read(rows: list[list[str]]) -> None:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    text = "甲,乙\n" + "\n".join(lines)
    document = read(text)
    read_back = [
        str(cell)
        for block in document.blocks
        for cells in (block.rows if isinstance(block, Table) else [[block.text]])
        for cell in (cells if isinstance(block, Table) else [block.text.text])
        if str(cell)
    ]
    expected = [cell.replace("\n", " ").strip() for row in [["甲", "乙"], *rows] for cell in row]
    assert read_back == [cell for cell in expected if cell]


@given(st.text('a,;\t"\r\n1一 ', max_size=200))
@examples(200)
def test_offsets_are_those_of_the_characters(text: str) -> None:
    document = read("甲,乙\n" + text)
    for block in document.blocks:
        cells = [cell.text for row in block.rows for cell in row] if isinstance(block, Table) else [block.text]
        for cell in cells:
            for position, char in enumerate(cell.text):
                stored = document.source.text[cell.offset(position)]
                assert stored == char or (char == " " and stored.isspace())
