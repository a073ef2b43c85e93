"""What a number of a report was checked against, and what came of it, as plain text.

Plain text, because what a document says must not become a link or an image.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gikaudit.audit import Audit
from gikaudit.coverage import quantities, set_aside
from gikaudit.evaluate import Reason, Status
from gikaudit.explain import arithmetic, message
from gikaudit.ledger import Entry
from gikaudit.output.plain import printable
from gikaudit.relation import Operand, Wording, reading_operands
from gikaudit.rule import Words
from gikaudit.source import Span

_MOST = 8
"""So many relations of a number are shown, the broken ones first."""

_ORDER = (Status.BROKEN, Status.OPEN, Status.HOLDS)
_VERDICTS = {
    Status.BROKEN: Words("✗ 不符", "✗ broken"),
    Status.OPEN: Words("? 无法核对", "? not assessable"),
    Status.HOLDS: Words("✓ 成立", "✓ holds"),
}
_REASONS = {
    Reason.BLANK: Words("有关单元格空白或无法读取", "a cell it needs is blank or cannot be read"),
    Reason.ZERO: Words("以零为除数", "it would divide by zero"),
}
_ACCEPTED = Words("已接受：{}", "accepted: {}")
_MORE = Words("另有{}项", "{} more")
_UNCHECKED = Words(
    "未能核对：文中没有可供对照的内容", "not checked: the report says nothing that it could be compared with"
)
_SET_ASIDE = Words(
    "略过：日期、文号、名称、序号等，不是统计数量",
    "set aside: dates, document numbers, names and numbering are no quantities",
)


class Hover(NamedTuple):
    """What is said about a stretch of the text."""

    span: Span
    text: str


def hover(audit: Audit, offset: int, language: str) -> Hover | None:
    """What became of the number at a place; None where there is none."""
    if audit.report is None:
        return None
    entries = _entries(audit, offset)
    if entries:
        operand = min((found for _, found in entries), key=lambda found: found.span.end - found.span.start)
        head = "  ".join(dict.fromkeys(filter(None, (operand.shown, operand.label))))
        lines = [Words(head, head), *_relations(audit, [entry for entry, _ in entries])]
        return Hover(operand.span, _text(lines, language))
    for start, end in quantities(audit.report):
        if start <= offset < end:
            return Hover(Span(start, end), _text([_UNCHECKED], language))
    for passage, element in set_aside(audit.report):
        span = Span(passage.text.offset(element.start), passage.text.offset(element.end - 1) + 1)
        if span.start <= offset < span.end:
            return Hover(span, _text([_SET_ASIDE], language))
    return None


def _text(lines: Sequence[Words], language: str) -> str:
    return "\n".join(printable(line.in_language(language)) for line in lines)


def _entries(audit: Audit, offset: int) -> list[tuple[Entry, Operand]]:
    """The relations that were judged by the number at a place, with that number."""
    found = []
    for entry in audit.ledger:
        for operand in reading_operands(entry.verdict.reading):
            if operand.span.start <= offset < operand.span.end:
                found.append((entry, operand))
                break
    return found


def _relations(audit: Audit, entries: Sequence[Entry]) -> Iterator[Words]:
    accepted = {
        (finding.code, (finding.span.start, finding.span.end)): finding.suppression.reason
        for finding in audit.suppressed
        if finding.span is not None and finding.suppression is not None
    }
    ordered = sorted(entries, key=lambda entry: _ORDER.index(entry.verdict.status))
    for entry in ordered[:_MOST]:
        yield _relation(entry, accepted)
    if len(ordered) > _MOST:
        yield Words(*(text.format(len(ordered) - _MOST) for text in _MORE))


def _relation(entry: Entry, accepted: Mapping[tuple[str, tuple[int, int]], str]) -> Words:
    """One relation in a line: the verdict, the arithmetic, the rule, and what there is to say."""
    verdict = entry.verdict
    said = Words("", "")
    if verdict.status is Status.BROKEN:
        said = message(entry.rule.message, entry.relation, verdict)
    elif verdict.reason is not None:
        said = _REASONS[verdict.reason]
    elif isinstance(verdict.reading, Wording):
        said = Words(f"“{verdict.reading.found}”写法无误", f"“{verdict.reading.found}” is as it should be")
    reasons = [reason for (code, key), reason in accepted.items() if code == entry.rule.code and key in entry.keys]
    lines = []
    for language in ("zh", "en"):
        parts = [
            _VERDICTS[verdict.status].in_language(language),
            arithmetic(verdict),
            f"[{entry.rule.code}]",
            said.in_language(language),
        ]
        parts.extend(_ACCEPTED.in_language(language).format(reason) for reason in reasons)
        lines.append(" ".join(filter(None, parts)))
    return Words(*lines)
