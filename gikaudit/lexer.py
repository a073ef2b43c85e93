"""The lexer of the grammars that read islands in free text.

Lark's own lexer tries each terminal at each character, which is slow where most characters belong
to no terminal. This one looks up the character first: a table made from the grammar's terminals
says which of them can begin with it. Terminals that are plain strings are looked up as in a
dictionary, the longest first; regular expressions are compiled when they are first needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from lark.lexer import Lexer, Token
from lark.parsers.lalr_analysis import Shift

from gikaudit.patterns import compiled

if TYPE_CHECKING:
    from lark.lexer import LexerConf, LexerState

_WORDS = compiled(r"[^\\\[\](){}?*+^$.|]+(?:\|[^\\\[\](){}?*+^$.|]+)*")
_ESCAPED = {"\\" + char: chr(code) for code, char in enumerate("().?[]/!\n")}
_DIGITS = "0123456789"
_PAUSE = "_PAUSE"
_VARIANT = "__"

Firsts = dict[str, frozenset[str]]

firsts: Firsts = {}
"""The characters with which a match of a pattern can begin, as far as they were worked out."""


class AnchorLexer(Lexer):
    """Yields the longest terminal at each place where one can begin; all other text is passed over.

    - A terminal that the grammar does not allow at the start of an island is recognised only directly
      behind the token before it (one space allowed): 件 is a unit in ``41件``, not in ``文件``.
    - Of two terminals at one place the one with the higher priority wins, then the longer one.
    - Ignored terminals are markers: they are not parsed, but collected in ``marks`` as (terminal, start,
      end), those whose name begins with an underscore excepted. ``marks`` is of the last text read.
      ASIDE__URL and ASIDE__EMAIL are both the marker ASIDE: apart they are compiled when first needed.
    - ``_PAUSE`` is given to the parser only where it can end something.
    """

    __future_interface__ = 2

    def __init__(self, conf: LexerConf) -> None:
        self.marks: list[tuple[str, int, int]] = []
        self._ignored = frozenset(conf.ignore)
        self._pauses: frozenset[str] = frozenset()
        self._table: dict[str, _Entry] = {}
        for terminal in conf.terminals:
            name = str(terminal.name)
            plain = _plain_words(terminal.pattern.type, terminal.pattern.value)
            if name == _PAUSE:
                self._pauses = frozenset(plain or ())
            elif plain is not None:
                for word in plain:
                    self._table.setdefault(word[0], _Entry()).add_word(word, name, name in self._ignored)
            else:
                source = terminal.pattern.to_regexp()
                pattern = _Pattern(name, terminal.priority, source, name in self._ignored)
                for char in _first_characters(terminal.pattern.value, name):
                    self._table.setdefault(char, _Entry()).patterns.append(pattern)
        for entry in self._table.values():
            entry.sort()
        self._anchor: re.Pattern[str] | None = None
        self._names = {name: name.partition(_VARIANT)[0] for name in self._ignored if name[0] != "_"}
        """The marker that an ignored terminal is."""
        self._punctuation = {
            char: entry.alone[0][1]
            for char, entry in self._table.items()
            if entry.alone and not entry.words and not entry.patterns and entry.alone[0][1] in self._ignored
        }
        """Characters with which only one marker can begin: most anchors are commas and full stops."""

    def lex(self, lexer_state: LexerState, parser_state: Any) -> Iterator[Token]:
        """The tokens of a text for lark's own parser."""
        text = lexer_state.text.text
        states = parser_state.parse_conf.parse_table.states
        for name, start, end in self.tokens(text, parser_state.state_stack, states):
            yield Token(name, text[start:end], start, end_pos=end)

    def tokens(self, text: str, stack: list[Any], states: Any) -> Iterator[tuple[str, int, int]]:  # noqa: C901 - the inner loop
        """The tokens of a text (terminal, start, end) for a parser with this stack and this table; see the class."""
        marks = self.marks = []
        mark = marks.append
        ignored, pauses, punctuation, names = self._ignored, self._pauses, self._punctuation, self._names
        opening = states[stack[-1]]
        if self._anchor is None:
            self._anchor, self._pairs = self._anchors(opening)
        pairs, best = self._pairs, self._best
        position, end = 0, len(text)
        inside = False  # whether the parser is in an island
        for anchor in self._anchor.finditer(text):
            start = anchor.start()
            if start < position:
                continue  # in a terminal that was read
            char = text[start]
            sign = punctuation.get(char)
            if sign is not None:
                mark((sign, start, start + 1))
                if inside and char in pauses:
                    inside = False
                    yield _PAUSE, start, start + 1
                continue
            seconds = pairs.get(char)
            if seconds is not None and text[start + 1] not in seconds:
                continue
            found = best(text, start, end, states[stack[-1]], opening)
            while found is not None:
                name, position = found
                if name in ignored:
                    if name in names:
                        mark((names[name], start, position))
                    if inside and text[start] in pauses:
                        inside = False
                        yield _PAUSE, start, position
                    break
                inside = True
                yield name, start, position
                # what can stand right behind it
                start = position + 1 if text[position : position + 1] == " " else position
                found = best(text, start, end, states[stack[-1]], None) if start < end else None
                if found is not None and found[0] not in ignored and not _accepted(found[0], stack, states):
                    break

    def _best(self, text: str, start: int, end: int, allowed: Any, opening: Any) -> tuple[str, int] | None:
        """The terminal at a place and where it ends. ``opening`` is None right behind a token, where any
        terminal can stand that the parser allows."""
        entry = self._table.get(text[start])
        if entry is None:
            return None
        best: tuple[str, int] | None = None
        priority = -1
        for word, name, ignored in entry.words.get(text[start + 1 : start + 2], entry.alone):
            if (ignored or (name in allowed and (opening is None or name in opening))) and text.startswith(word, start):
                best, priority = (name, start + len(word)), 0
                break
        for pattern in entry.patterns:
            if pattern.priority < priority:
                break
            name = pattern.name
            if pattern.ignored or (name in allowed and (opening is None or name in opening)):
                found = pattern.match(text, start, end)
                if found is not None and (best is None or pattern.priority > priority or found.end() > best[1]):
                    best, priority = (name, found.end()), pattern.priority
        return best

    def _anchors(self, opening: Any) -> tuple[re.Pattern[str], dict[str, set[str]]]:
        """Where a terminal can begin that needs no token before it: characters, and pairs of characters.

        The pattern takes any first with any second character; the dictionary says which of them belong together.
        """
        singles: list[str] = []
        seconds: dict[str, set[str]] = {}
        for char, entry in self._table.items():
            names = {pattern.name for pattern in entry.patterns} | {name for _, name, _ in entry.alone}
            if any(name in opening or name in self._ignored for name in names):
                singles.append(char)
                continue
            pairs = {
                second
                for second, words in entry.words.items()
                if any(ignored or name in opening for _, name, ignored in words)
            }
            if pairs:
                seconds[char] = pairs
        alone, first, second = (
            re.escape("".join(sorted(chars))) for chars in (singles, seconds, set().union(*seconds.values()))
        )
        return compiled(f"[{alone}]|[{first}](?=[{second}])" if seconds else f"[{alone}]"), seconds


def _accepted(name: str, stack: list[Any], table: Any) -> bool:
    """Whether the parser can take a terminal. Its table alone does not tell: a LALR state may offer to
    reduce on a terminal that the state uncovered by the reduction does not know."""
    above: list[Any] = []  # states that reductions put on the stack, which itself is left as it is
    depth = len(stack)
    while True:
        action = table[above[-1] if above else stack[depth - 1]].get(name)
        if action is None:
            return False
        if action[0] is Shift:
            return True
        rule = action[1]
        size = len(rule.expansion)
        dropped = min(size, len(above))
        if dropped:
            del above[-dropped:]
        depth -= size - dropped
        above.append(table[above[-1] if above else stack[depth - 1]][rule.origin.name][1])


class _Entry:
    """The terminals that can begin with one character: words with their terminals and whether these are ignored, by
    the second character, the longest first; those of one character also stand for themselves."""

    __slots__ = ("alone", "patterns", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[tuple[str, str, bool]]] = {}
        self.alone: list[tuple[str, str, bool]] = []
        self.patterns: list[_Pattern] = []

    def add_word(self, word: str, name: str, ignored: bool) -> None:
        words = self.words.setdefault(word[1], []) if len(word) > 1 else self.alone
        words.append((word, name, ignored))

    def sort(self) -> None:
        for words in self.words.values():
            words.sort(key=lambda entry: -len(entry[0]))
            words.extend(self.alone)
        self.patterns.sort(key=lambda pattern: -pattern.priority)


class _Pattern:
    """A terminal that is a regular expression, compiled when it is first tried."""

    __slots__ = ("ignored", "match", "name", "priority", "source")

    def __init__(self, name: str, priority: int, source: str, ignored: bool) -> None:
        self.name = name
        self.priority = priority
        self.source = source
        self.ignored = ignored
        self.match: Callable[[str, int, int], re.Match[str] | None] = self._compile_and_match

    def _compile_and_match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        self.match = compiled(self.source).match
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


def _first_characters(pattern: str, terminal: str) -> frozenset[str]:
    if pattern not in firsts:
        from re import _parser as parser  # the only way to take a pattern apart

        firsts[pattern] = frozenset(_first_of_sequence(list(parser.parse(pattern)), terminal)[0])
    return firsts[pattern]


def _first_of_sequence(nodes: list[Any], terminal: str) -> tuple[set[str], bool]:
    """The characters with which a sequence of parsed pattern nodes can begin, and whether it can be empty."""
    first: set[str] = set()
    for kind, value in nodes:
        if str(kind) in ("ASSERT", "ASSERT_NOT", "AT"):
            continue
        found, empty = _first_of_node(str(kind), value, terminal)
        first |= found
        if not empty:
            return first, False
    return first, True


def _first_of_node(kind: str, value: Any, terminal: str) -> tuple[set[str], bool]:
    """Raises ValueError for a pattern that can begin with anything: the lexer could not look it up."""
    match kind:
        case "LITERAL":
            return {chr(value)}, False
        case "IN":
            return _class_members(value, terminal), False
        case "MAX_REPEAT" | "MIN_REPEAT":
            low, _, body = value
            found, empty = _first_of_sequence(list(body), terminal)
            return found, empty or low == 0
        case "SUBPATTERN":
            return _first_of_sequence(list(value[3]), terminal)
        case "BRANCH":
            branches = [_first_of_sequence(list(branch), terminal) for branch in value[1]]
            return set().union(*(found for found, _ in branches)), any(empty for _, empty in branches)
    raise ValueError(f"the terminal {terminal} must begin with a literal, a digit or a class")


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
