"""Findings as workflow commands of GitHub Actions, which show them at the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gikaudit.audit import Audit
from gikaudit.finding import Finding
from gikaudit.output.paths import in_repository
from gikaudit.output.plain import printable
from gikaudit.output.summary import Summary
from gikaudit.output.told import told_with_place
from gikaudit.relation import Level
from gikaudit.settings import Settings

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def render(audits: Iterable[Audit], settings: Settings) -> Iterator[str]:
    """A command for each finding, then the summary for the log, which is no command."""
    summary = Summary()
    for audit in summary.counted(audits):
        for finding in audit.findings:
            yield _command(audit, finding, settings.language)
        if settings.all_checks:
            from gikaudit.output.full import ledger

            yield from (_no_command(piece.text) for piece in ledger(audit, settings.language))
    if not settings.quiet:
        yield f"{summary.findings(settings.language)}\n{summary.checked(settings.language)}\n"


def _command(audit: Audit, finding: Finding, language: str) -> str:
    properties: dict[str, object] = {"file": printable(in_repository(audit.path))}
    if audit.source is not None and finding.span is not None:
        start, end = finding.span
        line, end_line = audit.source.line_of(start), audit.source.line_of(end)
        properties |= {"line": line, "endLine": end_line}
        if line == end_line:  # GitHub refuses columns of a place with several lines
            properties |= {"col": audit.source.column(start), "endColumn": audit.source.column(end)}
    properties["title"] = f"gikaudit {finding.code}"
    message = "\n".join(told_with_place(audit, finding, language))
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.level]} {listed}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _no_command(line: str) -> str:
    """A line of the log in which the name of a file is not taken for a command.

    The runner looks past blanks before ``::``, and for the older ``##[`` anywhere in a line.
    """
    line = line.replace("##[", "## [")
    return f"| {line}" if line.lstrip().startswith("::") else line
