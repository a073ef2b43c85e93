"""Findings as a Code Quality report of GitLab, which shows them in a merge request."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from gikaudit.audit import Audit
from gikaudit.failures import FAILURES
from gikaudit.finding import Finding
from gikaudit.output.paths import in_repository
from gikaudit.output.plain import printable
from gikaudit.output.told import told_with_place
from gikaudit.relation import Level
from gikaudit.settings import Settings

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}
_NOT_CHECKED = "critical"


def render(audits: Iterable[Audit], settings: Settings) -> Iterator[str]:
    """The findings as one list. GitLab knows no relations that hold, so all checks are the findings too."""
    seen: Counter[str] = Counter()
    separator = "[\n"
    for audit in audits:
        for finding in audit.findings:
            yield separator + json.dumps(_issue(audit, finding, seen, settings.language), ensure_ascii=False)
            separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _issue(audit: Audit, finding: Finding, seen: Counter[str], language: str) -> dict[str, Any]:
    path = in_repository(audit.path)
    lines = {"begin": 1, "end": 1}  # GitLab leaves out what has no line
    if audit.source is not None and finding.span is not None:
        lines = {"begin": audit.source.line_of(finding.span.start), "end": audit.source.line_of(finding.span.end)}
    message = told_with_place(audit, finding, language)[0]
    return {
        "type": "issue",
        "check_name": finding.code,
        "description": " ".join(filter(None, (f"{finding.code}: {message}", printable(finding.arithmetic)))),
        "categories": ["Bug Risk"],
        "severity": _NOT_CHECKED if finding.code in FAILURES else _SEVERITIES[finding.level],
        "fingerprint": _fingerprint(path, finding.fingerprint, seen),
        "location": {"path": path, "lines": lines},
    }


def _fingerprint(path: str, fingerprint: str, seen: Counter[str]) -> str:
    """A fingerprint that no other finding of the run has: GitLab shows only one of those that are alike."""
    alike = f"{path}\0{fingerprint}"
    seen[alike] += 1
    return sha256(f"{alike}\0{seen[alike]}".encode("utf-8", "backslashreplace")).hexdigest()
