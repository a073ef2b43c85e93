"""What a finding has to say, for formats that show it as a text."""

from __future__ import annotations

from gikaudit.finding import Finding
from gikaudit.output.plain import printable


def told(finding: Finding, language: str) -> list[str]:
    """The message, and where there are such: the arithmetic, why it must hold, the correction. A line each."""
    words = finding.message, finding.note, finding.correction.words if finding.correction else None
    message, note, correction = (part.in_language(language) if part else "" for part in words)
    return [printable(line) for line in (message, finding.arithmetic, note, correction) if line]
