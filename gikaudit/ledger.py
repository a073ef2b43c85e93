"""The ledger: every relation proposed for a report, with its verdict."""

from dataclasses import dataclass
from functools import cached_property

from gikaudit.evaluate import Verdict
from gikaudit.relation import Operand, Relation, reading_operands
from gikaudit.rule import Rule


@dataclass(frozen=True, eq=False, repr=False)
class Entry:
    """One relation of the ledger with its verdict."""

    rule: Rule
    relation: Relation
    verdict: Verdict

    @cached_property
    def keys(self) -> frozenset[tuple[int, int]]:
        """The numbers that take part in the reading that was judged."""
        return frozenset(operand.key for operand in reading_operands(self.verdict.reading))

    @property
    def main(self) -> Operand:
        """The number by which the relation is named and placed."""
        return self.relation.primary or reading_operands(self.verdict.reading)[0]
