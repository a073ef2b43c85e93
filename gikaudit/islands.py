"""The parser of the grammars that read islands in free text.

It walks the tables that lark has built and calls lark's own tree builders. Lark's parser does more at each
token: it makes a Token with line and column, which nobody asks for here, and looks up each reduction by its whole rule.
"""

from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from lark import Lark, Tree
from lark.parsers.lalr_analysis import Shift

from gikaudit.grammar import Words, grammar
from gikaudit.lexer import AnchorLexer

_END = "$END", 0, 0
"""What lark calls the end of a text."""


class Token(NamedTuple):
    """A terminal and where it stands in the text."""

    type: str
    start: int
    end: int


Node = Tree[Token] | Token
"""What the tree of a text consists of."""


class IslandParser:
    """Reads the islands of a text with a grammar that was built with the AnchorLexer."""

    def __init__(self, lark: Lark) -> None:
        frontend: Any = lark.parser
        lexer, parser = frontend.lexer, frontend.parser.parser
        assert isinstance(lexer, AnchorLexer)
        (start,) = lark.options.start
        self.lexer = lexer
        self._callbacks = parser.callbacks
        self._states = parser.parse_table.states
        self._start = parser.parse_table.start_states[start]
        self._end = parser.parse_table.end_states[start]
        self._reductions: dict[int, tuple[int, str, Any]] = {}
        """For each rule met so far, by its identity: its length, its name, and what builds its tree."""

    def parse(self, text: str) -> list[Node]:
        """The islands of a text. Its markers are then ``lexer.marks``."""
        states, reductions = self._states, self._reductions
        stack: list[Any] = [self._start]
        values: list[Any] = []
        for token in chain(self.lexer.tokens(text, stack, states), (_END,)):
            name = token[0]
            while stack[-1] != self._end:
                action, found = states[stack[-1]][name]
                if action is Shift:
                    stack.append(found)
                    values.append(Token._make(token))
                    break
                size, origin, build = reductions.get(id(found)) or self._reduction(found)
                children = values[-size:] if size else []
                if size:
                    del stack[-size:]
                    del values[-size:]
                values.append(build(children))
                stack.append(states[stack[-1]][origin][1])
        return list(values[-1].children)

    def _reduction(self, rule: Any) -> tuple[int, str, Any]:
        """What to do where a rule ends; the table keeps the rule, so that its identity stays its own."""
        # a plain string: the comparison of lark's own tokens is slow
        found = self._reductions[id(rule)] = len(rule.expansion), str(rule.origin.name), self._callbacks[rule]
        return found


@cache
def island_parser(name: str, words: Words = ()) -> IslandParser:
    """The parser of ``grammar/<name>.lark`` for free text; see ``grammar``."""
    return IslandParser(grammar(name, words))
