"""The result as one page for people: it needs no network and runs no script.

The counts at the top are known last, so what stands below them is kept in a temporary file meanwhile.
"""

from __future__ import annotations

import base64
import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from gikaudit import __version__
from gikaudit.audit import Audit
from gikaudit.output.html.markup import Html, joined, tag
from gikaudit.output.html.report import report
from gikaudit.output.html.rules import RulePages
from gikaudit.output.html.summary import overview, table
from gikaudit.output.html.tally import Tally
from gikaudit.output.html.words import VERDICTS, Say
from gikaudit.registry import ruleset
from gikaudit.settings import Settings

WHOLE_TEXTS = 30
"""Of more reports than these the page holds only the lines with findings: it must remain usable."""
_IN_MEMORY = 8 * 1024 * 1024
_CHUNK = 1 << 16


def render(audits: Iterable[Audit], settings: Settings) -> Iterator[str]:
    """The page."""
    say = Say(settings.language)
    pages = RulePages(ruleset(settings.rules_dir).rules, say)
    audits = iter(audits)
    first = list(islice(audits, WHOLE_TEXTS + 1))
    excerpts = len(first) > WHOLE_TEXTS
    total = Tally()
    each: list[tuple[str, Tally]] = []
    with tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="") as body:
        for number, audit in enumerate(chain(first, audits), start=1):
            tally = Tally()
            for tallied in (total, tally):
                tallied.add(audit)
            each.append((audit.path, tally))
            shown = report(audit, number, tally, settings, pages, alone=len(first) == 1, excerpts=excerpts)
            body.writelines(f"{part}\n" for part in shown)
        yield from _top(say, total, each)
        body.seek(0)
        while chunk := body.read(_CHUNK):
            yield chunk
    yield from _end(say, pages)


def _top(say: Say, total: Tally, each: list[tuple[str, Tally]]) -> Iterator[str]:
    style = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    alone = each[0][0] if len(each) == 1 else ""
    title = f"{say.words(VERDICTS[total.verdict])} · {alone or say('title')}"
    yield "<!DOCTYPE html>\n"
    yield f'<html lang="{"en" if say.language == "en" else "zh-CN"}">\n<head>\n'
    for meta in (
        tag("meta", charset="utf-8"),
        tag("meta", name="generator", content=f"gikaudit {__version__}"),  # by which the reader of pages knows it
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noindex"),
        tag("link", rel="icon", href="data:,"),
        tag("title", title),
        tag("style", Html(style)),
    ):
        yield f"{meta}\n"
    yield "</head>\n<body>\n"
    yield tag("a", say("skip"), class_="skip", href="#reports") + "\n"
    yield tag("header", *overview(say, total, each), id="top") + "\n"
    if len(each) > 1:
        yield from table(say, each)
    yield '<main id="reports" tabindex="-1">\n'


def _end(say: Say, pages: RulePages) -> Iterator[str]:
    yield "</main>\n"
    rules = list(pages.render())
    if rules:
        yield tag("section", tag("h2", say("rules")), *rules, class_="rules", id="rules") + "\n"
    yield tag("footer", tag("p", say("limits")), _signed(say)) + "\n"
    yield "</body>\n</html>\n"


def _signed(say: Say) -> Html:
    return joined([tag("p", f"gikaudit {__version__} · ", tag("a", say("up"), href="#top"))])


def _policy(style: str) -> str:
    """Nothing is loaded and nothing runs; only this style applies."""
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
