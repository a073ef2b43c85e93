"""What a finding is recognised by from one version of a document to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from gikaudit.finding import Finding

VERSION = 1
"""To be raised when fingerprints are made in another way: what was kept by the old ones is then not found."""

_LENGTH = 32


def fingerprint(code: str, parts: Iterable[str]) -> str:
    """The fingerprint of a finding: its rule, and the labels and values of its numbers.

    Nothing in it depends on places, so that it survives edits elsewhere; a number that changes changes it.
    """
    from hashlib import sha256  # takes longer to import than many audits need

    return sha256("\0".join((str(VERSION), code, *parts)).encode("utf-8", "backslashreplace")).hexdigest()[:_LENGTH]


def distinct(findings: Iterable[Finding]) -> Sequence[Finding]:
    """Findings of one document with distinct fingerprints: the second of two that are alike has ``:2`` behind it."""
    seen: Counter[str] = Counter()
    numbered = []
    for finding in findings:
        mark = finding.fingerprint
        seen[mark] += 1
        numbered.append(finding if seen[mark] == 1 else finding._replace(fingerprint=f"{mark}:{seen[mark]}"))
    return numbered
