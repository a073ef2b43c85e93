"""Findings as a comment for a merge request: what was found first, then a table, then how much was checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gikaudit.audit import Audit
from gikaudit.finding import Finding
from gikaudit.output.full import position
from gikaudit.output.plain import printable
from gikaudit.output.summary import LEVELS, Summary
from gikaudit.output.told import told
from gikaudit.rule import Words
from gikaudit.settings import Settings

_ROOM = 60_000
"""So many characters are used for the table: GitHub refuses a comment with more than 65,536."""

_HEADER = Words("| 位置 | 级别 | 规则 | 问题 |", "| place | level | rule | finding |")
_SPECIAL = re.compile(r"([\\`*_{}\[\]()|~$^])")
_REFERENCE = re.compile(r"([@#!%&])(?=\w)|(?<=\w)(://|(?<=www)\.)")
"""Names, numbers and addresses that GitHub and GitLab turn into mentions and links."""


def render(audits: Iterable[Audit], settings: Settings) -> Iterator[str]:
    """One comment. It begins with the number of findings, so that nothing is written before all is audited."""
    language = settings.language
    summary = Summary()
    rows: list[str] = []
    left, omitted = _ROOM, 0
    for audit in summary.counted(audits):
        for finding in audit.findings:
            row = _row(audit, finding, language)
            left -= len(row)
            if left < 0:
                omitted += 1
            else:
                rows.append(row)
    yield f"### gikaudit: {summary.findings(language)}\n\n"
    if rows:
        yield f"{_HEADER.in_language(language)}\n|---|---|---|---|\n"
        yield from rows
        yield "\n"
    if omitted:
        yield _omitted(omitted, language)
    if not settings.quiet:
        yield f"{summary.checked(language)}\n"


def _row(audit: Audit, finding: Finding, language: str) -> str:
    cells = (
        _plain(position(audit, finding, language)),
        LEVELS[finding.level].in_language(language),
        finding.code,
        "<br>".join(_plain(line) for line in told(finding, language)),
    )
    return f"| {' | '.join(cells)} |\n"


def _plain(text: str) -> str:
    """Text of a document as text: no markup, no element, no mention of anybody, no link."""
    text = _REFERENCE.sub(lambda found: f"{found[0]}\0", printable(text))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", text).replace("\0", "&#8203;")


def _omitted(count: int, language: str) -> str:
    if language == "en":
        return f"{count} more not listed here: a comment has no room for them.\n\n"
    return f"另有{count}处因评论篇幅所限未列出。\n\n"
