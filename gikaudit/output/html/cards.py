"""Marked numbers, each with a card that says what it was checked against."""

from __future__ import annotations

from gikaudit.audit import Audit
from gikaudit.evaluate import Reason, Status
from gikaudit.explain import arithmetic
from gikaudit.ledger import Entry
from gikaudit.output.html.marks import Kind, Mark
from gikaudit.output.html.markup import Html, joined, tag
from gikaudit.output.html.words import ASIDE, KINDS, Say
from gikaudit.relation import Operand, Wording, reading_operands

CLASSES = {
    Kind.BROKEN: "broken",
    Kind.INVOLVED: "involved",
    Kind.ACCEPTED: "accepted",
    Kind.HOLDS: "holds",
    Kind.OPEN: "open",
    Kind.ASIDE: "aside",
}
_ORDER = list(Status)
_MOST_RELATIONS = 5
_MOST_LABELS = 6
_LONGEST_LABEL = 40


class Cards:
    """The marks of one report as elements. ``prefix`` is that of their ids; where it is ``brief``, only the numbers
    of findings have a card."""

    def __init__(self, audit: Audit, prefix: str, say: Say, *, brief: bool) -> None:
        self.audit = audit
        self.prefix = prefix
        self.say = say
        self.brief = brief

    def has_card(self, mark: Mark) -> bool:
        """Whether there is something to say about a mark."""
        if self.brief:
            return mark.kind <= Kind.ACCEPTED
        return mark.kind is not Kind.ASIDE or bool(mark.entries)

    def marked(self, number: int, mark: Mark, text: str) -> Html:
        """A mark where it begins. What has a card can be reached by keyboard."""
        name = CLASSES[mark.kind]
        element = f"{self.prefix}-n{number}"
        if not self.has_card(mark):
            title = self._aside(mark) if mark.kind is Kind.ASIDE else self.say.words(KINDS[mark.kind])
            return tag("span", text, class_=f"n {name}", title=title)
        card = f"{self.prefix}-c{number}"
        return tag(
            "span",
            tag("span", text, class_=f"n {name}", id=element, tabindex=0, role="button", aria_describedby=card),
            self._references(mark),
            tag("span", self._card(mark, text), class_="card", id=card, role="tooltip"),
            class_="m",
        )

    def continued(self, mark: Mark, text: str) -> Html:
        """A further stretch of a mark that goes on in another line or behind another mark."""
        return tag("span", text, class_=f"n {CLASSES[mark.kind]}")

    def _references(self, mark: Mark) -> Html:
        """The numbers of the findings, as links to them."""
        sign = "✗" if mark.kind is Kind.BROKEN else ""
        return joined(
            tag(
                "a",
                f"{sign if position == 0 else ''}{finding + 1}",
                class_=f"ref {CLASSES[mark.kind]}",
                href=f"#{self.prefix}-e{finding + 1}",
                aria_label=self.say("see finding", finding + 1),
            )
            for position, finding in enumerate(mark.findings)
        )

    def _card(self, mark: Mark, text: str) -> Html:
        lines = [self._head(mark, text)]
        for number in mark.findings:
            message = self.audit.findings[number].message
            lines.append(tag("span", f"{number + 1}. {self.say.words(message)}", class_="said"))
        entries = sorted(mark.entries, key=lambda entry: _ORDER.index(entry.verdict.status))
        entries.sort(key=lambda entry: entry.verdict.status is not Status.BROKEN)
        lines.extend(self._relation(entry, mark) for entry in entries[:_MOST_RELATIONS])
        if len(entries) > _MOST_RELATIONS:
            lines.append(tag("span", self.say("more", len(entries) - _MOST_RELATIONS), class_="of"))
        if mark.kind is Kind.OPEN and not entries:
            lines.append(tag("span", self.say("no relation"), class_="of"))
        return joined(lines)

    def _head(self, mark: Mark, text: str) -> Html:
        own = next((operand for entry in mark.entries for operand in _operands(entry) if operand.key == mark.key), None)
        label = _label(own) if own is not None else ""
        words = self.say.words(KINDS[mark.kind])
        return tag("span", tag("b", words), f" {label or text}", class_=f"head {CLASSES[mark.kind]}")

    def _relation(self, entry: Entry, mark: Mark) -> Html:
        others = {operand.key: operand for operand in _operands(entry) if operand.key != mark.key}.values()
        labels = [f"{_label(operand)} {operand.shown}".strip() for operand in others]
        shown = "；".join(label for label in labels[:_MOST_LABELS] if label)
        if len(labels) > _MOST_LABELS:
            shown += "…"
        return tag(
            "span",
            relation(entry, self.say),
            tag("span", shown, class_="of") if shown else Html(),
            class_=f"rel {entry.verdict.status.name.lower()}",
        )

    def _aside(self, mark: Mark) -> str:
        kind = "LEVEL" if mark.element.startswith("LEVEL") else mark.element
        separator = ": " if self.say.language == "en" else "："
        return f"{self.say.words(KINDS[Kind.ASIDE])}{separator}{self.say.words(ASIDE[kind])}"


def relation(entry: Entry, say: Say) -> Html:
    """One relation with its verdict."""
    verdict = entry.verdict
    sign = {Status.HOLDS: "✓", Status.BROKEN: "✗", Status.OPEN: "?"}[verdict.status]
    if verdict.status is Status.OPEN:
        said = say("zero" if verdict.reason is Reason.ZERO else "no values")
    elif isinstance(verdict.reading, Wording):
        said = say("good wording" if verdict.status is Status.HOLDS else "bad wording")
    else:
        said = arithmetic(verdict)
    return joined((tag("b", f"{sign} {say(verdict.status.value)}"), f" {said} ", tag("small", entry.rule.code)))


def _operands(entry: Entry) -> list[Operand]:
    return list(reading_operands(entry.verdict.reading))


def _label(operand: Operand) -> str:
    label = operand.label
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"
