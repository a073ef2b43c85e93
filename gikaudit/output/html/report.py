"""One report on the page: its findings, what was accepted, and its text."""

from __future__ import annotations

from collections.abc import Iterator

from gikaudit.audit import Audit
from gikaudit.output.html.cards import CLASSES, Cards, relation
from gikaudit.output.html.findings import Findings
from gikaudit.output.html.marks import Kind, Marks
from gikaudit.output.html.markup import Html, joined, tag
from gikaudit.output.html.rules import RulePages
from gikaudit.output.html.summary import badge
from gikaudit.output.html.tally import Tally
from gikaudit.output.html.text import ReportText
from gikaudit.output.html.words import LEGEND, LEVELS, SIGNS, Say
from gikaudit.relation import Level, reading_operands
from gikaudit.settings import Settings


def report(
    audit: Audit, number: int, tally: Tally, settings: Settings, pages: RulePages, *, alone: bool, excerpts: bool
) -> Iterator[str]:
    """The part of the page on one report, folded where there are several."""
    say = Say(settings.language)
    prefix = f"f{number}"
    if alone:
        yield tag("h2", audit.path, class_="alone")
    else:
        yield '<details class="report">' + tag(
            "summary", tag("h2", audit.path), Html(" "), badge(say, tally.verdict), Html(" "), _counts(say, tally)
        )
    # the id stands inside: a link to it opens what is folded
    yield f'<div class="columns" id="{prefix}">'
    yield from _columns(audit, prefix, say, settings, pages, excerpts)
    yield "</div>" if alone else "</div></details>"


def _columns(
    audit: Audit, prefix: str, say: Say, settings: Settings, pages: RulePages, excerpts: bool
) -> Iterator[str]:
    marks = Marks(audit)
    cards = Cards(audit, prefix, say, brief=excerpts)
    text = ReportText(audit, marks, cards, excerpts) if audit.source is not None else None
    written = list(text.render()) if text is not None else []  # before the findings, which link to what is there
    findings = Findings(audit, prefix, say, marks, text, pages)
    found = list(findings.render())
    heading = tag("h3", say("findings"))
    nothing = tag("p", say("no others" if audit.suppressed else "no findings"))
    yield tag("section", heading, tag("ol", *found) if found else nothing, class_="findings")
    if audit.suppressed:
        yield tag(
            "details",
            tag("summary", f"{say('suppressed')} ({len(audit.suppressed)})"),
            tag("ol", *findings.suppressed(), class_="accepted"),
            class_="suppressed",
        )
    if text is None:
        yield tag("p", say("unread"))
        return
    if written:
        yield _legend(marks, say)
        yield from _text(written, prefix, say, excerpts)
    if settings.all_checks and audit.ledger:
        yield _checks(audit, prefix, say, marks, text)


def _text(written: list[Html], prefix: str, say: Say, excerpts: bool) -> Iterator[str]:
    yield f'<section class="text" id="{prefix}-text">'
    yield tag("h3", say("excerpts" if excerpts else "text"))
    if excerpts:
        yield tag("p", say("why excerpts"), class_="why")
    yield tag("a", say("skip text"), class_="skip", href=f"#{prefix}-end")
    # a tap beside a number must take the focus from it
    yield '<div class="lines" lang="zh-CN" tabindex="-1">'
    yield from written
    yield "</div>"
    yield tag("p", tag("a", say("up"), href="#top"), id=f"{prefix}-end", class_="up")
    yield "</section>"


def _legend(marks: Marks, say: Say) -> Html:
    kinds = sorted({mark.kind for mark in marks.marks})
    items = []
    for kind in kinds:
        reference = tag("sup", "✗1" if kind is Kind.BROKEN else "1", class_=f"ref {CLASSES[kind]}")
        sample = tag("span", "12", class_=f"n {CLASSES[kind]}")
        sample = joined([sample, reference] if kind <= Kind.INVOLVED else [sample])
        items.append(tag("li", tag("span", sample, class_="sample", aria_hidden="true"), say.words(LEGEND[kind])))
    return tag("aside", tag("h3", say("marks")), tag("ul", *items), tag("p", say("how"), class_="how"), class_="legend")


def _checks(audit: Audit, prefix: str, say: Say, marks: Marks, text: ReportText) -> Html:
    """The whole ledger."""
    items = []
    for entry in audit.ledger:
        operand = entry.relation.primary or reading_operands(entry.verdict.reading)[0]
        number = marks.at(operand.span.start)
        label = f"{operand.label} {operand.shown}".strip()
        place = tag("a", label, href=f"#{prefix}-n{number}") if number in text.ids else label
        items.append(tag("li", relation(entry, say), Html(" "), place, class_=entry.verdict.status.name.lower()))
    return tag("details", tag("summary", f"{say('checks')} ({len(items)})"), tag("ol", *items), class_="checks")


def _counts(say: Say, tally: Tally) -> Html:
    return joined(
        tag("span", f"{SIGNS[level]} {say.words(LEVELS[level])} {tally.levels[level]}", class_=f"level {level.value}")
        for level in Level
        if tally.levels[level]
    )
