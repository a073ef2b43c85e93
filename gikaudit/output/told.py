"""What a finding has to say, for formats that show it as a text."""

from __future__ import annotations

from gikaudit.audit import Audit
from gikaudit.finding import Finding
from gikaudit.output.plain import printable


def told(finding: Finding, language: str) -> list[str]:
    """The message, and where there are such: the arithmetic, why it must hold, the correction. A line each."""
    words = finding.message, finding.note, finding.correction.words if finding.correction else None
    message, note, correction = (part.in_language(language) if part else "" for part in words)
    return [printable(line) for line in (message, finding.arithmetic, note, correction) if line]


def told_with_place(audit: Audit, finding: Finding, language: str) -> list[str]:
    """The same, for formats that know lines only: the first line begins with the place in a file that is no text,
    as people find it (第12段)."""
    first, *more = told(finding, language)
    origin = audit.source.origin(finding.span.start) if audit.source is not None and finding.span is not None else None
    if origin is not None:
        first = f"{origin.en}: {first}" if language == "en" else f"{origin.zh}：{first}"
    return [printable(first), *more]
