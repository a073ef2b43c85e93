"""The kinds of values that are tables."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from gikaudit.config.kinds import (
    LEVELS,
    OFF,
    PREFIX,
    Choice,
    Codes,
    Kind,
    Labels,
    Patterns,
    Switch,
    Whole,
    WrongValueError,
    code_prefix,
    expected,
    in_use,
    meant,
)
from gikaudit.failures import FAILURES
from gikaudit.relation import Level
from gikaudit.rule import Option, Rule, Words


class Table(Kind):
    """A table of entries that the user names."""

    def read(self, value: Any) -> Mapping[str, Any]:
        """The entries, each checked."""
        if not isinstance(value, dict):
            raise expected(self.words, value)
        entries = {}
        for key, item in value.items():
            try:
                name = self.key(key)
                entries[name] = self.kind_of(name).read(item)
            except WrongValueError as wrong:
                raise WrongValueError(*wrong.words, (key, *wrong.path)) from None
        return entries

    @abstractmethod
    def key(self, key: str) -> str:
        """The name of an entry. Raises WrongValueError."""

    @abstractmethod
    def kind_of(self, key: str) -> Kind:
        """The kind of the entry with a name."""


class Levels(Table):
    """The levels of rules."""

    words = Words("规则代码（或前缀）与级别的表", "a table of rule codes (or how they begin) and levels")
    _level = Choice(lambda: LEVELS, lambda level: None if level == OFF else Level(level))

    def key(self, key: str) -> str:
        """A prefix of a code."""
        code = code_prefix(key)
        if code in FAILURES:
            raise WrongValueError(
                f"{code}表示有内容未能核对，级别不能改。",
                f"{code} says that something was not audited: it keeps its level.",
            )
        return code

    def kind_of(self, _key: str) -> Kind:
        """A level."""
        return self._level

    def schema(self) -> dict[str, Any]:
        """Prefixes and levels."""
        return {
            "type": "object",
            "patternProperties": {PREFIX: self._level.schema()},
            "additionalProperties": False,
        }


class PerFile(Table):
    """Rules that are not checked in some files."""

    words = Words("路径模式与规则代码列表的表", "a table of path patterns and lists of rule codes")
    _codes, _patterns = Codes(), Patterns()

    def key(self, key: str) -> str:
        """A pattern."""
        return self._patterns.item(key)

    def kind_of(self, _key: str) -> Kind:
        """Codes."""
        return self._codes

    def schema(self) -> dict[str, Any]:
        """Patterns and codes."""
        return {"type": "object", "additionalProperties": self._codes.schema()}


class Fixed(Table):
    """A table whose keys are known; ``unknown`` says in Chinese and English that one is not."""

    unknown: Words

    @abstractmethod
    def known(self) -> Mapping[str, Kind]:
        """The kind of each entry that there can be."""

    def key(self, key: str) -> str:
        """One of the keys."""
        known = self.known()
        if key not in known:
            zh, en = meant(key, known)
            raise WrongValueError(self.unknown.zh.format(key) + zh, self.unknown.en.format(key) + en)
        return key

    def kind_of(self, key: str) -> Kind:
        """The kind of one of them."""
        return self.known()[key]

    def schema(self) -> dict[str, Any]:
        """All of them."""
        properties = {key: kind.schema() for key, kind in self.known().items()}
        return {"type": "object", "properties": properties, "additionalProperties": False}


class Aliases(Fixed):
    """Labels of one's own for rows of the forms."""

    words = Words("指标与名称列表的表", "a table of indicators and lists of labels")
    unknown = Words("统计表中没有指标{}。", "no form has the indicator {}.")

    def known(self) -> Mapping[str, Kind]:
        """Labels, for each row of a form."""
        return dict.fromkeys((id for form in in_use().forms for id in form.rows), Labels())


class RuleOptions(Fixed):
    """What is set for the options of rules."""

    words = Words("规则代码与其选项的表", "a table of rule codes and the options of each rule")
    unknown = Words("没有规则{}，或该规则没有可设的选项。", "there is no rule {} with options.")

    def known(self) -> Mapping[str, Kind]:
        """The options of each rule that has some."""
        return {rule.code: OptionsOf(rule) for rule in in_use().rules if rule.options}


class OptionsOf(Fixed):
    """The options of one rule."""

    words = Words("选项的表", "a table of options")

    def __init__(self, rule: Rule) -> None:
        self.unknown = Words(f"规则{rule.code}没有选项{{}}。", f"the rule {rule.code} has no option {{}}.")
        self._options = rule.options

    def known(self) -> Mapping[str, Kind]:
        """Its options."""
        return {option.name: option_kind(option) for option in self._options}

    def schema(self) -> dict[str, Any]:
        """Its options, with what they mean."""
        schema = super().schema()
        for option in self._options:
            entry = schema["properties"][option.name]
            entry["default"] = option.default
            entry["description"] = f"{option.meaning.zh} / {option.meaning.en}"
        return schema


def option_kind(option: Option) -> Kind:
    """What the value of an option of a rule is."""
    return Switch() if isinstance(option.default, bool) else Whole(option.most)
