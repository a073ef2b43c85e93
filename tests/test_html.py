"""The HTML page without a browser: its structure, its links, and that nothing of a report is markup."""

import base64
import hashlib
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.audit import Audit, audit, unreadable
from gikaudit.finding import Suppression
from gikaudit.output.html import WHOLE_TEXTS, render
from gikaudit.output.html.rules import as_html
from gikaudit.output.html.words import KINDS, VERDICTS
from gikaudit.output.plain import printable
from gikaudit.settings import Settings
from gikaudit.source import SourceError
from tests.html_page import Element, read_page

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
NAMES = ("clean", "errors", "narrative-only")
SETTINGS = Settings(output_format="html")
SEPARATORS = re.compile(r"[\s|│┃¦｜·]+")
WRONG = "全年收到申请40件,其中当面申请10件,网络申请20件,信函申请11件。\n"
OTHER = "编印公报6期。\n"
RIGHT = WRONG.replace("40", "41")
HOSTILE = (
    "<script>alert(1)</script>",
    '"onmouseover="alert(1)',
    "'onfocus='alert(1)",
    "</style><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    "<!--",
    "]]>",
    "&lt;b&gt;&#60;i&#62;&amp;",
    "javascript:alert(1)",
    "\u202e41\u202c\u2066\u061c\u200b",
    "<svg/onload=alert(1)>",
)


def example(name: str) -> Audit:
    return audit(f"{name}.txt", (EXAMPLES / f"{name}.txt").read_bytes(), SETTINGS)


def text_audit(text: str, path: str = "report.txt") -> Audit:
    return audit(path, text.encode("utf-8"), SETTINGS)


def written(audits: Iterable[Audit], settings: Settings = SETTINGS) -> str:
    return "".join(render(audits, settings))


def page_of(*audits: Audit, settings: Settings = SETTINGS) -> Element:
    page = read_page(written(audits, settings))
    check_structure(page)
    return page


def check_structure(page: Element) -> None:
    """What holds of every page."""
    elements = page.all()
    assert Counter(element.name for element in elements)["style"] == 1
    ids = Counter(element.attributes["id"] for element in elements if "id" in element.attributes)
    assert set(ids.values()) <= {1}
    for element in elements:
        assert element.name not in ("script", "iframe", "object", "embed", "img", "form", "base")
        for name, value in element.attributes.items():
            assert not name.startswith("on")
            assert name not in ("style", "src", "srcset", "srcdoc", "action", "ping", "background")
            if name == "href":
                assert value == "data:," or (value[0] == "#" and value[1:] in ids), value
            if name in ("aria-describedby", "for"):
                assert value in ids
            if name == "role" and value == "button":
                assert element.attributes["tabindex"] == "0"


def lines_of(page: Element) -> str:
    """The report's text on the page, without what was added to it."""
    return "".join(lines.text(without=("card", "ref")) for lines in page.all("div", "lines"))


def bare(text: str) -> str:
    return SEPARATORS.sub("", printable(text))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_example_is_a_sound_page(name: str, language: str) -> None:
    result = example(name)
    page = page_of(result, settings=SETTINGS._replace(language=language, all_checks=True))  # type: ignore[arg-type]
    assert result.source is not None
    assert bare(lines_of(page)) == bare(result.source.text)
    assert len(page.all("li", "finding")) == len(result.findings)
    assert len(page.one("details", "checks").all("li")) == len(result.ledger)
    for element, finding in zip(page.all("li", "finding"), result.findings, strict=True):
        assert element.one("span", "message").text() == finding.message.in_language(language)
        assert finding.arithmetic in element.text()
        assert finding.note.in_language(language) in element.text()
        assert finding.correction is None or finding.correction.words.in_language(language) in element.text()


def test_all_is_printed_that_a_report_in_another_language_needs() -> None:
    page = page_of(example("clean"), settings=SETTINGS._replace(language="en"))
    assert page.one("html").attributes["lang"] == "en"
    ours = [page.one("header"), page.one("aside"), page.one("footer")]
    assert not re.search("[\u4e00-\u9fff]", "".join(part.text() for part in ours))


def test_the_policy_allows_this_style_and_nothing_else() -> None:
    page = page_of(example("clean"))
    policies = [meta for meta in page.all("meta") if meta.attributes.get("http-equiv") == "Content-Security-Policy"]
    digest = base64.b64encode(hashlib.sha256(page.one("style").text().encode()).digest()).decode()
    (policy,) = (meta.attributes["content"] for meta in policies)
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives == {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert "url(" not in page.one("style").text()
    assert "@import" not in page.one("style").text()


def test_every_number_is_marked_as_what_the_coverage_counts_it() -> None:
    result = example("clean")
    marks = Counter(
        name
        for mark in page_of(result).one("div", "lines").all("span", "n")
        for name in mark.classes
        if name != "n" and ("id" in mark.attributes or "title" in mark.attributes)
    )
    coverage = result.coverage
    assert marks["holds"] == coverage.used > 100
    assert marks["open"] == coverage.unchecked > 0
    assert set(marks) == {"holds", "open", "aside"}
    # a date in a period is marked once, with the period
    assert 0 < marks["aside"] <= coverage.set_aside


def test_the_numbers_of_a_finding_are_links_to_where_they_stand() -> None:
    result = example("errors")
    page = page_of(result)
    marks = {element.attributes["id"]: element for element in page.all("span", "n") if "id" in element.attributes}
    assert result.source is not None
    for element, finding in zip(page.all("li", "finding"), result.findings, strict=True):
        assert finding.span is not None
        links = element.all("a", "n")
        first = [link.text() for link in links if "broken" in link]
        assert printable(result.source.text[finding.span.start : finding.span.end]) in first
        assert len(links) >= 1
        for link in links:
            assert marks[link.attributes["href"][1:]].text() in link.text()


def test_a_number_leads_back_to_its_findings() -> None:
    page = page_of(example("errors"))
    numbers = {ref.attributes["href"] for ref in page.all("a", "ref")}
    assert numbers == {f"#f1-e{number}" for number in range(1, 16)}


def test_a_card_says_what_a_number_was_checked_against() -> None:
    page = page_of(text_audit(WRONG + "另有3人。\n"))
    cards = {
        mark.one(class_="n").text(): mark.one("span", "card").text()
        for mark in page.one("div", "lines").all("span", "m")
    }
    assert "有问题" in cards["40"]
    assert "10 + 20 + 11 = 41 > 40" in cards["40"]
    assert "网络申请 20件" in cards["10"]
    assert "未能核对" in cards["3"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (WRONG, "改正后再公布"),
        (RIGHT, "未发现矛盾，可以公布"),
        ("全年办结近10余件。\n", "核实后再公布"),
        ("没有数字的报告。\n", "没有可核对的数字"),
    ],
)
def test_the_first_thing_said_is_whether_it_is_fit_to_publish(text: str, verdict: str) -> None:
    page = page_of(text_audit(text))
    assert page.one("h1").text() == verdict
    assert page.one("title").text() == f"{verdict} · report.txt"


def test_a_file_that_cannot_be_read_is_not_called_fit() -> None:
    broken = unreadable("broken.txt", SourceError("无法读取。", "cannot be read."))
    assert page_of(broken).one("h1").text() == "未能完整核对"
    both = page_of(broken, text_audit(RIGHT))
    assert both.one("h1").text() == "未能完整核对"
    assert "1份报告有内容未能读取" in both.one("header").text()
    assert page_of(broken, text_audit(WRONG)).one("h1").text() == "改正后再公布"


def test_no_reports() -> None:
    assert "没有可核对的报告" in page_of().one("header").text()


def test_accepted_findings_are_folded_and_not_counted() -> None:
    result = text_audit(WRONG)
    accepted = tuple(
        finding._replace(suppression=Suppression("external", "已向<上级>说明")) for finding in result.findings
    )
    page = page_of(replace(result, findings=(), suppressed=accepted))
    assert page.one("h1").text() == "问题均已认可"
    assert "有1处问题已认可，不计在内。" in page.one("header").text()
    folded = page.one("details", "suppressed")
    assert "已向<上级>说明" in folded.text()
    assert "40" in folded.one("a", "broken").text()
    assert [mark.text() for mark in page.one("div", "lines").all("span", "n") if "accepted" in mark][:1] == ["40"]
    assert not [mark for mark in page.one("div", "lines").all("span", "n") if "broken" in mark]


def test_several_reports_are_folded_below_a_table() -> None:
    page = page_of(text_audit(WRONG, "a.txt"), text_audit(RIGHT, "b.txt"))
    rows = page.one("section", "files").one("tbody").all("tr")
    assert [row.one("a").text() for row in rows] == ["a.txt", "b.txt"]
    assert [row.one("a").attributes["href"] for row in rows] == ["#f1", "#f2"]
    assert ["nothing" in row for row in rows] == [False, True]
    assert [details.one("h2").text() for details in page.all("details", "report")] == ["a.txt", "b.txt"]
    assert len(page.all("div", "lines")) == 2


def test_of_many_reports_only_the_lines_with_findings_are_there() -> None:
    texts = [OTHER + "\n" + WRONG + "\n" + OTHER, RIGHT] * (WHOLE_TEXTS // 2 + 1)
    page = page_of(*(text_audit(text, f"{number}.txt") for number, text in enumerate(texts)))
    assert len(page.all("details", "report")) == len(texts) == WHOLE_TEXTS + 2
    shown = page.all("div", "lines")
    assert [lines.text(without=("card", "ref")).strip() for lines in shown] == [WRONG.strip()] * (len(texts) // 2)
    assert [p.attributes["data-n"] for p in shown[0].all("p")] == ["3"]
    assert {mark.one(class_="n").text() for mark in shown[0].all("span", "m")} == {"40", "10", "20", "11"}


def test_audits_are_taken_one_by_one() -> None:
    """A page on a thousand reports does not keep a thousand audits."""
    alive = []

    def audits() -> Iterable[Audit]:
        import weakref

        for number in range(WHOLE_TEXTS * 2):
            result = text_audit(WRONG, f"{number}.txt")
            alive.append(weakref.ref(result))
            yield result

    page = render(audits(), SETTINGS)
    next(iter(page))
    assert sum(ref() is not None for ref in alive) <= WHOLE_TEXTS + 2


def test_the_page_of_a_rule_is_there_once() -> None:
    page = page_of(
        text_audit(
            WRONG + "\n印发公报60册,其中甲册10册,乙册20册,丙册30册,共计60册。占20%,占66%。\n近10余件。\n近20余件。\n"
        )
    )
    links = [link.text() for link in page.all("a", "code")]
    assert links.count("GIK503") == 2
    assert sorted(set(links)) == [rule.one("summary").one("b").text() for rule in page.all("details", "rule")]
    assert "处理来信近200余件" in page.all("details", "rule")[-1].text()


def test_a_rule_page_brings_no_markup_of_its_own() -> None:
    page = read_page(as_html("# A\n\n<script>x</script> ![i](http://a.example/i.png) [l](javascript:x) `<b>`\n"))
    assert {element.name for element in page.all()} <= {"h4", "p", "code", "a"}
    assert [link.attributes["href"] for link in page.all("a")] in ([], ["http://a.example/i.png"])


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_of_a_report_is_markup(hostile: str) -> None:
    text = f"{hostile}\n全年公开{hostile}信息40条,其中{hostile}10条,微博20条,其他方式{hostile}11条。\n{hostile}\n"
    result = text_audit(text, f"{hostile}.txt")
    raw = written([result, result])
    page = read_page(raw)
    check_structure(page)
    allowed = {element.name for element in page_of(example("errors"), example("clean")).all()}
    assert {element.name for element in page.all()} <= allowed
    assert bare(lines_of(page)) == bare(text) * 2
    assert not re.search("[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]", raw)


PIECES = st.one_of(
    st.sampled_from([*HOSTILE, WRONG, "\n", "\t", "2016年", "收到申请数 | 件 | 41\n", "(一)", "占20%,", "一、概述\n"]),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8),
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_text_makes_a_sound_page_with_all_of_the_text(text: str) -> None:
    result = text_audit(text)
    page = page_of(result, settings=SETTINGS._replace(all_checks=True))
    if result.source is not None:
        assert bare(lines_of(page)) == bare(result.source.text)


def test_a_table_is_shown_as_one() -> None:
    table = page_of(example("clean")).one("div", "grid")
    rows = [[cell.text(without=("card", "ref")) for cell in row.all("td")] for row in table.all("tr")]
    assert ["1.当面申请数", "件", "30"] in rows
    assert ["一、主动公开情况"] in rows


def test_the_commands_of_the_how_to_make_a_page() -> None:
    root = EXAMPLES.parents[1]
    commands = re.findall("```bash\n(.*)\n```", (root / "docs/how-to/html-report.md").read_text(encoding="utf-8"))
    assert len(commands) == 2
    for command in commands:
        argv = command.removesuffix(" > result.html").split()
        assert argv[0] == "gikaudit"
        done = subprocess.run([sys.executable, "-m", *argv], cwd=root, capture_output=True, check=False, timeout=60)
        assert done.returncode == 1
        check_structure(read_page(done.stdout.decode("utf-8")))


def test_the_how_to_knows_every_verdict_and_mark() -> None:
    text = (EXAMPLES.parents[1] / "docs/how-to/html-report.md").read_text(encoding="utf-8")
    for name, verdict in VERDICTS.items():
        if name != "nothing":
            assert f"“{verdict.zh}”" in text
            assert verdict.en.lower() in text.replace("*", "")
    assert f"超过{WHOLE_TEXTS}份" in text
    for meaning in KINDS.values():
        assert meaning.zh in text
