"""Tables of the forms of 2019 and 2021, in every layout of text that reports have."""

import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.evaluate import Status
from gikaudit.finding import Finding
from gikaudit.forms import forms
from gikaudit.parsing.grids import read_grids
from gikaudit.readers.text import read_text
from gikaudit.relation import Level
from gikaudit.source import read_source
from tests.synthetic.audits import audited, checked, examples, places, randoms, report_of
from tests.synthetic.reports import report
from tests.synthetic.written.flat import GLUED, SEPARATED, bars, cells_with_blanks, glued, markdown, rows, tabs
from tests.synthetic.written.model import Paper, changed, numbers
from tests.synthetic.written.papers import PAPERS
from tests.synthetic.written.variants import VARIANTS

FORMS = ("report-2019", "report-2021")
TABLE_RULES = {"GIK101", "GIK107"}
WITHOUT_BLANKS = sorted(set(VARIANTS) - {"blank for 0", "- for 0", "— for 0"})
"""Those that every layout shows: what is blank leaves no trace between spaces, and - and — run together."""
IN_COLUMNS = {layout.__name__: layout for layout in (bars, markdown, tabs, cells_with_blanks)}
"""The layouts that show which cell is blank."""


def _other_number(random: Random, paper: Paper) -> tuple[str, str]:
    """A cell of 表三 or 表四, and a number that stands nowhere in the report."""
    known = set(numbers(paper).values())
    cell = random.choice([name for name in numbers(paper) if "/" in name])
    return cell, str(random.choice([new for new in (*range(100), 460, 1880, 2704) if str(new) not in known]))


def _serious(text: str) -> list[Finding]:
    return [finding for finding in audited(text).findings if finding.level is not Level.NOTE]


def _points_at(text: str, findings: list[Finding], number: str) -> bool:
    """Whether a finding of the tables points at a number."""
    return any(
        text[start:end] == number
        for finding in findings
        if finding.code in TABLE_RULES
        for start, end in places(finding)
    )


@pytest.mark.parametrize("layout", [*SEPARATED, *GLUED])
@pytest.mark.parametrize("form", FORMS)
@given(random=randoms)
@examples(3)
def test_a_table_that_agrees_has_no_findings(form: str, layout: str, random: Random) -> None:
    text = (SEPARATED | GLUED)[layout](random, PAPERS[form](random))
    assert audited(text).findings == ()


@pytest.mark.parametrize("layout", SEPARATED)
@pytest.mark.parametrize("form", FORMS)
@given(random=randoms)
@examples(4)
def test_one_wrong_number_is_found(form: str, layout: str, random: Random) -> None:
    paper = PAPERS[form](random)
    cell, number = _other_number(random, paper)
    text = SEPARATED[layout](random, changed(paper, {cell: number}))
    findings = [finding for finding in _serious(text) if finding.code in TABLE_RULES]
    assert len(findings) == 1, cell
    assert _points_at(text, findings, number), cell


@pytest.mark.parametrize("layout", GLUED)
@pytest.mark.parametrize("form", FORMS)
@given(random=randoms)
@examples(8)
def test_one_wrong_number_among_numbers_that_run_together(form: str, layout: str, random: Random) -> None:
    """It is found, or the table is said to be unreadable, or the digits can be cut so that all sums hold."""
    paper = PAPERS[form](random)
    cell, number = _other_number(random, paper)
    text = GLUED[layout](random, changed(paper, {cell: number}))
    findings = _serious(text)
    if [finding.code for finding in findings] != ["GIK002"] and findings:
        assert _points_at(text, findings, number), (cell, number)
        assert all("连写" in finding.note.zh for finding in findings if finding.code in TABLE_RULES)


@pytest.mark.parametrize("layout", ["rows", "bars", "cells", "one_line", "glued"])
@pytest.mark.parametrize("variant", WITHOUT_BLANKS)
@given(random=randoms)
@examples(2)
def test_tables_filled_in_in_other_ways(variant: str, layout: str, random: Random) -> None:
    paper = VARIANTS[variant](random, PAPERS[random.choice(FORMS)](random))
    assert audited((SEPARATED | GLUED)[layout](random, paper)).findings == ()


@pytest.mark.parametrize("layout", IN_COLUMNS)
@pytest.mark.parametrize("variant", ["blank for 0", "- for 0", "— for 0", "/ for 0"])
@given(random=randoms)
@examples(4)
def test_blank_cells_are_nothing_in_a_table_that_writes_no_0(variant: str, layout: str, random: Random) -> None:
    paper = VARIANTS[variant](random, PAPERS[random.choice(FORMS)](random))
    assert audited(IN_COLUMNS[layout](random, paper)).findings == ()
    filled = [name for name, text in numbers(paper).items() if "/" in name and text.isdecimal()]
    cell = random.choice(filled)
    text = IN_COLUMNS[layout](random, changed(paper, {cell: "7358"}))
    assert _points_at(text, _serious(text), "7358"), cell


_OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_PROCEEDINGS = {
    "行政复议": (6, 1, 0, 2, 9),
    "行政诉讼（未经复议直接起诉）": (0, 0, 1, 0, 1),
    "行政诉讼（复议后起诉）": (3, 0, 0, 1, 4),
}


def _proceedings(shape: str, between: str) -> str:
    """表四 in other shapes than one line of 15 numbers."""
    found = [between.join((name, *map(str, values))) for name, values in _PROCEEDINGS.items()]
    head = between.join(_OUTCOMES)
    if shape == "three rows":
        lines = [head, *found]
    elif shape == "three tables":
        lines = [line for row in found for line in (head, row)]
    else:
        columns = zip(*_PROCEEDINGS.values(), strict=True)
        lines = [between.join(("", *_PROCEEDINGS))]
        lines += [between.join((name, *map(str, column))) for name, column in zip(_OUTCOMES, columns, strict=True)]
    return ("\n" if between else "").join(lines) + "\n"


@pytest.mark.parametrize("between", [" | ", "\t", " ", ""])
@pytest.mark.parametrize("shape", ["three rows", "three tables", "turned"])
def test_the_table_on_proceedings_in_other_shapes(shape: str, between: str) -> None:
    text = rows(Random(3), PAPERS["report-2021"](Random(3)))
    low, high = text.index("行政复议 行政诉讼"), text.index("五、存在的主要问题")
    table = _proceedings(shape, between)
    assert audited(text[:low] + table + text[high:]).findings == ()
    findings = _serious(text[:low] + table.replace("9", "8") + text[high:])
    assert [finding.code for finding in findings] == ["GIK101"]
    assert "“行政复议（总计）”填报8件" in findings[0].message.zh


def test_cells_that_cannot_be_decided_are_not_read() -> None:
    text = rows(Random(1), PAPERS["report-2019"](Random(1)))
    start = text.index("规章 ")
    text = text[:start] + "规章007\n规范性文件7777166\n" + text[text.index("第二十条第（五）项") :]
    table = next(table for table in report_of(text).tables if table.grid is not None and table.grid.id == "documents")
    assert [table.operands[f"rules.{column}"].number for column in ("made", "published", "public")] == ["0", "0", "7"]
    assert not any(id.startswith("normative.") for id in table.operands)


def test_a_table_that_cannot_be_cut_is_said_once() -> None:
    paper = PAPERS["report-2021"](Random(5))
    wrong = {"granted/person": "4711", "refused.law/business": "388", "new/other": "95"}
    findings = _serious(glued(Random(5), changed(paper, wrong)))
    assert [finding.code for finding in findings] == ["GIK002"]
    assert "收到和处理政府信息公开申请情况" in findings[0].message.zh


def test_a_table_that_stands_twice_for_the_whole_and_a_part() -> None:
    whole, part = PAPERS["report-2021"](Random(1)), PAPERS["report-2021"](Random(2))
    text = rows(Random(1), whole) + "附件：砚湖区人民政府办公室本级数据\n" + rows(Random(2), part[6:11])
    tables = [table for table in report_of(text).tables if table.grid is not None and table.grid.id == "applications"]
    stated = [table.operands["new.total"].number for table in tables]
    assert stated == [numbers(paper)["new/total"] for paper in (whole, part)]


def test_a_narrative_that_lists_results_is_no_table() -> None:
    text = (
        "砚湖区2023年政府信息公开工作年度报告\n一、总体情况\n"
        "全区本年新收政府信息公开申请数量46件，上年结转政府信息公开申请数量2件，予以公开19件，部分公开8件，"
        "属于国家秘密1件，属于行政查询事项3件，本机关不掌握相关政府信息11件，重复申请2件，结转下年度继续办理4件。\n"
    )
    assert report_of(text).tables == ()
    assert _serious(text) == []


@given(randoms)
@examples(10)
def test_the_table_of_2014_is_no_grid(random: Random) -> None:
    text = report(random, table=True).text
    assert read_grids(read_text(read_source("report.txt", text.encode())), forms()) is None


_LABELS = [row.number + row.label for form in forms() for grid in form.grids for row in grid.rows]
_LABELS += [column.label for form in forms() for grid in form.grids for column in grid.columns]


@given(st.lists(st.tuples(st.sampled_from(_LABELS), st.text("0123456789 /-", max_size=24)), max_size=60), st.booleans())
@examples(40)
def test_any_labels_and_digits_are_read_in_bounded_time(parts: list[tuple[str, str]], lines: bool) -> None:
    text = ("\n" if lines else "").join(label + digits for label, digits in parts) * 40
    document = read_text(read_source("report.txt", (text[:20000] or "-").encode()))
    start = time.process_time()
    read_grids(document, forms())
    assert time.process_time() - start < 2


@pytest.mark.parametrize("digits", ["12", "0123456789"])
def test_a_page_full_of_tables_is_read_in_bounded_time(digits: str) -> None:
    random = Random(1)
    grid = next(grid for form in forms() for grid in form.grids if grid.id == "applications")
    row = "".join(row.number + row.label + "".join(random.choices(digits, k=20)) for row in grid.rows)
    document = read_text(read_source("report.txt", (row * 20)[:20000].encode()))
    start = time.process_time()
    read_grids(document, forms())
    assert time.process_time() - start < 2


@pytest.mark.parametrize("digits", ["1" * 40, "12 " * 14, "7 " * 8, ""])
def test_a_page_full_of_lines_is_read_in_bounded_time(digits: str) -> None:
    line = "结果维持结果纠正其他结果尚未审结总计" + digits
    document = read_text(read_source("report.txt", (line * (20000 // len(line))).encode()))
    start = time.process_time()
    read_grids(document, forms())
    assert time.process_time() - start < 2


def test_what_is_checked_is_every_row_and_every_column() -> None:
    """25 rows and 7 columns: a total for each row and two relations for each column; 表四 has three totals."""
    text = bars(Random(3), PAPERS["report-2021"](Random(3)))
    found = [one for one in checked(text, "GIK101", "GIK107") if one.status is Status.HOLDS]
    assert len(found) == 25 + 2 * 7 + 3
