"""The kinds of values a key can have: how one is checked, and what it is called.

A value is checked in the shape that TOML gives it: the command line brings its own into that shape.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from fractions import Fraction
from typing import Any

from gikaudit.config.places import Path
from gikaudit.document import normalise
from gikaudit.registry import Ruleset, ruleset
from gikaudit.relation import Level
from gikaudit.rule import Words
from gikaudit.settings import ALL

_RULES_DIR: ContextVar[str] = ContextVar("rules_dir", default="")
OFF = "off"
LEVELS = [*(level.value for level in Level), OFF]


@contextmanager
def rules_of(folder: str) -> Iterator[None]:
    """Values are checked against gikaudit's own rules and those of a folder; "" for none."""
    before = _RULES_DIR.set(folder)
    try:
        yield
    finally:
        _RULES_DIR.reset(before)


def in_use() -> Ruleset:
    """The rules and forms that values are checked against."""
    return ruleset(_RULES_DIR.get())


class WrongValueError(Exception):
    """A value is wrong: why, and where in the value."""

    def __init__(self, zh: str, en: str, path: Path = ()) -> None:
        super().__init__(en)
        self.words = Words(zh, en)
        self.path = path


class Kind(ABC):
    """A kind of value. ``words`` say what it is, ``schema`` is its JSON Schema."""

    words: Words

    @abstractmethod
    def read(self, value: Any) -> Any:
        """The value as the settings of a run have it. Raises WrongValueError."""

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """What an editor is told of it."""


def meant(value: str, known: Iterable[str]) -> tuple[str, str]:
    """A sentence with the word that may have been meant, in Chinese and English, or nothing."""
    from difflib import get_close_matches

    near = get_close_matches(value, list(known), 1)
    return (f"是否应为{near[0]}？", f" Did you mean {near[0]}?") if near else ("", "")


_MOST_SHOWN = 60


def expected(words: Words, value: object) -> WrongValueError:
    """To be raised: a value is not what it should be."""
    shown = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
    if isinstance(value, Fraction):
        shown = str(float(value))
    if len(shown) > _MOST_SHOWN:
        shown = f"{shown[:_MOST_SHOWN]}…"
    return WrongValueError(f"应为{words.zh}，而不是{shown}。", f"expected {words.en}, not {shown}.")


class Choice(Kind):
    """One of a few words."""

    def __init__(self, choices: Callable[[], Collection[str]], convert: Callable[[str], Any] = str) -> None:
        self._choices = choices
        self._convert = convert

    @property
    def words(self) -> Words:  # type: ignore[override]  # worked out, where others have them fixed
        """The choices."""
        return Words("、".join(self._choices()) + "之一", "one of " + ", ".join(self._choices()))

    def read(self, value: Any) -> Any:
        """One of the choices."""
        choices = self._choices()
        if not isinstance(value, str) or value not in choices:
            zh, en = meant(str(value), choices)
            listed = ", ".join(choices)
            raise WrongValueError(f"没有{value!r}这一选项，可用：{listed}。{zh}", f"{value!r} is none of {listed}.{en}")
        return self._convert(value)

    def schema(self) -> dict[str, Any]:
        """The choices."""
        return {"enum": list(self._choices())}


class Switch(Kind):
    """True or false."""

    words = Words("true或false", "true or false")

    def read(self, value: Any) -> bool:
        """True or false."""
        if not isinstance(value, bool):
            raise expected(self.words, value)
        return value

    def schema(self) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}


class Whole(Kind):
    """A whole number from 0."""

    def __init__(self, most: int) -> None:
        self._most = most

    @property
    def words(self) -> Words:  # type: ignore[override]  # worked out, where others have them fixed
        """From where to where."""
        return Words(f"0至{self._most}的整数", f"a whole number from 0 to {self._most}")

    def read(self, value: Any) -> int:
        """A number."""
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= self._most:
            raise expected(self.words, value)
        return value

    def schema(self) -> dict[str, Any]:
        """A number."""
        return {"type": "integer", "minimum": 0, "maximum": self._most}


class Percentage(Kind):
    """A percentage, as a fraction."""

    words = Words("0至100的数（百分比）", "a number from 0 to 100 (per cent)")

    def read(self, value: Any) -> Fraction:
        """A part of one."""
        if isinstance(value, bool) or not isinstance(value, int | Fraction) or not 0 <= value <= 100:
            raise expected(self.words, value)
        return Fraction(value) / 100

    def schema(self) -> dict[str, Any]:
        """A number."""
        return {"type": "number", "minimum": 0, "maximum": 100}


class File(Kind):
    """The name of a file or folder; it is made absolute where it is read."""

    words = Words("文件或文件夹的路径", "the path of a file or folder")

    def read(self, value: Any) -> str:
        """A path."""
        if not isinstance(value, str) or not value or "\0" in value:
            raise expected(self.words, value)
        return value

    def schema(self) -> dict[str, Any]:
        """A string."""
        return {"type": "string", "minLength": 1}


class Strings(Kind):
    """A list of strings, each checked."""

    words = Words("字符串的列表", "a list of strings")

    def read(self, value: Any) -> tuple[str, ...]:
        """The strings."""
        if not isinstance(value, list):
            raise expected(self.words, value)
        return tuple(self._item(number, item) for number, item in enumerate(value))

    def _item(self, number: int, item: Any) -> str:
        if not isinstance(item, str):
            wrong = expected(Words("字符串", "a string"), item)
            raise WrongValueError(*wrong.words, (number,))
        try:
            return self.item(item)
        except WrongValueError as wrong:
            raise WrongValueError(*wrong.words, (number,)) from None

    def item(self, item: str) -> str:
        """One of the strings. Raises WrongValueError."""
        return item

    def schema(self) -> dict[str, Any]:
        """An array."""
        return {"type": "array", "items": self.item_schema()}

    def item_schema(self) -> dict[str, Any]:
        """One of the strings."""
        return {"type": "string"}


class Codes(Strings):
    """Codes of rules, or how they begin."""

    words = Words("规则代码或其前缀的列表", "a list of rule codes or how they begin")

    def item(self, item: str) -> str:
        """A prefix of a code."""
        return code_prefix(item)

    def item_schema(self) -> dict[str, Any]:
        """A prefix of a code."""
        return {"type": "string", "pattern": PREFIX}


PREFIX = "^[A-Za-z]+[0-9]*$"


def code_prefix(text: str) -> str:
    """How the code of some rule begins, in capitals. Raises WrongValueError."""
    code = text.strip().upper()
    known = [ALL, *(rule.code for rule in in_use().rules)]
    # a rule that cannot be used may be the one that is meant: what is wrong with it is said later
    if not code or not (any(other.startswith(code) for other in known) or in_use().problems):
        zh, en = meant(code, known)
        en = en or " `gikaudit rules` lists them."
        raise WrongValueError(f"没有以{code or '空'}开头的规则。{zh}", f"no rule begins with {code or 'nothing'}.{en}")
    return code


class Patterns(Strings):
    """Patterns of file names, as in .gitignore."""

    words = Words("路径模式的列表（写法同.gitignore）", "a list of path patterns, written as in .gitignore")

    def item(self, item: str) -> str:
        """A pattern."""
        if not item.strip("!/ "):
            raise WrongValueError("路径模式为空。", "the pattern is empty.")
        return item


class OwnWords(Strings):
    """Words that say whose a number is."""

    words = Words("词语的列表", "a list of words")

    def item(self, item: str) -> str:
        """A word as the grammar reads it."""
        word = normalise(item)
        fits = _SHORTEST <= len(word) <= _LONGEST
        if not fits or not all(char.isalpha() or char in "()、" for char in word) or not word[:1].isalpha():
            raise WrongValueError(
                f"“{item}”不能用作词语：应为{_SHORTEST}至{_LONGEST}个汉字，可含括号和顿号。",
                f"{item!r} cannot be used: a word has {_SHORTEST} to {_LONGEST} letters, brackets and 、 among them.",
            )
        return word

    def item_schema(self) -> dict[str, Any]:
        """A word."""
        return {"type": "string", "minLength": _SHORTEST, "maxLength": _LONGEST}


_SHORTEST, _LONGEST = 2, 20


class Labels(Strings):
    """Labels of a row in a table."""

    words = Words("名称的列表", "a list of labels")

    def item(self, item: str) -> str:
        """A label as cells are read."""
        label = normalise(item).strip()
        if not any(map(str.isalpha, label)):
            raise WrongValueError("名称中没有文字。", "a label needs letters.")
        return label
