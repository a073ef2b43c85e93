"""Findings as an editor shows them, and the edits that correct them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from lsprotocol import types

from gikaudit.finding import Finding
from gikaudit.output.plain import printable
from gikaudit.output.told import told
from gikaudit.registry import ruleset
from gikaudit.relation import Level
from gikaudit.rule import Rule
from gikaudit.server.audits import Audited, Steering
from gikaudit.server.positions import Positions
from gikaudit.source import Source, Span

Shown = tuple[Finding, types.Diagnostic]
"""A finding, and how the editor shows it."""

_SEVERITIES = {
    Level.ERROR: types.DiagnosticSeverity.Error,
    Level.WARNING: types.DiagnosticSeverity.Warning,
    Level.NOTE: types.DiagnosticSeverity.Information,
}


def diagnostics(uri: str, positions: Positions, found: Audited) -> Iterator[Shown]:
    """The findings of a document. What is wrong with a file that steers the audit is shown in its first line."""
    rules = {rule.code: rule for rule in ruleset(found.settings.rules_dir).rules}
    language = found.settings.language
    for one in found.steering:
        shown = _diagnostic(one.finding, positions, language, rules)
        name = printable(Path(one.path).name) + (f":{one.line}" if one.line else "")
        shown.message = f"{name}: {shown.message}"
        shown.related_information = [types.DiagnosticRelatedInformation(_location(one), name)]
        yield one.finding, shown
    for finding in found.audit.findings:
        shown = _diagnostic(finding, positions, language, rules)
        shown.related_information = [
            types.DiagnosticRelatedInformation(
                types.Location(uri, positions.range(place.span)), printable(place.words.in_language(language))
            )
            for place in finding.related
        ]
        yield finding, shown


def corrections(
    shown: Iterable[Shown], asked: Span, positions: Positions, source: Source | None, language: str
) -> Iterator[tuple[str, types.Diagnostic, types.TextEdit]]:
    """The corrections of the findings in a stretch of the text, each with its name and the edit that makes it."""
    for finding, diagnostic in shown:
        correction = finding.correction
        if correction is None or finding.span is None or source is None or not source.editable(correction.span):
            continue
        if any(span.start <= asked.end and asked.start <= span.end for span in (finding.span, correction.span)):
            edit = types.TextEdit(positions.range(correction.span), correction.text)
            yield printable(correction.words.in_language(language)), diagnostic, edit


def _diagnostic(finding: Finding, positions: Positions, language: str, rules: dict[str, Rule]) -> types.Diagnostic:
    return types.Diagnostic(
        range=positions.range(finding.span),
        message="\n".join(told(finding, language)),
        severity=_SEVERITIES[finding.level],
        code=finding.code,
        code_description=_page(rules.get(finding.code)),
        source="gikaudit",
    )


def _page(rule: Rule | None) -> types.CodeDescription | None:
    """The page of a rule, where it is a file that the editor can open."""
    page = Path(os.path.abspath(rule.path.with_suffix(".md"))) if rule is not None else None
    return types.CodeDescription(page.as_uri()) if page is not None and page.is_file() else None


def _location(steering: Steering) -> types.Location:
    start = types.Position(max(steering.line - 1, 0), 0)
    return types.Location(Path(os.path.abspath(steering.path)).as_uri(), types.Range(start, start))
