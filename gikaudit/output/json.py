"""Findings as JSON: one versioned object, described in docs/reference/json.md and json.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from textwrap import indent
from typing import Any

from gikaudit import __version__
from gikaudit.audit import Audit
from gikaudit.explain import arithmetic
from gikaudit.finding import Finding
from gikaudit.ledger import Entry
from gikaudit.relation import Operand
from gikaudit.rule import Words
from gikaudit.settings import Settings
from gikaudit.source import Source, Span

FORMAT_VERSION = 1
"""Raised when a member is taken away or changes its meaning; one that is added does not raise it."""


def render(audits: Iterable[Audit], settings: Settings) -> Iterator[str]:
    """The audits as a JSON text. Lines and columns count from 1, columns in code points, ends are exclusive."""
    tool = {"name": "gikaudit", "version": __version__}
    yield f'{{\n  "version": {FORMAT_VERSION},\n  "tool": {json.dumps(tool)},\n  "files": ['
    separator = "\n"
    for audit in audits:  # each file is written when it is done, however many there are
        text = json.dumps(_file(audit, settings), ensure_ascii=False, indent=2)
        yield separator + indent(text, "    ")
        separator = ",\n"
    yield "]\n}\n" if separator == "\n" else "\n  ]\n}\n"


def _file(audit: Audit, settings: Settings) -> dict[str, Any]:
    file: dict[str, Any] = {
        "path": audit.path,
        "encoding": audit.source.encoding if audit.source else None,
        "findings": [finding_object(finding, audit.source) for finding in audit.findings],
        "suppressed": len(audit.suppressed),
        "coverage": {"numbers": audit.coverage.numbers, **audit.coverage._asdict()},
    }
    if settings.all_checks:
        file["checks"] = [check_object(entry, audit.source) for entry in audit.ledger]
    return file


def finding_object(finding: Finding, source: Source | None) -> dict[str, Any]:
    """A finding as it stands in JSON."""
    return {
        "code": finding.code,
        "level": finding.level.value,
        "message": _words(finding.message),
        "place": _place(finding.span, source),
        "arithmetic": finding.arithmetic or None,
        "note": _words(finding.note) if finding.note.zh else None,
        "correction": None
        if finding.correction is None
        else {
            "place": _place(finding.correction.span, source),
            "text": finding.correction.text,
            "message": _words(finding.correction.words),
        },
        "related": [{"place": _place(place.span, source), "text": place.words.zh} for place in finding.related],
        "folded": list(finding.folded),
        "fingerprint": finding.fingerprint,
    }


def check_object(entry: Entry, source: Source | None) -> dict[str, Any]:
    """A relation of the ledger as it stands in JSON."""
    return {
        "code": entry.rule.code,
        "verdict": entry.verdict.status.value,
        "reason": entry.verdict.reason.value if entry.verdict.reason else None,
        "arithmetic": arithmetic(entry.verdict) or None,
        "operands": [_operand(operand, source) for operand in entry.relation.operands()],
    }


def _operand(operand: Operand, source: Source | None) -> dict[str, Any]:
    return {"text": operand.shown, "label": operand.label, "place": _place(operand.span, source)}


def _words(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _place(span: Span | None, source: Source | None) -> dict[str, Any] | None:
    if span is None or source is None:
        return None
    origin = source.origin(span.start)
    if origin is None:
        return _range(span, source)
    in_file: dict[str, Any] = {"zh": origin.zh, "en": origin.en}
    if origin.page:
        in_file["page"] = origin.page
    if origin.box:
        in_file["box"] = [round(edge, 2) for edge in origin.box]
    return {**_range(span, source), "in_file": in_file}


def _range(span: Span, source: Source) -> dict[str, int]:
    return {
        "line": source.line_of(span.start),
        "column": source.column(span.start),
        "end_line": source.line_of(span.end),
        "end_column": source.column(span.end),
        "offset": span.start,
        "end_offset": span.end,
    }
