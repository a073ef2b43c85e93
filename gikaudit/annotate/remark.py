"""What the comment on a finding says."""

from __future__ import annotations

from gikaudit.audit import Audit
from gikaudit.finding import Finding, Place
from gikaudit.output.plain import printable
from gikaudit.output.summary import LEVELS

AUTHOR, INITIALS = "gikaudit", "GIK"
_MOST_RELATED = 12


def remark(audit: Audit, finding: Finding, language: str) -> list[str]:
    """The lines of a comment: what is wrong, the arithmetic, why, what to do, and where the other numbers stand."""
    chinese = language != "en"
    level = LEVELS[finding.level].in_language(language)
    head = f"[{level} {finding.code}] " if chinese else f"[{level}: {finding.code}] "
    lines = [head + finding.message.in_language(language), finding.arithmetic]
    note = finding.note.in_language(language)
    if note:
        lines.append(f"说明：{note}" if chinese else f"Why: {note}")
    if finding.correction is not None:
        words = finding.correction.words.in_language(language)
        lines.append(f"建议：{words}" if chinese else f"Fix: {words}")
    if finding.related:
        lines.append("有关数字：" if chinese else "The other numbers:")
        lines.extend(_related(audit, place, language) for place in finding.related[:_MOST_RELATED])
        more = len(finding.related) - _MOST_RELATED
        if more > 0:
            lines.append(f"……另有{more}处" if chinese else f"… and {more} more")
    return [printable(line) for line in lines if line]


def _related(audit: Audit, place: Place, language: str) -> str:
    origin = audit.source.origin(place.span.start) if audit.source is not None else None
    words = place.words.in_language(language)
    if origin is None:
        return words
    return f"{words}（{origin.zh}）" if language != "en" else f"{words} ({origin.en})"
