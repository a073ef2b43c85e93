"""A text and what the audit says about it, in words that tests can state."""

from collections.abc import Iterable
from functools import lru_cache
from random import Random
from typing import NamedTuple

from hypothesis import settings
from hypothesis import strategies as st

from gikaudit.audit import Audit, audit
from gikaudit.evaluate import Status
from gikaudit.finding import Finding
from gikaudit.read import read_report
from gikaudit.readers.text import read_text
from gikaudit.relation import Level, Operand
from gikaudit.report import Report
from gikaudit.settings import Settings
from gikaudit.source import read_source

randoms = st.builds(Random, st.integers(0, 2**32 - 1))
"""Sources of random values: whole tables and reports are made from one."""


def examples(number: int) -> settings:
    """So many random cases, however long one takes."""
    return settings(max_examples=number, deadline=None)


@lru_cache(maxsize=64)
def audited(text: str) -> Audit:
    """The audit of a text with all rules."""
    return audit("report.txt", text.encode("utf-8"), Settings())


def report_of(text: str) -> Report:
    """What is read from a text, without any rule."""
    return read_report(read_text(read_source("report.txt", text.encode("utf-8"))))


def serious(text: str) -> list[str]:
    """The findings of level error and warning, as a reader sees them."""
    return [
        f"{finding.code} {finding.message.zh} {finding.arithmetic}"
        for finding in audited(text).findings
        if finding.level is not Level.NOTE
    ]


def codes(text: str) -> set[str]:
    """The codes of all findings of level error and warning."""
    return {finding.code for finding in audited(text).findings if finding.level is not Level.NOTE}


def places(finding: Finding) -> set[tuple[int, int]]:
    """Where a finding points: its own place and the related ones, as offsets."""
    spans = [finding.span, *(place.span for place in finding.related)]
    return {(span.start, span.end) for span in spans if span is not None}


def touching(text: str, offset: int) -> list[Finding]:
    """The findings, notes excepted, of which a place holds an offset of the text."""
    return [
        finding
        for finding in audited(text).findings
        if finding.level is not Level.NOTE and any(start <= offset < end for start, end in places(finding))
    ]


class Checked(NamedTuple):
    """A relation of the ledger by its printed numbers, in order, with its verdict."""

    code: str
    numbers: tuple[str, ...]
    status: Status


def checked(text: str, *families: str) -> list[Checked]:
    """The relations that were judged, of the rules whose codes begin with one of ``families``."""
    return [
        Checked(entry.rule.code, numbers(entry.relation.operands()), entry.verdict.status)
        for entry in audited(text).ledger
        if entry.rule.code.startswith(families or ("GIK",))
    ]


def numbers(operands: Iterable[Operand]) -> tuple[str, ...]:
    """The numbers of operands as printed."""
    return tuple(operand.number for operand in operands)
