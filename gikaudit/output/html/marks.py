"""Which stretches of a report's text are marked, and as what."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import groupby

from gikaudit.audit import Audit
from gikaudit.coverage import Key, judged, quantities, set_aside
from gikaudit.evaluate import Status
from gikaudit.finding import Finding
from gikaudit.ledger import Entry
from gikaudit.relation import reading_operands


class Kind(IntEnum):
    """What became of a number. Where two marks overlap, the smaller kind is shown."""

    BROKEN = 0
    """A finding points at it."""
    INVOLVED = 1
    """It takes part in a relation that is broken."""
    ACCEPTED = 2
    """As the two before, but somebody has accepted the finding."""
    HOLDS = 3
    OPEN = 4
    """No relation for it was found, or none that could be judged."""
    ASIDE = 5


@dataclass
class Mark:
    """A marked stretch: the relations it takes part in, and the findings (their places in the list) it is in.
    ``element`` is the name of what was set aside."""

    key: Key
    kind: Kind
    entries: list[Entry] = field(default_factory=list)
    findings: list[int] = field(default_factory=list)
    element: str = ""


class Marks:
    """The marks of one report, none over another."""

    def __init__(self, audit: Audit) -> None:
        self._text = audit.source.text if audit.source else ""
        found: dict[Key, Mark] = {}
        self._add_findings(found, audit.findings, audit.suppressed)
        if audit.report is not None:
            self._add_numbers(found, audit)
        self.marks = sorted(found.values(), key=lambda mark: mark.key)
        self._owner = array("i", [-1]) * len(self._text)
        order = range(len(self.marks))
        for number in sorted(order, key=lambda number: (self.marks[number].kind, _length(self.marks[number]))):
            start, end = self.marks[number].key
            for position in range(start, min(end, len(self._owner))):
                if self._owner[position] < 0:
                    self._owner[position] = number

    def at(self, position: int) -> int:
        """The number of the mark at a place, -1 where there is none."""
        return self._owner[position] if position < len(self._owner) else -1

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """A stretch of the text in pieces, each with the number of its mark or -1."""
        position = start
        for number, run in groupby(self._owner[start:end]):
            length = sum(1 for _ in run)
            yield number, self._text[position : position + length]
            position += length

    def _add_findings(self, found: dict[Key, Mark], findings: Iterable[Finding], suppressed: Iterable[Finding]) -> None:
        for number, finding in enumerate(findings):
            for key in _first(finding):
                _mark(found, key, Kind.BROKEN).findings.append(number)
            for place in finding.related:
                mark = _mark(found, place.span, Kind.INVOLVED)
                if number not in mark.findings:
                    mark.findings.append(number)
        for finding in suppressed:
            for key in (*_first(finding), *(place.span for place in finding.related)):
                _mark(found, key, Kind.ACCEPTED)

    def _add_numbers(self, found: dict[Key, Mark], audit: Audit) -> None:
        assert audit.report is not None
        counted = {key for key, mark in found.items() if mark.kind <= Kind.INVOLVED}
        for entry in audit.ledger:
            if entry.verdict.status is Status.BROKEN:
                kind = Kind.INVOLVED if entry.keys & counted else Kind.ACCEPTED
                for key in entry.keys - found.keys():
                    _mark(found, key, kind)
        used = judged(audit.ledger)
        for key in quantities(audit.report):
            _mark(found, key, Kind.HOLDS if key in used else Kind.OPEN)
        for passage, element in set_aside(audit.report):
            span = passage.text.span(element.start, element.end)
            _mark(found, span, Kind.ASIDE).element = element.kind
        for entry in audit.ledger:
            operands = (*reading_operands(entry.verdict.reading), entry.relation.primary)
            for key in {operand.key for operand in operands if operand is not None}:
                if key in found:
                    found[key].entries.append(entry)


def _mark(found: dict[Key, Mark], key: Key, kind: Kind) -> Mark:
    mark = found.setdefault(key, Mark(key, kind))
    mark.kind = min(mark.kind, kind)
    return mark


def _first(finding: Finding) -> Iterator[Key]:
    """The place a finding points at, and the one to change where that is another."""
    spans = {span for span in (finding.span, finding.correction and finding.correction.span) if span}
    return iter(sorted(spans))


def _length(mark: Mark) -> int:
    return mark.key[1] - mark.key[0]
