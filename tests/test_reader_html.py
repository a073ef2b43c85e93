"""HTML to paragraphs and tables whose characters know their place in the file."""

from collections import Counter
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.document import Document, Table, Text, normalise
from gikaudit.readers.read import read_document
from gikaudit.source import SourceError


def read(html: str | bytes, path: str = "report.html") -> Document:
    return read_document(path, html.encode() if isinstance(html, str) else html)


def texts(document: Document) -> list[Text]:
    found: list[Text] = []
    for block in document.blocks:
        if isinstance(block, Table):
            found.extend(cell.text for row in block.rows for cell in row)
        else:
            found.append(block.text)
    return found


def paragraphs(html: str | bytes) -> list[str]:
    return [text.text for text in texts(read(html))]


def table(html: str) -> list[list[str]]:
    (found,) = (block for block in read(html).blocks if isinstance(block, Table))
    assert found.grid
    return [[str(cell) for cell in row] for row in found.rows]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>甲</p><p>乙", ["甲", "乙"]),
        ("甲<br>乙<BR/>丙", ["甲", "乙", "丙"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
        ("<dl><dt>甲<dd>乙<dd>丙</dl>", ["甲", "乙", "丙"]),
        ("<h2>一、甲</h2>乙", ["一、甲", "乙"]),
        ("<p>收到<span>1</span><b>2</b><o:p></o:p>件", ["收到12件"]),
        ("<p>收到\n    申请 1  2\t3 件</p>", ["收到申请 1 2 3 件"]),
        ("<p>&nbsp;&nbsp; 收到&nbsp;12&ensp;件\u3000</p>", ["收到 12 件"]),
        ("<p>&#49;&#x32;&#51&nbsp件&lt3&hellip;&bogus;", ["123 件<3…&bogus;"]),
        ("<p>1\u200b2&#8203;3&ZeroWidthSpace;4", ["1234"]),
        ("<pre>甲 1\n乙   2</pre>", ["甲 1", "乙   2"]),
        ('<div style="white-space: pre-wrap">甲\n乙</div>', ["甲", "乙"]),
        ("甲<!-- 1 --><![if !vml]>乙<![endif]><?x y?><!x>丙", ["甲乙丙"]),
        ("甲<!-->乙<!--->丙", ["甲乙丙"]),
        ("甲<script>1<p>2</script><style>3</style><template>4</template><noscript>5</noscript>乙", ["甲乙"]),
        ("甲<textarea>1</textarea><select><option>2</select><button>3</button><svg><title>4</title></svg>乙", ["甲乙"]),
        ("甲<span style='display: none'>1<span>2</span>3</span>乙<i hidden>4</i>", ["甲乙"]),
        ("<p style=visibility:hidden>1<p>甲<p hidden>2<p>乙", ["甲", "乙"]),
        ("<p>甲<span hidden>1<p>乙", ["甲1", "乙"]),
        ("<p>收到<del>11</del><ins>12</ins>件", ["收到12件"]),
        ("<p>1 < 2 <3>4", ["1 < 2 <3>4"]),
        ("<p title='a>b' x=\">\">甲</p>", ["甲"]),
        ('<p title="1>甲</p><p>乙</p>', ["甲", "乙"]),
        ("</p></table></td>甲</div>", ["甲"]),
        ("<title>1</title>甲<title>2</title>", ["甲"]),
        ("<title>甲<p>乙", ["甲", "乙"]),
        ("<FONT SIZE=3><CENTER>甲</CENTER>乙", ["甲", "乙"]),
    ],
)
def test_what_is_shown(html: str, expected: list[str]) -> None:
    assert paragraphs(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ol><li>甲<li>乙</ol>", ["甲", "乙"]),
        ("<ol type=1><li>甲<li>乙</ol>", ["1.甲", "2.乙"]),
        ("<ol start=3><li>甲<p>丁<li>乙</ol>", ["3.甲", "丁", "4.乙"]),
        ("<ol type=1><li>1、甲<li>（二）乙</ol>", ["1、甲", "(二)乙"]),
        ("<ol style='list-style-type:cjk-ideographic' start=10><li>甲<li>乙</ol>", ["十、甲", "十一、乙"]),
        ("<ol type=1 style='list-style:none'><li>甲</ol><ul type=1><li>乙</ul>", ["甲", "乙"]),
        ("<ol type=a><li>甲<li value=3>乙</ol>", ["a.甲", "c.乙"]),
    ],
)
def test_numbers_of_lists_where_the_markup_asks_for_them(html: str, expected: list[str]) -> None:
    assert paragraphs(html) == expected


WORD_COLUMN = "<td width=90 style='border:none'></td>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table><tr><td>甲<td>1<tr><td>乙<td></table>", [["甲", "1"], ["乙", ""]]),
        (
            "<table><thead><tr><th rowspan=2>甲<th colspan=2>乙<tr><th>丙<th>丁<tbody><tr><td>1<td>2<td>3</table>",
            [["甲", "乙", ""], ["", "丙", "丁"], ["1", "2", "3"]],
        ),
        (
            "<table><tfoot><tr><td>合计<td>2</tfoot><tr><td>甲<td>2</table>",
            [["甲", "2"], ["合计", "2"]],
        ),
        ("<TABLE><TR><TD>甲</TD><TD>1</TD></TABLE>", [["甲", "1"]]),
        ("<tr><td>甲<td>1<tr><td>乙<td>2", [["甲", "1"], ["乙", "2"]]),
        ("<table><td>甲<td>1<tr><td>乙<td>2</table>", [["甲", "1"], ["乙", "2"]]),
        (
            (
                f"<table><tr height=0>{3 * WORD_COLUMN}<tr><td colspan=2><p class=MsoNormal>甲<o:p></o:p></p><td>"
                "<p><span lang=EN-US>1<span>2</span></span></p><tr><td colspan=2>乙<td><p>&nbsp;</p></table>"
            ),
            [["甲", "12"], ["乙", ""]],
        ),
        (
            "<table><tr><td colspan=1000000000>甲<tr><td>乙<td>1<tr><td rowspan=1000000000>丙<td>2<tr><td>3</table>",
            [["甲", ""], ["乙", "1"], ["丙", "2"], ["", "3"]],
        ),
        ("<table><tr><td rowspan=0>甲<td>1<tr><td>2</table>", [["甲", "1"], ["", "2"]]),
        ("<table><tr><td>经济<br>安全<td><p>1</p><p>件</p></table>", [["经济 安全", "1 件"]]),
        (
            "<table><tr><td>甲<td>1<tr hidden><td>9<td>9<tr><td>乙<td style='display:none'>9<td>2</table>",
            [["甲", "1"], ["乙", "2"]],
        ),
        ("<table><tr><td>甲<td>1</table><table><table>", [["甲", "1"]]),
    ],
)
def test_tables(html: str, expected: list[list[str]]) -> None:
    assert table(html) == expected


LONG = "为方便群众查阅，县档案局在办事大厅设置公开专栏，安排专人负责，全年接待查阅群众120人次，答复率100%。" * 9


def test_a_table_that_arranges_the_page_is_no_table() -> None:
    html = f"<table><tr><td>一、甲<tr><td><p>{LONG}</p><p>乙</p></table>"
    assert paragraphs(html) == ["一、甲", LONG.replace("，", ","), "乙"]


def test_a_table_inside_a_table_stands_by_itself() -> None:
    html = "<table><tr><td><table><tr><td>甲<td>1</table><td><table><tr><td>乙<td>2</table></table>"
    assert [len(block.rows) for block in read(html).blocks if isinstance(block, Table)] == [1, 1]
    assert paragraphs(html) == ["甲", "1", "乙", "2"]


def test_what_stands_in_a_table_outside_of_its_cells_comes_before_it() -> None:
    html = "<table><caption>表一</caption><tr><td>甲<td>1</tr>单位<tr>：件<td>乙<td>2<p>丙</table>"
    assert paragraphs(html) == ["表一", "单位:件", "甲", "1", "乙", "2 丙"]


def test_a_table_without_end_does_not_swallow_the_report() -> None:
    rows = "".join(f"<tr><td>指标{number}<td>{number}" for number in range(5))
    sections = "".join(f"<p>{number}、正文</p><p>{LONG}</p>" for number in "一二三四")
    found = read(f"<table>{rows}{sections}")
    assert isinstance(found.blocks[0], Table)
    assert [str(row[1])[:1] for row in found.blocks[0].rows] == list("01234")
    assert len(found.blocks) > 8


def test_every_character_knows_its_place() -> None:
    html = "<table>\r\n<tr><td>甲&#49;<b>2</b>&nbsp;3<td rowspan=2>乙<tr><td>\n丙\n丁</table><p>１<i>２</i>件</p>"
    found = read(html)
    first, second, third, covered, last = texts(found)
    assert [html[first.offset(number)] for number in range(len(first.text))] == ["甲", "&", "2", "&", "3"]
    assert [html[last.offset(number)] for number in range(3)] == ["１", "２", "件"]
    assert html[third.offset(0)] + html[third.offset(1)] == "丙丁"
    assert covered.text == "" and html.startswith("<td rowspan", covered.offsets[0])
    assert found.source.text == html
    assert (found.source.line_of(second.offset(0)), found.source.column(second.offset(0))) == (2, 44)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<p>收到申请".encode(), "utf-8"),
        ("\ufeff<p>收到申请".encode(), "utf-8"),
        ("<meta charset=gb2312><p>收到申请，朱镕基".encode("gb18030"), "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK"><p>收到申请'.encode("gbk"), "gb18030"),
        ("<p>全年收到公开申请".encode("gb18030"), "gb18030"),
        ("<meta charset='big5'><p>收到申請".encode("big5"), "big5hkscs"),
        ("<meta charset=gb2312><p>收到申请".encode(), "utf-8"),
        ("<meta charset=utf-8><p>全年收到公开申请".encode("gb18030"), "gb18030"),
        ("<meta charset=utf-7><p>收到申请+ADw-".encode(), "utf-8"),
        ("<meta charset=iso-8859-1><p>全年收到公开申请".encode("gb18030"), "gb18030"),
        ("<html><p>收到申请".encode("utf-16"), "utf-16-le"),
        ("<html><p>收到申请".encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    found = read(data)
    assert found.source.encoding == encoding
    assert "收到" in texts(found)[-1].text
    assert found.source.size == len(data)


def test_a_page_with_a_damaged_character_is_read_where_its_encoding_is_declared() -> None:
    page = f"<meta charset=gbk><p>{LONG * 3}".encode("gbk")
    assert "\ufffd" in paragraphs(page + b"\xff</p>")[-1]
    with pytest.raises(SourceError):
        read(f"<p>{LONG}".encode("gbk") + b"\xff")


@pytest.mark.parametrize("path", ["report.doc", "report.xls", "report.txt", "report"])
def test_a_page_is_known_by_what_it_holds(path: str) -> None:
    html = '<!-- x --><!DOCTYPE HTML PUBLIC "a"><HTML><p>一、甲<p>乙</HTML>'
    assert [text.text for text in texts(read(html, path))] == ["一、甲", "乙"]
    assert [text.text for text in texts(read("<html><p>甲<p>乙", path))] == ["甲", "乙"]


TAGS = [
    *(
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<td colspan=3>",
        "<td rowspan=2>",
        "</td>",
        "<tbody>",
        "<tfoot>",
        "<caption>",
    ),
    *(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<ul>",
        "<li>",
        "<dd>",
        "<h1>",
        "<h2>",
        "</h2>",
        "<br>",
        "<b>",
        "</b>",
        "<form>",
    ),
    *(
        "<caption>",
        "<form>",
        "<pre>",
        "</pre>",
        "<a name=x>",
        "<!-- 9 -->",
        "<script>9</script>",
        "<i hidden>9</i>",
        "\n",
        " ",
        "&nbsp;",
    ),
]
TEXTS = ["甲", "12", "&#49;", "一、乙", "。", "全年收到申请3件，均已答复。", "<", "&copy"]


@given(st.lists(st.sampled_from([*TAGS, *TEXTS]), max_size=80))
def test_all_that_is_shown_is_read_once(parts: list[str]) -> None:
    html = "<p>甲</p>" + "".join(part if part in TAGS else f"<s></s>{part}<s></s>" for part in parts)
    expected = Counter("甲" + "".join(unescape(part) for part in parts if part in TEXTS).replace("，", ","))
    found = texts(read(html))
    assert Counter("".join(text.text for text in found).replace(" ", "")) == expected
    places = [text.offset(number) for text in found for number, char in enumerate(text.text) if char != " "]
    assert len(set(places)) == len(places)
    assert all(
        normalise(unescape(html[place : place + 5])[0]) == char
        for place, char in zip(places, "".join(text.text for text in found).replace(" ", ""), strict=True)
    )
