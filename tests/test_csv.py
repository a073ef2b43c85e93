"""The table for spreadsheets."""

import csv
import io
import re

import pytest

from gikaudit.output.csv import COLUMNS
from tests.audits import HOSTILE, output, right, saying, unread, warned, wrong


def rows(text: str) -> list[dict[str, str]]:
    stream = io.StringIO(text.encode("utf-8", "backslashreplace").decode("utf-8-sig"), newline="")
    return list(csv.DictReader(stream, strict=True))


def test_excel_takes_it_for_utf8() -> None:
    text = output("csv", [wrong()])
    assert text.encode().startswith(b"\xef\xbb\xbfpath,line,")
    assert text.count("\r\n") == text.count("\n") == 2


def test_a_row_for_each_finding() -> None:
    found = rows(output("csv", [right(), wrong("年度 报告.txt"), warned(), unread()]))
    assert [tuple(row) for row in found] == [COLUMNS] * 3
    first = found[0]
    assert [first[name] for name in ("path", "line", "column", "end_line", "end_column", "code", "level")] == [
        "年度 报告.txt", "2", "7", "2", "9", "GIK201", "error"
    ]  # fmt: skip
    assert first["arithmetic"] == "10 + 20 + 11 = 41 > 40"
    assert found[1]["level"] == "warning"
    assert [found[2][name] for name in ("line", "column", "message")] == ["", "", "无法读取。"]


def test_nothing_found_is_the_names_of_the_columns() -> None:
    assert output("csv", [right()]) == "\ufeff" + ",".join(COLUMNS) + "\r\n"


def test_all_checks_are_rows_with_their_verdict() -> None:
    found = right()
    table = rows(output("csv", [found], all_checks=True))
    assert [row["level"] for row in table] == ["holds"] * found.coverage.relations
    assert table[0]["arithmetic"]


@pytest.mark.parametrize("words", [*HOSTILE, "+1", "-1", "＋1", "－1", "＠x", "\t=1", "\n=1"])
def test_nothing_is_taken_for_a_formula(words: str) -> None:
    (row,) = rows(output("csv", [saying(words, words)]))
    for cell in row.values():
        assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)
