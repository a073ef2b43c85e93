"""A trial of what a rule from elsewhere proposes: whatever would fail later must be said to be its failure."""

from __future__ import annotations

from collections.abc import Sequence

from gikaudit.diagnose import diagnose
from gikaudit.evaluate import Status
from gikaudit.explain import arithmetic
from gikaudit.ledger import Entry
from gikaudit.relation import Level
from gikaudit.source import Source


def check_entries(entries: Sequence[Entry], source: Source) -> None:
    """Raise if findings cannot be made of the relations of one rule."""
    for entry in entries:
        arithmetic(entry.verdict)
        for operand in (*entry.relation.operands(), *entry.relation.context):
            if not 0 <= operand.span.start <= operand.span.end <= len(source.text):
                raise ValueError(f"{operand.span} is not in the text")
        if entry.verdict.status is Status.BROKEN:
            (finding,) = diagnose([entry])
            if not isinstance(finding.level, Level):
                raise TypeError(f"the level {finding.level!r} is no Level")
