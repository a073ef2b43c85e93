"""The report is found on pages of portals that are built in different ways, and nothing else on them is read."""

import re
from random import Random

import pytest

from gikaudit.audit import audit
from gikaudit.document import Document, Table
from gikaudit.readers.read import read_document
from gikaudit.settings import Settings
from tests.portals import OUTSIDE, PORTALS
from tests.synthetic.written.model import changed, numbers
from tests.synthetic.written.papers import PAPERS
from tests.synthetic.written.text import write_html


def contents(document: Document) -> list[str | list[list[str]]]:
    return [
        [[str(cell) for cell in row] for row in block.rows] if isinstance(block, Table) else block.text.text
        for block in document.blocks
    ]


def read(html: str) -> list[str | list[list[str]]]:
    return contents(read_document("report.html", html.encode()))


def split(html: str) -> tuple[str, str]:
    """The title of a page and what stands below it, with a mark before each section."""
    body = html.partition("<body>")[2].partition("</body>")[0]
    title = re.search("<h1>(.*?)</h1>", body)
    assert title
    return title[1], body.replace(title[0], "").replace("<h2>", "<!--cut--><h2>")


@pytest.mark.parametrize("portal", PORTALS)
@pytest.mark.parametrize("form", PAPERS)
def test_the_report_and_nothing_else(form: str, portal: str) -> None:
    html = write_html(PAPERS[form](Random(3))).decode()
    page = PORTALS[portal](*split(html))
    assert sum(word in page for word in OUTSIDE) >= 5
    found = read(page)
    assert found == read(html)
    assert not any(word in str(found) for word in OUTSIDE)


@pytest.mark.parametrize("portal", PORTALS)
def test_the_same_findings(portal: str) -> None:
    paper = PAPERS["statistics-2014"](Random(5))
    value = next(name for name, text in numbers(paper).items() if text.isdecimal() and len(text) > 1)
    html = write_html(changed(paper, {value: str(int(numbers(paper)[value]) + 9)})).decode()
    plain, around = (audit("report.html", page.encode(), Settings()) for page in (html, PORTALS[portal](*split(html))))
    assert plain.findings
    assert [(f.code, f.message, f.arithmetic) for f in around.findings] == [
        (f.code, f.message, f.arithmetic) for f in plain.findings
    ]
    assert around.coverage == plain.coverage


SHORT = "<p>全年收到政府信息公开申请2件，均已答复。</p>"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(
            f"<div><p>按照条例规定，现公布石泷县档案局2018年信息公开工作的年度报告。</p></div><div>{SHORT}</div>",
            ["按照条例规定,现公布石泷县档案局2018年信息公开工作的年度报告。", "全年收到政府信息公开申请2件,均已答复。"],
            id="two elements with sentences",
        ),
        pytest.param(
            f"<div><h2>一、概述</h2>{SHORT}</div><div><h2>六、其他</h2><p>无。</p></div>",
            ["一、概述", "全年收到政府信息公开申请2件,均已答复。", "六、其他", "无。"],
            id="a short section",
        ),
        pytest.param(
            f"<div>{SHORT}<p>石泷县档案局</p><p>2019年1月8日</p></div><div>友情链接</div>",
            ["全年收到政府信息公开申请2件,均已答复。", "石泷县档案局", "2019年1月8日"],
            id="signature",
        ),
        pytest.param(
            f"<h1>石泷县档案局<br>2018年度报告</h1>{SHORT}",
            ["石泷县档案局", "2018年度报告", "全年收到政府信息公开申请2件,均已答复。"],
            id="title of two lines",
        ),
        pytest.param(
            "<div><p>根据<a href=1>《甲办法》</a>、<a href=2>《乙办法》</a>、<a href=3>《丙办法》</a>，公开文件3件，"
            "另外修订办事指南并在大厅摆放2种，供群众取阅。</p></div>",
            ["根据《甲办法》、《乙办法》、《丙办法》,公开文件3件,另外修订办事指南并在大厅摆放2种,供群众取阅。"],
            id="links in a sentence",
        ),
        pytest.param(f"<a name=top>{SHORT}", ["全年收到政府信息公开申请2件,均已答复。"], id="an anchor without end"),
        pytest.param(f"<a href=x>{SHORT}", ["全年收到政府信息公开申请2件,均已答复。"], id="a link without end"),
        pytest.param("<nav>12</nav><p>甲</p>", ["甲"], id="nothing that looks like a report"),
    ],
)
def test_nothing_of_the_report_is_lost(page: str, expected: list[str]) -> None:
    assert read(page) == expected
