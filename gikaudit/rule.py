"""What a rule is: a module that proposes relations from what was read."""

from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple

from gikaudit.relation import Level, Relation
from gikaudit.report import Report


class Words(NamedTuple):
    """The same text in Chinese and English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in ``zh`` or ``en``."""
        return self.en if language == "en" else self.zh


class Rule:
    """Base of all rules. A rule proposes relations; it does not evaluate them.

    code       GIK and three digits, unique
    name       in kebab-case; reads well after "allow"
    title      one line, without full stop
    level      of its findings, where a relation does not say otherwise
    precision  how often a finding is right: high, medium or low
    derived    whether it only sums up other relations, and says nothing new where one of those is broken
    message    one sentence with the fields of gikaudit/explain.py and the values of the relation
    """

    code: ClassVar[str]
    name: ClassVar[str]
    title: ClassVar[Words]
    level: ClassVar[Level]
    precision: ClassVar[Literal["high", "medium", "low"]] = "high"
    derived: ClassVar[bool] = False
    message: ClassVar[Words]

    def relations(self, report: Report) -> Iterator[Relation]:
        """Propose every relation of this rule that must hold in a report."""
        raise NotImplementedError
