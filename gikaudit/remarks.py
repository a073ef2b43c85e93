"""Remarks in a Markdown or HTML document that findings in it are known: ``<!-- gikaudit: ignore[CODE] why -->``.

A remark on a line of its own counts for the next line with text, one behind a text for the line it stands in;
``ignore-file`` counts for the whole document. ``CODE@15b0b1ab`` is the finding whose fingerprint begins so: once a
number in it changes, the remark is not about it any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gikaudit.failures import FAILURES
from gikaudit.finding import Finding, Suppression
from gikaudit.readers.comments import comments, only_comment, without_comments
from gikaudit.rule import Words
from gikaudit.settings import Settings
from gikaudit.source import Source, Span

_OURS = re.compile(r"<!--\s*gikaudit\s*:")
_REMARK = re.compile(r"<!--\s*gikaudit\s*:\s*(ignore(?:-file)?)\s*\[([\w\s,,、@]*)\]\s*(.*?)\s*-->", re.DOTALL)
_CODE = re.compile(r"[A-Z]+\d*(?:@[0-9A-F]{6,})?")


class Remark(NamedTuple):
    """A remark: the rules it is about, the lines it counts for (None for all), and its reason. Where it cannot be
    understood, ``wrong`` says why."""

    span: Span
    codes: tuple[str, ...]
    lines: frozenset[int] | None
    reason: str
    wrong: Words | None = None

    def covers(self, finding: Finding, source: Source) -> bool:
        """Whether a finding is meant."""
        if finding.code in FAILURES or finding.span is None or not any(_names(code, finding) for code in self.codes):
            return False
        return self.lines is None or source.line_of(finding.span.start) in self.lines


def _names(code: str, finding: Finding) -> bool:
    code, _, mark = code.partition("@")
    return finding.code.startswith(code) and finding.fingerprint.upper().startswith(mark)


class Told(NamedTuple):
    """What there is to say about a remark that suppresses nothing."""

    span: Span
    words: Words


def find_remarks(source: Source) -> list[Remark]:
    """The remarks in a document."""
    if "gikaudit" not in source.text:
        return []
    return [_remark(source, span) for span in comments(source) if _OURS.match(source.text, *span)]


def _remark(source: Source, span: Span) -> Remark:
    found = _REMARK.fullmatch(source.text, *span)
    codes = tuple(code.upper() for code in re.split(r"[\s,,、]+", found[2]) if code) if found else ()
    if found is None or not codes or not all(map(_CODE.fullmatch, codes)):
        words = Words(
            "忽略标记的写法有误，应为<!-- gikaudit: ignore[规则代码] 理由 -->。",
            "the remark is not of the form <!-- gikaudit: ignore[CODE] reason -->.",
        )
        return Remark(span, (), frozenset(), "", words)
    fixed = [code for code in codes if code.partition("@")[0] in FAILURES]
    if fixed:
        words = Words(
            f"{fixed[0]}表示有内容未能核对，不能忽略。",
            f"{fixed[0]} says that something was not audited: it cannot be ignored.",
        )
        return Remark(span, (), frozenset(), "", words)
    lines = None if found[1] == "ignore-file" else frozenset(_lines(source, span))
    return Remark(span, codes, lines, " ".join(found[3].split()))


def _lines(source: Source, span: Span) -> Iterator[int]:
    first, last = source.line_of(span.start), source.line_of(span.end - 1)
    shown = without_comments(source)
    starts = source.line_starts
    ends = [*starts[1:], len(shown)]
    if not only_comment(shown[starts[first - 1] : ends[last - 1]]):
        yield from (first, last)
        return
    for line in range(last + 1, len(starts) + 1):
        text = shown[starts[line - 1] : ends[line - 1]]
        if text.strip() and not only_comment(text):
            yield line
            return


def suppress(
    findings: Sequence[Finding], source: Source, settings: Settings
) -> tuple[list[Finding], list[Finding], list[Told]]:
    """The findings that count, those that a remark is about, and what is to be said about remarks."""
    remarks = find_remarks(source)
    if not remarks:
        return list(findings), [], []
    kept, suppressed = [], []
    used = set()
    for finding in findings:
        for remark in remarks:
            if remark.covers(finding, source):
                used.add(remark)
                suppressed.append(finding._replace(suppression=Suppression("inSource", remark.reason)))
                break
        else:
            kept.append(finding)
    told = []
    for remark in remarks:
        if remark.wrong is not None:
            told.append(Told(remark.span, remark.wrong))
        elif remark not in used and any(settings.selects(code.partition("@")[0]) for code in remark.codes):
            listed = ", ".join(remark.codes)
            words = Words(
                f"忽略标记没有用到：{listed}在此处没有问题，请删去标记。",
                f"the remark is not used: {listed} finds nothing here; remove it.",
            )
            told.append(Told(remark.span, words))
    return kept, suppressed, told
