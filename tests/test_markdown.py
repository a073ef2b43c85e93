"""The comment for a merge request, as a Markdown parser reads it."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from gikaudit.output.plain import printable
from tests.audits import HOSTILE, output, right, saying, unread, warned, wrong

GITHUB_LIMIT = 65_536


class _Page(HTMLParser):
    """The cells of the table of a page, and the elements in it."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.elements: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        if tag in ("td", "th"):
            self.cells.append("")
        if tag == "br" and self.cells:
            self.cells[-1] += "\n"

    def handle_data(self, data: str) -> None:
        if self.cells and data.strip("\n"):
            self.cells[-1] += data


def page(text: str) -> _Page:
    found = _Page()
    found.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))
    return found


def test_it_begins_with_what_was_found() -> None:
    lines = output("markdown", [wrong(), warned(), unread()]).splitlines()
    assert lines[0] == "### gikaudit: 错误2处、警告1处"
    assert lines[2] == "| 位置 | 级别 | 规则 | 问题 |"
    assert lines[-1].startswith("报告3份（无法读取1份）")


def test_a_finding_is_a_row() -> None:
    cells = page(output("markdown", [wrong("年度 报告_a_b_.txt")], quiet=True)).cells
    assert cells[4:7] == ["年度 报告_a_b_.txt:2:7", "错误", "GIK201"]
    assert cells[7].split("\n")[1] == "10 + 20 + 11 = 41 > 40"


def test_nothing_found_has_no_table() -> None:
    text = output("markdown", [right()], language="en")
    assert text.startswith("### gikaudit: no findings\n\n1 report (0 unreadable)")
    assert "|" not in text


def test_a_comment_is_not_too_long() -> None:
    text = output("markdown", [wrong()] * 2000)
    assert len(text) < GITHUB_LIMIT
    shown = text.count("GIK201")
    assert 0 < shown < 2000
    assert f"另有{2000 - shown}处因评论篇幅所限未列出。" in text
    assert "错误2000处" in text


def _check(words: str) -> None:
    found = page(output("markdown", [saying(words)], quiet=True))
    assert found.elements <= {"h3", "table", "thead", "tbody", "tr", "th", "td", "br", "p"}
    assert len(found.cells) == 8
    said = found.cells[7].replace("\u200b", "").split("\n")[0]
    assert said.split() == printable(words).split()


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_document_says_is_text(words: str) -> None:
    _check(words)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(lambda words: printable(words).strip()))
def test_no_text_is_markup(words: str) -> None:
    _check(words)


@pytest.mark.parametrize("words", ["@all", "#12", "!3", "%5", "http://d.invalid", "www.d.invalid", "a@b.invalid"])
def test_nobody_is_mentioned_and_nothing_is_linked(words: str) -> None:
    assert words not in output("markdown", [saying(words)], quiet=True)
