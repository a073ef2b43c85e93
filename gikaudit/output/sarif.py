"""Findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from gikaudit import __version__
from gikaudit.audit import Audit
from gikaudit.evaluate import Status
from gikaudit.explain import arithmetic
from gikaudit.finding import Finding
from gikaudit.ledger import Entry
from gikaudit.registry import builtin_rules, page
from gikaudit.relation import reading_operands
from gikaudit.rule import Rule
from gikaudit.settings import Settings
from gikaudit.source import Source, Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME = "https://pypi.org/project/gikaudit/"
_KINDS = {Status.HOLDS: "pass", Status.OPEN: "open"}


def render(audits: Iterable[Audit], settings: Settings) -> Iterator[str]:
    """The audits as a SARIF log with one run. With all checks the ledger is in it as pass and open results."""
    rules = [rule for rule in builtin_rules() if settings.selects(rule.code)]
    index = {rule.code: number for number, rule in enumerate(rules)}
    results: list[dict[str, Any]] = []
    artifacts: list[dict[str, Any]] = []
    failed = False
    for number, audit in enumerate(audits):
        failed = failed or audit.failed
        artifact: dict[str, Any] = {"location": {"uri": _uri(audit.path)}}
        if audit.source is not None:
            artifact |= {"encoding": audit.source.encoding.upper(), "length": audit.source.size}
        artifacts.append(artifact)
        results.extend(_result(finding, audit, number, index, settings) for finding in audit.findings)
        if settings.all_checks:
            results.extend(
                _check(entry, audit, number, index) for entry in audit.ledger if entry.verdict.status in _KINDS
            )
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "gikaudit",
                        "semanticVersion": __version__,
                        "informationUri": _HOME,
                        "language": "zh-CN" if settings.language == "zh" else "en",
                        "rules": [_rule(rule, settings.language) for rule in rules],
                    }
                },
                "columnKind": "utf16CodeUnits",
                "invocations": [{"executionSuccessful": not failed}],
                "artifacts": artifacts,
                "results": results,
            }
        ],
    }
    yield json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    title = rule.title.in_language(language)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": title + "."},
        "fullDescription": {"text": (rule.title.zh + "。" + rule.title.en + ".")[:1000]},
        "defaultConfiguration": {"level": rule.level.value},
        "help": {"text": page(rule), "markdown": page(rule)},
        "properties": {"precision": rule.precision},
    }


def _result(finding: Finding, audit: Audit, artifact: int, index: dict[str, int], settings: Settings) -> dict[str, Any]:
    language = settings.language
    parts = [
        finding.message.in_language(language),
        finding.arithmetic,
        finding.note.in_language(language),
        finding.correction.words.in_language(language) if finding.correction else "",
    ]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": finding.level.value,
        "message": {"text": _message(parts)},
        "locations": [_location(finding.span, audit, artifact)],
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                **_location(place.span, audit, artifact),
                "message": {"text": _plain(place.words.in_language(language))},
            }
            for number, place in enumerate(finding.related, start=1)
        ]
    return result


def _check(entry: Entry, audit: Audit, artifact: int, index: dict[str, int]) -> dict[str, Any]:
    operands = list(reading_operands(entry.verdict.reading))
    text = arithmetic(entry.verdict) or entry.rule.title.zh
    return {
        "ruleId": entry.rule.code,
        "ruleIndex": index[entry.rule.code],
        "kind": _KINDS[entry.verdict.status],
        "level": "none",
        "message": {"text": _plain(text)},
        "locations": [_location(operands[0].span, audit, artifact)],
    }


def _location(span: Span | None, audit: Audit, artifact: int) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(audit.path), "index": artifact}}
    if span is not None and audit.source is not None:
        physical["region"] = _region(span, audit.source)
    return {"physicalLocation": physical}


def _region(span: Span, source: Source) -> dict[str, int]:
    return {
        "startLine": source.line_of(span.start),
        "startColumn": source.column(span.start, "utf16"),
        "endLine": source.line_of(span.end),
        "endColumn": source.column(span.end, "utf16"),
    }


def _uri(path: str) -> str:
    """A path as a relative URI, or as a file URI where it is absolute."""
    pure = PurePath(path)
    if pure.is_absolute():
        return pure.as_uri()
    return quote(os.fsencode(pure.as_posix()), safe="/._-~")  # a name need not be valid UTF-8


def _message(parts: Sequence[str]) -> str:
    """Sentences in one text; placeholders and links of SARIF messages are escaped."""
    return _plain(
        " ".join(
            part.rstrip("。") + "。" if part and not part.endswith((".", "。")) else part for part in parts if part
        )
    )


def _plain(text: str) -> str:
    return text.replace("\\", "\\\\").replace("{", "{{").replace("}", "}}").replace("[", "\\[").replace("]", "\\]")
