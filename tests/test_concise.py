"""One line a finding."""

import re

import pytest

from tests.audits import HOSTILE, output, right, saying, unread, warned, wrong

LINE = re.compile(r"(?P<path>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<code>GIK\d{3}) (?P<level>\S+) (?P<message>.+)")


def test_each_finding_is_a_line() -> None:
    lines = output("concise", [right(), wrong(), warned()]).splitlines()
    found = [LINE.fullmatch(line) for line in lines]
    assert [match and match.group("path", "line", "column", "code", "level") for match in found] == [
        ("wrong.txt", "2", "7", "GIK201", "错误"),
        ("share.txt", "1", "25", "GIK202", "警告"),
    ]


def test_a_file_that_cannot_be_read_has_no_line() -> None:
    assert output("concise", [unread()], language="en") == "gone.txt: GIK001 error cannot be read.\n"


def test_nothing_found_is_nothing() -> None:
    assert output("concise", [right()]) == ""


def test_all_checks_add_a_line_each() -> None:
    lines = output("concise", [right()], all_checks=True).splitlines()
    assert len(lines) == right().coverage.relations > 0
    assert all("GIK" in line for line in lines)


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_document_says_stays_in_its_line(words: str) -> None:
    text = output("concise", [saying(words)])
    assert text.count("\n") == 1
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e\udcff]", text)


def test_colours() -> None:
    assert "\x1b[" in output("concise", [wrong()], color=True)
