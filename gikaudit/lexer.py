"""What the parsers read with: the tables of a grammar, and the lexers.

Lark's own lexer tries each terminal at each character, which is slow where most characters belong to no
terminal. The AnchorLexer looks up the character first: a table made from the grammar's terminals says which of
them can begin with it. Terminals that are plain strings are looked up as in a dictionary, the longest first;
regular expressions are compiled when they are first needed.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from gikaudit.patterns import compiled

_WORDS = compiled(r"[^\\\[\](){}?*+^$.|]+(?:\|[^\\\[\](){}?*+^$.|]+)*")
_ESCAPED = {"\\" + char: chr(code) for code, char in enumerate("().?[]/!\n")}
_DIGITS = "0123456789"
_PAUSE = "_PAUSE"
_VARIANT = "__"


class Rule(NamedTuple):
    """A rule of a grammar: of how many symbols it consists, the production it is of, which of the symbols stand in
    its tree, each with whether its own parts stand there instead, and whether that is so of the production."""

    size: int
    origin: str
    parts: tuple[tuple[int, bool], ...]
    inlined: bool


class Tables(NamedTuple):
    """The tables of a LALR parser.

    states      for each state and symbol what follows: the next state, or ~n where rule n ends
    start, end  the first state and the last
    """

    states: dict[int, dict[str, int]]
    rules: list[Rule]
    start: int
    end: int


class Terminal(NamedTuple):
    """A terminal of a grammar: ``kind`` is str where ``value`` is a string, else that is a pattern."""

    name: str
    priority: int
    kind: str
    value: str
    pattern: str


class StateLexer:
    """Reads every character. What can stand at a place depends on the state of the parser."""

    def __init__(self, patterns: dict[int, str], ignored: frozenset[str]) -> None:
        self.marks: list[tuple[str, int, int]] = []
        self._patterns = patterns
        self._ignored = ignored

    def tokens(self, text: str, stack: list[int], _tables: Tables) -> Iterator[tuple[str, int, int]]:
        """The tokens of a text (terminal, start, end) for a parser with this stack. The text ends for it where no
        terminal stands."""
        position = 0
        while position < len(text):
            found = _state_pattern(self._patterns[stack[-1]]).match(text, position)
            if found is None or found.lastgroup is None:
                yield _NOTHING, position, position
                return
            if found.lastgroup not in self._ignored:
                yield found.lastgroup, position, found.end()
            position = found.end()


_NOTHING = ""
"""The name of no terminal."""
_state_pattern = cache(compiled)


class AnchorLexer:
    """Yields the longest terminal at each place where one can begin; all other text is passed over.

    - A terminal that the grammar does not allow at the start of an island is recognised only directly
      behind the token before it (one space allowed): 件 is a unit in ``41件``, not in ``文件``.
    - Of two terminals at one place the one with the higher priority wins, then the longer one.
    - Ignored terminals are markers: they are not parsed, but collected in ``marks`` as (terminal, start,
      end), those whose name begins with an underscore excepted. ``marks`` is of the last text read.
      ASIDE__URL and ASIDE__EMAIL are both the marker ASIDE: apart they are compiled when first needed.
    - ``_PAUSE`` is given to the parser only where it can end something.
    """

    def __init__(self, terminals: Iterable[Terminal], ignored: Collection[str]) -> None:
        self.marks: list[tuple[str, int, int]] = []
        self._ignored = frozenset(ignored)
        self._pauses: frozenset[str] = frozenset()
        self._table: dict[str, _Entry] = {}
        for name, priority, kind, value, source in terminals:
            plain = _plain_words(kind, value)
            if name == _PAUSE:
                self._pauses = frozenset(plain or ())
            elif plain is not None:
                for word in plain:
                    self._table.setdefault(word[0], _Entry()).add_word(word, name, name in self._ignored)
            else:
                pattern = _Pattern(name, priority, source, name in self._ignored)
                for char in _first_characters(value, name):
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

    def tokens(self, text: str, stack: list[int], tables: Tables) -> Iterator[tuple[str, int, int]]:  # noqa: C901 - the inner loop
        """The tokens of a text (terminal, start, end) for a parser with this stack and these tables; see the class."""
        states = tables.states
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
            found = best(text, char, start, end, states[stack[-1]], opening)
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
                found = best(text, text[start], start, end, states[stack[-1]], None) if start < end else None
                if found is not None and found[0] not in ignored and not _accepted(found[0], stack, tables):
                    break

    def _best(self, text: str, char: str, start: int, end: int, allowed: Any, opening: Any) -> tuple[str, int] | None:
        """The terminal at a place, with its first character, and where it ends. ``opening`` is None right behind a
        token, where any terminal can stand that the parser allows."""
        entry = self._table.get(char)
        if entry is None:
            return None
        best: tuple[str, int] | None = None
        priority = -1
        for word, name, ignored in (
            entry.words.get(text[start + 1 : start + 2], entry.alone) if entry.words else entry.alone
        ):
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
        either, alone, second = (
            re.escape("".join(sorted(chars)))
            for chars in ({*singles, *seconds}, singles, set().union(*seconds.values()))
        )
        # Python finds a place quickly where a pattern begins with one class of characters
        return compiled(f"[{either}](?:(?=[{second}])|(?<=[{alone}]))" if seconds else f"[{alone}]"), seconds


def _accepted(name: str, stack: list[int], tables: Tables) -> bool:
    """Whether the parser can take a terminal. Its table alone does not tell: a LALR state may offer to
    reduce on a terminal that the state uncovered by the reduction does not know."""
    states, rules, *_ = tables
    above: list[int] = []  # states that reductions put on the stack, which itself is left as it is
    depth = len(stack)
    while True:
        action = states[above[-1] if above else stack[depth - 1]].get(name)
        if action is None or action >= 0:
            return action is not None
        size, origin, *_ = rules[~action]
        dropped = min(size, len(above))
        if dropped:
            del above[-dropped:]
        depth -= size - dropped
        above.append(states[above[-1] if above else stack[depth - 1]][origin])


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
    from re import _parser as parser  # the only way to take a pattern apart

    return frozenset(_first_of_sequence(list(parser.parse(pattern)), terminal)[0])


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
