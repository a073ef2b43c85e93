"""What became of every number of a report: used in a relation, set aside, or not checked."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gikaudit.evaluate import Status
from gikaudit.ledger import Entry
from gikaudit.parsing.claims import Passage
from gikaudit.parsing.elements import Element
from gikaudit.relation import reading_operands
from gikaudit.report import Report

_SET_ASIDE = {
    "DATE",
    "TITLE_YEAR",
    "PERIOD",
    "TABLE_YEAR",
    "ASIDE",
    "LEVEL_0",
    "LEVEL_1",
    "LEVEL_2",
    "LEVEL_3",
    "LEVEL_4",
    "LEVEL_5",
    "ITEM_MARK",
}
_NAMES = {"TITLE", "QUOTED"}

Key = tuple[int, int]


class Coverage(NamedTuple):
    """What was checked. Every number is in one of used, set_aside and unchecked.

    used       numbers that take part in a relation that was judged
    set_aside  numbers that are no quantity of the report: dates, document numbers, names, headings
    unchecked  quantities that no relation could be found for
    """

    used: int = 0
    set_aside: int = 0
    unchecked: int = 0
    relations: int = 0
    holding: int = 0
    broken: int = 0
    open: int = 0

    @property
    def numbers(self) -> int:
        """All numbers that were read."""
        return self.used + self.set_aside + self.unchecked


NOTHING = Coverage()


def coverage(report: Report, ledger: Sequence[Entry]) -> Coverage:
    """How much of a report was checked."""
    numbers, used = quantities(report), judged(ledger)
    verdicts = Counter(entry.verdict.status for entry in ledger)
    return Coverage(
        len(numbers & used),
        sum(1 for _ in set_aside(report)),
        len(numbers - used),
        verdicts.total(),
        verdicts[Status.HOLDS],
        verdicts[Status.BROKEN],
        verdicts[Status.OPEN],
    )


def quantities(report: Report) -> set[Key]:
    """The numbers that say how much or how many."""
    numbers = {
        (claim.quantity.digits.start, claim.quantity.digits.end)
        for claim in report.claims
        if claim.quantity is not None
    }
    for table in report.tables:
        numbers.update(operand.key for operand in table.operands.values() if operand.interval.bounded)
    return numbers


def judged(ledger: Sequence[Entry]) -> set[Key]:
    """The numbers in a relation that was judged."""
    return {
        operand.key
        for entry in ledger
        if entry.verdict.status is not Status.OPEN
        for operand in reading_operands(entry.verdict.reading)
        if operand.origin != "structure"
    }


def set_aside(report: Report) -> Iterator[tuple[Passage, Element]]:
    """The numbers that are no quantities."""
    for passage in report.passages:
        text = passage.text.text
        for element in passage.elements:
            if element.kind in _SET_ASIDE or (
                element.kind in _NAMES and any(char.isdigit() for char in text[element.start : element.end])
            ):
                yield passage, element
