"""Workbooks with comments: at the right cells, and otherwise as they were."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from random import Random

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from gikaudit.annotate.xlsx import annotated
from gikaudit.audit import Audit, audit
from gikaudit.settings import Settings
from gikaudit.source import SourceError
from tests.synthetic.sheets.xlsx import archive, parts, row, sheet
from tests.synthetic.spots import misprinted
from tests.synthetic.written.model import changed, numbers
from tests.synthetic.written.office import write_xlsx
from tests.synthetic.written.papers import PAPERS


def wrong() -> bytes:
    """A report with an error in one cell."""
    paper = PAPERS["report-2021"](Random(5))
    return write_xlsx(changed(paper, {"new/total": misprinted(numbers(paper)["new/total"])}))


def done(data: bytes) -> Audit:
    found = audit("a.xlsx", data, Settings())
    assert found.findings
    return found


def opened(data: bytes) -> tuple[openpyxl.Workbook, Worksheet]:
    """A workbook and its first sheet."""
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    page: Worksheet = workbook[workbook.sheetnames[0]]
    return workbook, page


def saved(workbook: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def comments(data: bytes) -> dict[str, str]:
    _, page = opened(data)
    return {
        str(cell.coordinate): str(cell.comment.text)
        for cells in page.iter_rows()
        for cell in cells
        if cell.comment is not None
    }


def test_comments_stand_at_the_cells_of_the_findings() -> None:
    data = wrong()
    found = done(data)
    expected: dict[str, list[str]] = {}
    for finding in found.findings:
        assert finding.span is not None
        assert found.source is not None
        origin = found.source.origin(finding.span.start)
        assert origin is not None
        expected.setdefault(origin.zh.rpartition("”")[2], []).append(finding.message.zh)
    marked = comments(annotated("a.xlsx", data, found, "zh"))
    assert set(marked) == set(expected)
    for cell, messages in expected.items():
        assert all(message in marked[cell] for message in messages)
    for finding in found.findings:
        assert any(finding.arithmetic in text for text in marked.values())


def test_all_other_parts_stay_as_they_are() -> None:
    data = wrong()
    before, after = (zipfile.ZipFile(io.BytesIO(each)) for each in (data, annotated("a.xlsx", data, done(data), "zh")))
    entered = {"[Content_Types].xml", "xl/worksheets/sheet1.xml"}
    for name in before.namelist():
        if name not in entered:
            assert after.read(name) == before.read(name)
    for name in entered:
        old, new = before.read(name), after.read(name)
        start = next(place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
        assert new.endswith(old[start:])
    assert len(after.namelist()) > len(before.namelist())


def test_the_copy_says_the_same() -> None:
    data = wrong()
    found = done(data)
    again = done(annotated("a.xlsx", data, found, "en"))
    assert [finding.message for finding in again.findings] == [finding.message for finding in found.findings]


def test_charts_stay() -> None:
    workbook, page = opened(wrong())
    chart = BarChart()
    chart.add_data(Reference(page, min_col=4, min_row=26, max_row=28))
    page.add_chart(chart, "L2")
    data = saved(workbook)
    marked = annotated("a.xlsx", data, done(data), "zh")
    assert comments(marked)
    before, after = (zipfile.ZipFile(io.BytesIO(each)) for each in (data, marked))
    assert after.read("xl/charts/chart1.xml") == before.read("xl/charts/chart1.xml")
    _, again = opened(marked)
    assert len(again._charts) == 1  # type: ignore[attr-defined]  # openpyxl says in no public way which charts it has read


def test_comments_of_others_are_not_lost() -> None:
    workbook, page = opened(wrong())
    page["B2"].comment = Comment("待核", "周某")
    data = saved(workbook)
    with pytest.raises(SourceError) as error:
        annotated("a.xlsx", data, done(data), "zh")
    assert "批注" in error.value.zh


def test_without_findings_the_copy_is_the_file() -> None:
    data = archive(parts(sheet(row("全年无申请。"))))
    assert annotated("a.xlsx", data, audit("a.xlsx", data, Settings()), "zh") == data


def test_on_the_command_line(tmp_path: Path) -> None:
    report, copy = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    data = wrong()
    report.write_bytes(data)
    command = [sys.executable, "-m", "gikaudit", str(report), "--annotate", str(copy)]
    ended = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert ended.returncode == 1, ended.stderr
    assert comments(copy.read_bytes())
    assert report.read_bytes() == data
