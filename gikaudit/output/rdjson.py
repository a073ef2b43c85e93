"""Findings in the Diagnostic Format of reviewdog (rdjson)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from gikaudit.audit import Audit
from gikaudit.finding import Finding
from gikaudit.output.paths import in_repository
from gikaudit.output.plain import printable
from gikaudit.output.told import told_with_place
from gikaudit.relation import Level
from gikaudit.settings import Settings
from gikaudit.source import Source, Span

_SEVERITIES = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.NOTE: "INFO"}
_SOURCE = {"name": "gikaudit", "url": "https://pypi.org/project/gikaudit/"}


def render(audits: Iterable[Audit], settings: Settings) -> Iterator[str]:
    """The findings as one DiagnosticResult. Columns count bytes of UTF-8; the end of a place is exclusive."""
    yield f'{{"source": {json.dumps(_SOURCE)}, "diagnostics": ['
    separator = "\n"
    for audit in audits:
        for finding in audit.findings:
            yield separator + json.dumps(_diagnostic(audit, finding, settings.language), ensure_ascii=False)
            separator = ",\n"
    yield "]}\n" if separator == "\n" else "\n]}\n"


def _diagnostic(audit: Audit, finding: Finding, language: str) -> dict[str, Any]:
    diagnostic: dict[str, Any] = {
        "message": "\n".join(told_with_place(audit, finding, language)),
        "location": _location(audit, finding.span),
        "severity": _SEVERITIES[finding.level],
        "source": _SOURCE,
        "code": {"value": finding.code},
    }
    correction = finding.correction
    if correction is not None and audit.source is not None and audit.source.editable(correction.span):
        diagnostic["suggestions"] = [{"range": _range(audit.source, correction.span), "text": correction.text}]
    if finding.related:
        diagnostic["relatedLocations"] = [
            {"message": printable(place.words.in_language(language)), "location": _location(audit, place.span)}
            for place in finding.related
        ]
    return diagnostic


def _location(audit: Audit, span: Span | None) -> dict[str, Any]:
    location: dict[str, Any] = {"path": in_repository(audit.path)}
    if audit.source is not None and span is not None:
        location["range"] = _range(audit.source, span)
    return location


def _range(source: Source, span: Span) -> dict[str, Any]:
    return {
        name: {"line": source.line_of(offset), "column": source.column(offset, "utf8")}
        for name, offset in (("start", span.start), ("end", span.end))
    }
