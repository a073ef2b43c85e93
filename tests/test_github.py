"""Workflow commands, read back as the runner of GitHub Actions reads them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.output.plain import printable
from tests.audits import HOSTILE, output, right, saying, unread, warned, wrong


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Command, properties and message of each line that is a command, by the rules of actions/runner."""
    found = []
    for line in text.splitlines():
        if not line.lstrip().startswith("::"):
            continue
        head, message = line.lstrip()[2:].split("::", 1)
        command, _, listed = head.partition(" ")
        properties = dict(pair.split("=", 1) for pair in listed.split(",") if pair)
        for code, char in (("%3A", ":"), ("%2C", ",")):
            properties = {name: value.replace(code, char) for name, value in properties.items()}
        found.append((command, {name: _data(value) for name, value in properties.items()}, _data(message)))
    return found


def _data(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_each_level_has_its_command() -> None:
    assert [command for command, _, _ in commands(output("github", [wrong(), warned(), unread()]))] == [
        "error",
        "warning",
        "error",
    ]


def test_a_finding() -> None:
    ((_, properties, message),) = commands(output("github", [wrong("报告/2015 年度,#1:x.txt")]))
    assert properties == {
        "file": "报告/2015 年度,#1:x.txt",
        "line": "2",
        "endLine": "2",
        "col": "7",
        "endColumn": "9",
        "title": "gikaudit GIK201",
    }
    assert message.splitlines()[1] == "10 + 20 + 11 = 41 > 40"


def test_a_percent_sign_is_escaped() -> None:
    text = output("github", [warned()])
    assert "66.6%25" in text
    assert not re.search("%(?!25|0A)", text)


def test_a_file_without_place() -> None:
    ((_, properties, message),) = commands(output("github", [unread("./a/../gone.txt")]))
    assert properties == {"file": "gone.txt", "title": "gikaudit GIK001"}
    assert message == "无法读取。"


def test_the_summary_is_no_command() -> None:
    text = output("github", [wrong(), right()], language="en")
    assert text.splitlines()[1] == "1 error"
    assert text.splitlines()[2].startswith("2 reports (0 unreadable)")
    assert output("github", [wrong()], quiet=True).count("\n") == 1
    assert output("github", [right()], quiet=True) == ""


@pytest.mark.parametrize("name", ["::error::x.txt", "  ::error::x.txt", "a ##[error]x.txt"])
def test_a_name_in_the_ledger_is_no_command(name: str) -> None:
    text = output("github", [right(name)], all_checks=True, quiet=True)
    assert text.count("\n") > 0
    assert commands(text) == []
    assert "##[" not in text


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_document_says_comes_back_as_it_was(words: str) -> None:
    ((command, properties, message),) = commands(output("github", [saying(words, words)], quiet=True))
    assert (command, properties["title"]) == ("error", "gikaudit GIK201")
    assert message.split("\n")[0] == printable(words)


@given(st.text(min_size=1, max_size=20))
def test_no_text_makes_a_second_command(words: str) -> None:
    ((_, _, message),) = commands(output("github", [saying(words)], quiet=True))
    assert message.split("\n")[0] == printable(words)
