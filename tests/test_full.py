"""The findings as people see them: excerpts with their marks."""

from collections.abc import Iterator

import pytest

from gikaudit.audit import audit
from gikaudit.output.full import _cut, render
from gikaudit.output.plain import width
from gikaudit.settings import Settings

MANY = "全年公开信息540条,其中" + ",".join(f"第{n}类重点领域政府信息{n * 10}条" for n in range(1, 11)) + "。"
LONG = f"{'各部门认真履行职责。' * 9}全年共收到申请43件,其中网络申请24件,占58.5%。{'群众满意。' * 40}"
NAMED = f"全年没有收到{'关于' * 60}政府信息公开的举报投诉。举报投诉3件。"


def _excerpts(text: str) -> Iterator[tuple[str, str]]:
    """The lines of the report that are shown, each with the line of marks under it."""
    shown = "".join(render([audit("report.txt", text.encode(), Settings())], Settings())).splitlines()
    lines = [line.partition(" | ")[2] for line in shown if line.startswith("    ") and " | " in line]
    return zip(lines[::2], lines[1::2], strict=True)


@pytest.mark.parametrize("text", [MANY, LONG, NAMED], ids=["many numbers", "long text", "long names"])
def test_no_line_of_an_excerpt_is_too_wide(text: str) -> None:
    excerpts = list(_excerpts(text))
    assert excerpts
    assert max(width(line) for pair in excerpts for line in pair) <= 100


def test_every_number_has_its_marks_exactly_under_it() -> None:
    excerpts = list(_excerpts(MANY))
    assert len(excerpts) > 2
    columns = [
        "".join(char for char, mark in zip(_by_column(line), marks, strict=False) if mark == "^")
        for line, marks in excerpts
    ]
    assert "".join(columns) == "540" + "".join(str(n * 10) for n in range(1, 11))


def _by_column(line: str) -> list[str]:
    return [char for char in line for _ in range(width(char))]


def test_a_place_as_long_as_a_file_is_cut_at_once() -> None:
    """A line of a broken configuration can be that long; cutting off character by character would take hours."""
    assert _cut("[" * 5_000_000, 40) == "[" * 39 + "…"
    assert [_cut("中文字", columns) for columns in (3, 4, 5, 6)] == ["中…", "中…", "中文…", "中文字"]
