"""Workbooks saved as web pages: the whole sheet is one table, with the sentences of the report in its rows."""

from random import Random

import pytest

from gikaudit.audit import audit
from gikaudit.document import Table
from gikaudit.readers.read import read_document
from gikaudit.settings import Settings
from tests.synthetic.written.model import Box, Paper, Sheet, changed, numbers, width
from tests.synthetic.written.papers import PAPERS
from tests.synthetic.written.text import write_html, write_txt


def contents(page: str) -> list[str | list[list[str]]]:
    return [
        [[str(cell) for cell in row] for row in block.rows] if isinstance(block, Table) else block.text.text
        for block in read_document("report.html", page.encode()).blocks
    ]


def _row(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


SENTENCE = _row("全年收到申请5件，均已答复。", "", "")
HEAD = _row("统计指标", "单位", "统计数")


def test_titles_sentences_and_tables_are_told_apart() -> None:
    rows = [
        _row("石泷县2017年度报告", "", ""),
        SENTENCE,
        _row("一、统计表", "", ""),
        HEAD,
        _row("一、主动公开情况", "", ""),
        _row("收到申请数", "件", "5"),
        _row("", "", ""),
        _row("石泷县人民政府办公室", "", ""),
    ]
    assert contents(f"<table>{''.join(rows)}</table>") == [
        "石泷县2017年度报告",
        "全年收到申请5件,均已答复。",
        "一、统计表",
        [["统计指标", "单位", "统计数"], ["一、主动公开情况", "", ""], ["收到申请数", "件", "5"]],
        "石泷县人民政府办公室",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(_row("一、主动公开情况", "", "") + HEAD + _row("收到申请数", "件", "5"), id="no sentence"),
        pytest.param(
            f"<tr><td rowspan=2>只计一次。</td><td colspan=2></td></tr>{_row('件', '5')}{HEAD}", id="a cell of two rows"
        ),
        pytest.param(
            "<tr></tr><tr></tr>" + HEAD + _row("（只计这一情形。）", "件", "5"), id="a sentence beside numbers"
        ),
    ],
)
def test_other_tables_stay_whole(rows: str) -> None:
    assert [type(content) for content in contents(f"<table>{rows}</table>")] == [list]


def test_a_table_of_blank_rows() -> None:
    assert contents(f"<p>甲</p><table>{_row('', '')}<tr></tr></table>") == ["甲"]


def _as_sheet(paper: Paper) -> bytes:
    """The report as one table, in which a heading or a paragraph is a row with a single text."""
    most = max(width(part) for part in paper if isinstance(part, Sheet))
    rows: list[tuple[Box, ...]] = []
    for part in paper:
        if isinstance(part, Sheet):
            rows += part.rows
        else:
            rows.append((Box(part.text), *([Box("")] * (most - 1))))
    return write_html((Sheet(tuple(rows)),))


@pytest.mark.parametrize("form", ["statistics-2014", "report-2019", "report-2021"])
def test_the_findings_are_those_of_the_text(form: str) -> None:
    paper = PAPERS[form](Random(7))
    name = next(name for name, text in numbers(paper).items() if text.isdecimal() and int(text) > 9)
    for tried in (paper, changed(paper, {name: "1"})):
        found = [
            [
                (finding.code, finding.message.zh, finding.arithmetic)
                for finding in audit(path, data, Settings()).findings
            ]
            for path, data in (("report.txt", write_txt(tried)), ("report.html", _as_sheet(tried)))
        ]
        assert found[0] == found[1]
