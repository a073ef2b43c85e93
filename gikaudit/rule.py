"""What a rule is: a module that proposes relations from what was read."""

from collections.abc import Iterator, Mapping
from copy import copy
from pathlib import Path
from types import MappingProxyType
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


class Option(NamedTuple):
    """Something that a user may set for a rule. A number is from 0 to ``most``; True and False are a switch."""

    name: str
    default: int | bool
    meaning: Words
    most: int = 0


class Rule:
    """Base of all rules. A rule proposes relations; it does not evaluate them.

    code       letters and three digits, unique; GIK is gikaudit's own
    name       in kebab-case; reads well after "allow"
    title      one line, without full stop
    level      of its findings, where a relation does not say otherwise
    precision  how often a finding is right: high, medium or low
    derived    whether it only sums up other relations, and says nothing new where one of those is broken
    message    one sentence with the fields of gikaudit/explain.py and the values of the relation
    options    what a user may set; ``option`` gives the value set, or the default

    Set when it is loaded: ``path``, the file it stands in, and ``origin``, the plug-in or folder it comes from
    ("" for gikaudit's own).
    """

    code: ClassVar[str]
    name: ClassVar[str]
    title: ClassVar[Words]
    level: ClassVar[Level]
    precision: ClassVar[Literal["high", "medium", "low"]] = "high"
    derived: ClassVar[bool] = False
    message: ClassVar[Words]
    options: ClassVar[tuple[Option, ...]] = ()

    path: Path
    origin: str = ""
    values: Mapping[str, int | bool] = MappingProxyType({})

    def option(self, name: str) -> int | bool:
        """What is set for an option of this rule. Raises KeyError for one that it does not declare."""
        defaults = {option.name: option.default for option in self.options}
        return self.values.get(name, defaults[name])

    def configured(self, values: Mapping[str, int | bool]) -> "Rule":
        """The rule with some of its options set."""
        rule = copy(self)
        rule.values = values
        return rule

    def relations(self, report: Report) -> Iterator[Relation]:
        """Propose every relation of this rule that must hold in a report."""
        raise NotImplementedError  # not abstract: the rules of others are made before they are checked
