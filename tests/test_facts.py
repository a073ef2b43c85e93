"""gikaudit facts: tables with several columns are shown in their rows and columns."""

import csv
import io
import json

from gikaudit.output.facts import render
from gikaudit.output.plain import width
from tests.synthetic.audits import report_of
from tests.synthetic.local import LAYOUTS, LocalRow, glued, report

_ROWS = [
    LocalRow("disclosed", "", "主动公开信息数", "条", 612, 5480),
    LocalRow("disclosed.website", "其中：1、", "政府网站公开数", "条", 598, 5231),
    LocalRow("received", "", "受理申请总数", "条", 14, 73),
    LocalRow("answered", "", "答复总数", "条", 14, 73),
    LocalRow("review", "", "行政复议数", "件", 0, 2),
]


def _lines(text: str) -> list[str]:
    return render(report_of(text), "table").split("\n\n")[0].splitlines()


def test_the_columns_stand_below_each_other() -> None:
    title, header, ids, *rows = _lines(report(LAYOUTS["bars"](_ROWS, True)))
    assert "local-2008" in title
    assert header.split() == ["本年度", "历年累计"]
    assert ids.split() == ["year", "cumulative"]
    assert [row.split()[1:] for row in rows] == [[str(row.year), str(row.cumulative), row.id] for row in _ROWS]
    assert {width(line.removesuffix(row.id).rstrip()) for line, row in zip(rows, _ROWS, strict=True)} == {width(header)}
    assert rows[1].startswith("  政府网站公开数")


def test_a_blank_cell_is_blank() -> None:
    table = LAYOUTS["markdown"](_ROWS, True).replace("| 598 |", "|  |")
    _, header, _, *rows = _lines(report(table))
    assert rows[1].split() == ["政府网站公开数", "5231", "disclosed.website"]
    assert width(rows[1].removesuffix("disclosed.website").rstrip()) == width(header)


def test_a_cell_that_could_not_be_told_has_a_question_mark_and_the_note_stands_above() -> None:
    fewer = [row._replace(year=9, cumulative=31) if row.id == "disclosed.website" else row for row in _ROWS]
    _, note, _, _, *rows = _lines(report(glued(fewer)))
    assert "切分" in note
    assert rows[0].split()[1:] == ["?", "?", "disclosed"]
    assert rows[-1].split()[1:] == ["0", "2", "review"]


def test_the_list_does_not_repeat_the_cells_and_the_other_formats_have_one_entry_for_each() -> None:
    read = report_of(report(LAYOUTS["bars"](_ROWS, True), "2011年，全县主动公开政府信息612条。"))
    _, listed = render(read, "table").split("\n\n", 1)
    assert "612条" in listed
    assert " cell " not in listed
    entries = json.loads(render(read, "json"))["facts"]
    cells = {entry["indicator"]: entry["value"] for entry in entries if entry["kind"] == "cell"}
    assert cells["disclosed.website.cumulative"] == "5231"
    assert len(cells) == 2 * len(_ROWS)
    written = csv.DictReader(io.StringIO(render(read, "csv")))
    assert {row["indicator"]: row["value"] for row in written if row["kind"] == "cell"} == cells
