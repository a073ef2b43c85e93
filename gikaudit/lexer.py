"""The lexer of the grammars that read islands in free text.

Lark's own lexer tries each terminal at each character, which is slow where most characters belong
to no terminal. This one looks up the character first: a table made from the grammar's terminals
says which of them can begin with it. Terminals that are plain strings are looked up as in a
dictionary, the longest first; regular expressions are compiled when they are first needed.
"""

from __future__ import annotations

import re
import re._parser as _parser
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from lark.lexer import Lexer, Token

if TYPE_CHECKING:
    from lark.lexer import LexerConf, LexerState

_WORDS = re.compile(r"[^\\\[\](){}?*+^$.|]+(?:\|[^\\\[\](){}?*+^$.|]+)*")
_ESCAPED = {"\\" + char: chr(code) for code, char in enumerate("().?[]/!\n")}
_DIGITS = "0123456789"
_PAUSE = "_PAUSE"


class AnchorLexer(Lexer):
    """Yields the longest terminal at each place where one can begin; all other text is passed over.

    - A terminal that the grammar does not allow at the start of an island is recognised only directly
      behind the token before it (one space allowed): 件 is a unit in ``41件``, not in ``文件``.
    - Of two terminals at one place the one with the higher priority wins, then the longer one.
    - Ignored terminals are markers: they are not parsed, but collected in ``marks`` as (terminal, start,
      end), those whose name begins with an underscore excepted. ``marks`` is of the last text read.
    - ``_PAUSE`` is given to the parser only where it can end something.
    """

    __future_interface__ = 2

    def __init__(self, conf: LexerConf) -> None:
        self.marks: list[tuple[str, int, int]] = []
        self._ignored = frozenset(conf.ignore)
        self._words: dict[str, list[tuple[str, str]]] = {}
        self._patterns: dict[str, list[_Pattern]] = {}
        self._pauses: frozenset[str] = frozenset()
        first = set()
        for terminal in conf.terminals:
            name = str(terminal.name)
            plain = _plain_words(terminal.pattern.type, terminal.pattern.value)
            if name == _PAUSE:
                self._pauses = frozenset(plain or ())
            elif plain is not None:
                for word in plain:
                    self._words.setdefault(word[:2], []).append((word, name))
                    first.add(word[0])
            else:
                pattern = _Pattern(name, terminal.priority, terminal.pattern.to_regexp())
                for char in _first_of_sequence(list(_parser.parse(terminal.pattern.value)), name)[0]:
                    self._patterns.setdefault(char, []).append(pattern)
                    first.add(char)
        for words in self._words.values():
            words.sort(key=lambda entry: -len(entry[0]))
        self._anchor = re.compile("[" + re.escape("".join(sorted(first))) + "]")

    def lex(self, lexer_state: LexerState, parser_state: Any) -> Iterator[Token]:
        text, position, end = lexer_state.text.text, lexer_state.text.start, lexer_state.text.end
        marks = self.marks = []
        ignored, pauses, words_at, patterns_at = self._ignored, self._pauses, self._words, self._patterns
        table = parser_state.parse_conf.parse_table.states
        opening = table[parser_state.position]
        find = self._anchor.search
        previous_end, inside = -2, False

        def possible(name: str, start: int) -> bool:
            """Whether the parser can take a terminal here."""
            if name not in table[parser_state.position]:
                return False
            return name in opening or start == previous_end or (start == previous_end + 1 and text[previous_end] == " ")

        while (anchor := find(text, position, end)) is not None:
            start = anchor.start()
            char = text[start]
            best_name, best_end, best_priority = "", start + 1, -1
            for key in (text[start : start + 2], char):
                for word, name in words_at.get(key, ()):
                    if text.startswith(word, start) and (name in ignored or possible(name, start)):
                        best_name, best_end, best_priority = name, start + len(word), 0
                        break
                if best_name:
                    break
            for pattern in patterns_at.get(char, ()):
                if pattern.priority < best_priority or not (pattern.name in ignored or possible(pattern.name, start)):
                    continue
                found = pattern.match(text, start, end)
                if found is not None and (pattern.priority > best_priority or found.end() > best_end or not best_name):
                    best_name, best_end, best_priority = pattern.name, found.end(), pattern.priority
            position = best_end
            if best_name in ignored:
                if best_name[0] != "_":
                    marks.append((best_name, start, best_end))
                if inside and char in pauses:
                    inside = False
                    yield Token(_PAUSE, char, start, end_pos=best_end)
            elif best_name:
                previous_end, inside = best_end, True
                yield Token(best_name, text[start:best_end], start, end_pos=best_end)


class _Pattern:
    """A terminal that is a regular expression, compiled when it is first tried."""

    __slots__ = ("match", "name", "priority", "source")

    def __init__(self, name: str, priority: int, source: str) -> None:
        self.name = name
        self.priority = priority
        self.source = source
        self.match: Callable[[str, int, int], re.Match[str] | None] = self._compile_and_match

    def _compile_and_match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        self.match = re.compile(self.source).match
        return self.match(text, start, end)


def _plain_words(kind: str, value: str) -> list[str] | None:
    """The words of a terminal that is a string or an alternation of strings, else None."""
    if kind == "str":
        return [value]
    if value.startswith("(?:") and value.endswith(")"):
        value = value[3:-1]
    for escaped, stand_in in _ESCAPED.items():
        value = value.replace(escaped, stand_in)
    if not _WORDS.fullmatch(value):
        return None
    for escaped, stand_in in _ESCAPED.items():
        value = value.replace(stand_in, escaped[1])
    return value.split("|")


def _first_of_sequence(nodes: list[Any], terminal: str) -> tuple[set[str], bool]:
    """The characters with which a sequence of parsed pattern nodes can begin, and whether it can be empty.

    Raises ValueError for a pattern that can begin with anything: the lexer could not look it up.
    """
    first: set[str] = set()
    for kind, value in nodes:
        name = str(kind)
        if name in ("ASSERT", "ASSERT_NOT", "AT"):
            continue
        if name == "LITERAL":
            return first | {chr(value)}, False
        if name == "IN":
            return first | _class_members(value, terminal), False
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            low, _, body = value
            found, empty = _first_of_sequence(list(body), terminal)
            first |= found
            if low > 0 and not empty:
                return first, False
        elif name == "SUBPATTERN":
            found, empty = _first_of_sequence(list(value[3]), terminal)
            first |= found
            if not empty:
                return first, False
        elif name == "BRANCH":
            branches = [_first_of_sequence(list(branch), terminal) for branch in value[1]]
            first = first.union(*(found for found, _ in branches))
            if not any(empty for _, empty in branches):
                return first, False
        else:
            raise ValueError(f"the terminal {terminal} must begin with a literal, a digit or a class")
    return first, True


def _class_members(items: list[Any], terminal: str) -> set[str]:
    members: set[str] = set()
    for kind, value in items:
        name = str(kind)
        if name == "LITERAL":
            members.add(chr(value))
        elif name == "RANGE":
            members.update(map(chr, range(value[0], value[1] + 1)))
        elif name == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            members.update(_DIGITS)
        else:
            raise ValueError(f"the terminal {terminal} must begin with a literal, a digit or a class")
    return members
