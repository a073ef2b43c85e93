"""The HTML page in Chromium: what a person sees, points at, taps and types. Skipped where there is no Chromium."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gikaudit.audit import audit
from gikaudit.output.html import render
from gikaudit.settings import Settings
from tests.test_html import EXAMPLES, HOSTILE, RIGHT, WRONG, text_audit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTINGS = Settings(output_format="html")
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: install the package chromium")

CONTRAST = """() => {
  const parse = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = element => {
    for (; element; element = element.parentElement) {
      const colour = parse(getComputedStyle(element).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll("body *")) {
    if (![...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
    const [a, b] = [parse(getComputedStyle(element).color), behind(element)].map(light).sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) poor.push(element.className + ": " + element.textContent.slice(0, 20));
  }
  return poor;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install playwright"
    )
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


class Shown:
    """A page in the browser, and what it asked for and complained of."""

    def __init__(self, browser: "Browser", file: Path, **options: Any) -> None:
        options.setdefault("viewport", WIDE)
        self.context = browser.new_context(**options)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.blocked: list[str | None] = []
        self.page = self.context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", lambda request: self.blocked.append(request.failure))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(file.as_uri())

    def __enter__(self) -> "Page":
        return self.page

    def __exit__(self, *_: object) -> None:
        self.context.close()
        assert len(self.requests) == 1, self.requests
        assert self.complaints == []


def write(folder: Path, name: str, texts: dict[str, str], **settings: Any) -> Path:
    path = folder / f"{name}.html"
    audits = (text_audit(text, of) for of, text in texts.items())
    path.write_text("".join(render(audits, SETTINGS._replace(**settings))), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on the example with errors."""
    path = tmp_path_factory.mktemp("html") / "errors.html"
    result = audit("errors.txt", (EXAMPLES / "errors.txt").read_bytes(), SETTINGS)
    path.write_text("".join(render([result], SETTINGS)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on a report with an error and one without."""
    texts = {"甲 县.txt": WRONG * 2, "乙县.txt": RIGHT}
    return write(tmp_path_factory.mktemp("html"), "several", texts)


def visible_card(page: "Page") -> str:
    cards = [card for card in page.locator(".card").all() if card.is_visible()]
    assert len(cards) <= 1
    return cards[0].inner_text() if cards else ""


def in_view(page: "Page", selector: str) -> bool:
    return bool(
        page.eval_on_selector(
            selector, "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }"
        )
    )


@pytest.mark.parametrize("viewport", [WIDE, PHONE, {"width": 800, "height": 600}], ids=["wide", "phone", "between"])
def test_it_fits_the_width(browser: "Browser", errors: Path, several: Path, viewport: dict[str, int]) -> None:
    for file in (errors, several):
        with Shown(browser, file, viewport=viewport) as page:
            assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
            page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
            assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
            size = page.locator(".lines p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
            assert size >= 16


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_verdict_and_the_counts_are_seen_without_scrolling(
    browser: "Browser", errors: Path, viewport: dict[str, int]
) -> None:
    with Shown(browser, errors, viewport=viewport) as page:
        assert page.locator("h1").inner_text() == "改正后再公布"
        assert re.sub(r"\s+", " ", page.locator(".counts").inner_text()).startswith("10 ✗ 错误")
        for selector in ("h1", ".counts", ".coverage"):
            assert in_view(page, selector)
        # the first finding begins on the first screen
        top = page.locator(".finding").first.bounding_box()
        assert top is not None and top["y"] < viewport["height"]


def test_a_link_in_a_finding_leads_to_the_number_and_shows_its_card(browser: "Browser", errors: Path) -> None:
    with Shown(browser, errors) as page:
        assert visible_card(page) == ""
        page.locator("#f1-e3 a.n.broken").click()
        focused = page.evaluate("document.activeElement.textContent")
        assert focused == "25.2"
        assert in_view(page, ":focus")
        assert "(52.4 - 43.6) ÷ 43.6" in visible_card(page)


def test_a_number_leads_to_its_finding(browser: "Browser", errors: Path) -> None:
    with Shown(browser, errors) as page:
        page.locator(".lines a.ref.broken", has_text="15").click()
        assert page.url.endswith("#f1-e15")
        assert in_view(page, "#f1-e15 h4")


def test_a_card_is_shown_while_the_pointer_is_on_a_number(browser: "Browser", errors: Path) -> None:
    with Shown(browser, errors) as page:
        number = page.locator(".lines .n.holds[tabindex]", has_text="6690").first
        number.hover()
        assert "6690 ÷ 8364 × 100 = 79.99" in visible_card(page)
        box, card = number.bounding_box(), page.locator(".m:hover > .card").bounding_box()
        assert box is not None and card is not None
        assert box["x"] + box["width"] <= card["x"]  # beside the text, not over it
        page.locator("h3").first.hover()
        assert visible_card(page) == ""


def test_a_card_is_shown_by_a_tap_and_goes_with_the_next(browser: "Browser", errors: Path) -> None:
    with Shown(browser, errors, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        number = page.locator(".lines .n.broken[tabindex]", has_text="8364")
        number.tap()
        assert "4120 + 4264 = 8384 ≠ 8364" in visible_card(page)
        card = page.locator(".m:focus-within > .card").bounding_box()
        assert card is not None
        assert card["x"] >= 0
        assert card["x"] + card["width"] <= PHONE["width"]
        assert card["y"] + card["height"] <= PHONE["height"]
        page.locator(".lines p").nth(2).tap(position={"x": 150, "y": 10})
        assert visible_card(page) == ""


def test_the_keyboard_reaches_everything_and_gets_out_again(browser: "Browser", errors: Path) -> None:
    with Shown(browser, errors) as page:
        stops = page.locator("a[href], summary, [tabindex='0']").count()
        order = "[...document.querySelectorAll('*')].indexOf(document.activeElement)"
        body = page.evaluate("[...document.querySelectorAll('*')].indexOf(document.body)")
        seen = []
        for _ in range(stops + 1):
            page.keyboard.press("Tab")
            seen.append(page.evaluate(order))
        # from the link that skips to the findings to the one back to the top, each once
        reached = [number for number in dict.fromkeys(seen) if number != body]
        assert len(reached) == stops > 150
        assert reached == sorted(reached)


def test_what_has_the_focus_is_framed(browser: "Browser", errors: Path) -> None:
    with Shown(browser, errors) as page:
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "跳到问题"
        assert in_view(page, ":focus")
        page.locator("#f1-text .skip").focus()
        page.keyboard.press("Tab")
        assert "n" in (page.locator(":focus").get_attribute("class") or "").split()
        outline = page.locator(":focus").evaluate(
            "e => getComputedStyle(e).outlineStyle + getComputedStyle(e).outlineWidth"
        )
        assert outline == "solid3px"
        assert visible_card(page)
        page.locator("#f1-text .skip").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "回到开头"


def test_the_page_of_a_rule_opens_on_demand(browser: "Browser", errors: Path) -> None:
    with Shown(browser, errors) as page:
        rule = page.locator("#rule-GIK208")
        assert not rule.is_visible()
        page.locator("#f1-e3 a.code").click()
        assert rule.is_visible()
        assert rule.locator("h5").first.is_visible()
        rule.locator("xpath=..").locator("summary").click()
        assert not rule.is_visible()


def test_reports_are_opened_from_the_table_and_filtered(browser: "Browser", several: Path) -> None:
    with Shown(browser, several) as page:
        assert not page.locator("#f1").is_visible()
        page.locator(".files a", has_text="甲 县.txt").click()
        assert page.locator("#f1").is_visible()
        assert page.locator("#f1 .finding").first.is_visible()
        assert page.locator(".files tbody tr").nth(1).is_visible()
        page.get_by_label("只列有问题的报告").check()
        assert page.locator(".files tbody tr").nth(0).is_visible()
        assert not page.locator(".files tbody tr").nth(1).is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read_in_light_and_in_the_dark(browser: "Browser", errors: Path, scheme: str) -> None:
    with Shown(browser, errors, color_scheme=scheme) as page:
        red, green, blue = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
        assert (red + green + blue > 600) == (scheme == "light")
        assert page.evaluate(CONTRAST) == []


def test_it_is_printed_on_a4(browser: "Browser", several: Path) -> None:
    with Shown(browser, several) as page:
        page.emulate_media(media="print")
        assert page.locator("#f1 .finding").first.is_visible()  # folded on the screen
        page.locator("#f1 .n[tabindex]").first.focus()
        assert visible_card(page) == ""
        assert not page.locator("#only").is_visible()
        assert page.evaluate(CONTRAST) == []
        printed = page.pdf(prefer_css_page_size=True)
        sizes = {tuple(map(float, found.split())) for found in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", printed)}
        assert [round(size[2]) for size in sizes] == [595]
        assert [round(size[3]) for size in sizes] == [842]


def test_nothing_of_a_report_runs(browser: "Browser", tmp_path: Path) -> None:
    text = "".join(
        f"{hostile}\n全年{hostile}收到申请40件,其中{hostile}网络申请30件,{hostile}信函申请11件。\n"
        for hostile in HOSTILE
    )
    names = {f"{hostile}.txt": text for hostile in HOSTILE[:3]}
    with Shown(browser, write(tmp_path, "hostile", names, all_checks=True)) as page:
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert page.locator("script, img, iframe, object").count() == 0
        assert page.locator("svg").count() == 1
        handlers = "all => all.flatMap(e => [...e.attributes]).map(a => a.name).filter(n => n.startsWith('on'))"
        assert page.locator("*").evaluate_all(handlers) == []
        for number in range(5):
            page.locator(".n[tabindex]").nth(number).hover()
            page.locator(".n[tabindex]").nth(number).focus()
        assert page.locator("style").count() == 1
        assert page.evaluate("getComputedStyle(document.querySelector('.card')).position") == "fixed"


def test_the_policy_of_the_page_forbids_scripts(browser: "Browser", errors: Path, tmp_path: Path) -> None:
    """Were a script to get in, it would not run, and nothing could be loaded."""
    attack = (
        "<script>document.title = 'run'</script><img src='https://a.example/x.png' onerror=\"document.title='run'\">"
    )
    path = tmp_path / "attack.html"
    path.write_text(errors.read_text(encoding="utf-8").replace("</main>", attack + "</main>"), encoding="utf-8")
    shown = Shown(browser, path)
    assert shown.page.title().startswith("改正后再公布")
    assert any("Content Security Policy" in complaint for complaint in shown.complaints)
    assert shown.requests[1:] == ["https://a.example/x.png"]
    assert shown.blocked == ["csp"]
    shown.context.close()
