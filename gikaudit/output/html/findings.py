"""The findings of one report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gikaudit.audit import Audit
from gikaudit.finding import Finding
from gikaudit.output.html.cards import CLASSES
from gikaudit.output.html.marks import Kind, Marks
from gikaudit.output.html.markup import Html, joined, tag
from gikaudit.output.html.rules import RulePages
from gikaudit.output.html.text import ReportText, places
from gikaudit.output.html.words import LEVELS, SIGNS, Say
from gikaudit.output.shown import ShownLine, shown_lines
from gikaudit.source import Span

_CONTEXT = 20
"""So many characters are shown on each side of a number."""
_TOO_FEW_TO_CUT = 12
_MOST_PLACES = 24
_SHORT_LINE = 12


class Findings:
    """The findings of one report as elements. ``prefix`` is that of their ids."""

    def __init__(
        self, audit: Audit, prefix: str, say: Say, marks: Marks, text: ReportText | None, pages: RulePages
    ) -> None:
        self.audit = audit
        self.prefix = prefix
        self.say = say
        self.marks = marks
        self.text = text
        self.pages = pages

    def render(self) -> Iterator[Html]:
        """The findings that count, in the order of their places."""
        for number, finding in enumerate(self.audit.findings, start=1):
            yield self._finding(finding, f"{self.prefix}-e{number}", number)

    def suppressed(self) -> Iterator[Html]:
        """The findings that somebody has accepted, with the reason."""
        for number, finding in enumerate(self.audit.suppressed, start=1):
            yield self._finding(finding, f"{self.prefix}-s{number}", number)

    def _finding(self, finding: Finding, id: str, number: int) -> Html:
        say = self.say
        level = finding.level
        head = tag(
            "h4",
            tag("span", f"{number}", class_="no"),
            tag("span", f"{SIGNS[level]} {say.words(LEVELS[level])}", class_=f"level {level.value}"),
            Html(" "),
            tag("span", say.words(finding.message), class_="message"),
            Html(" "),
            self.pages.link(finding.code),
        )
        parts = [head]
        if finding.arithmetic:
            parts.append(tag("p", finding.arithmetic, class_="sum"))
        note = say.words(finding.note)
        if note:
            parts.append(self._said("why", note))
        if finding.correction is not None:
            parts.append(self._said("fix", say.words(finding.correction.words)))
        if finding.folded:
            parts.append(self._said("also", *self._folded(finding.folded)))
        if finding.suppression is not None and finding.suppression.reason:
            parts.append(self._said("reason", finding.suppression.reason))
        parts.extend(self._excerpts(finding))
        return tag("li", *parts, id=id, class_=f"finding {level.value}")

    def _said(self, name: str, *text: str) -> Html:
        colon = ": " if self.say.language == "en" else "："
        return tag("p", tag("b", self.say(name) + colon), *text, class_=name)

    def _folded(self, codes: Sequence[str]) -> Iterator[Html]:
        for number, code in enumerate(dict.fromkeys(codes)):
            yield joined(["、" if number and self.say.language == "zh" else ", " if number else "", tag("span", code)])

    def _excerpts(self, finding: Finding) -> Iterator[Html]:
        """The lines of the numbers, each line once, with what stands around them."""
        spans = places(finding)[:_MOST_PLACES]
        if not spans:
            return
        labels = {place.span: _label(self.say.words(place.words)) for place in finding.related}
        first = {finding.span, finding.correction.span if finding.correction else None}
        items = []
        for line in shown_lines(self.audit, spans):
            text = line.text
            label = labels.get(line.marks[0][2], "") if line.marks and len(text.strip()) < _SHORT_LINE else ""
            place = self.say.words(line.place) if line.place else self.say("line", line.line)
            items.append(
                tag(
                    "li",
                    tag("span", place, class_="line"),
                    Html(" "),
                    self._excerpt(line, first),
                    tag("span", f" {label}", class_="of") if label and label not in text else Html(),
                )
            )
        yield tag("ul", *items, class_="places")

    def _excerpt(self, line: ShownLine, first: set[Span | None]) -> Html:
        """A line cut down to the surroundings of some places, each of them a link to where it stands."""
        content = line.text
        parts: list[str] = []
        position = 0
        for low, high, span in line.marks:
            if low < position:
                continue
            left = max(position, low - _CONTEXT)
            if left - position < _TOO_FEW_TO_CUT:
                left = position
            if left > position:
                parts.append("…")
            kind = Kind.BROKEN if span in first else Kind.INVOLVED
            parts.extend((content[left:low], self._link(span, content[low:high], kind)))
            position = max(high, low)
        end = position + _CONTEXT
        if len(content) - end < _TOO_FEW_TO_CUT:
            end = len(content)
        parts.extend((content[position:end].rstrip(), "…" if end < len(content) else ""))
        return joined(parts)

    def _link(self, span: Span, text: str, kind: Kind) -> Html:
        number = self.marks.at(span.start)
        if self.text is None or number not in self.text.ids:
            return tag("span", text, class_=f"n {CLASSES[kind]}")
        return tag("a", text, class_=f"n {CLASSES[kind]}", href=f"#{self.prefix}-n{number}")


def _label(words: str) -> str:
    """What a place counts, without its value."""
    return words.replace("：", ":").partition(":")[0]
