"""Parsers that read with the grammars, without lark: its tables, as lark has built them, and a loop over them.

Importing lark takes as long as auditing a report of some pages, and its parser does more at each token than is
needed here. So lark only builds the tables, which are kept in the user's cache folder as they are.
"""

from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from gikaudit import lexer
from gikaudit.cache import cached
from gikaudit.lexer import AnchorLexer, StateLexer, Tables
from gikaudit.resources import resource

Words = tuple[tuple[str, tuple[str, ...]], ...]
"""Terminals, each with further words for it."""

_END = "$END"
"""What lark calls the end of a text."""


class Token(NamedTuple):
    """A terminal and where it stands in the text."""

    type: str
    start: int
    end: int


class Tree(NamedTuple):
    """A production with what it consists of."""

    data: str
    children: list["Node"]


Node = Tree | Token


class UnexpectedTextError(ValueError):
    """A text that the grammar does not allow, and from where on."""

    def __init__(self, position: int) -> None:
        super().__init__(f"nothing that the grammar allows stands at {position}")
        self.position = position


class Parser(NamedTuple):
    """The parser of a grammar. The markers of the last text are in ``lexer.marks``."""

    lexer: AnchorLexer | StateLexer
    tables: Tables

    def parse(self, text: str) -> Tree:
        """The tree of a text. Raises UnexpectedTextError."""
        states, rules, start, end = self.tables
        stack = [start]
        values: list[Any] = []  # of productions whose parts stand in their place: those
        place = 0
        for name, low, high in chain(self.lexer.tokens(text, stack, self.tables), ((_END, -1, -1),)):
            place = max(place, low)
            while stack[-1] != end:
                action = states[stack[-1]].get(name)
                if action is None:
                    raise UnexpectedTextError(place)
                if action >= 0:
                    stack.append(action)
                    values.append(Token(name, low, high))
                    break
                size, origin, parts, inner = rules[~action]
                children: list[Node] = []
                if size:
                    ended = values[-size:]
                    del stack[-size:]
                    del values[-size:]
                    for index, inlined in parts:
                        if not inlined:
                            children.append(ended[index])
                        elif children:
                            children += ended[index]
                        else:  # a list that grows is not copied for each of its items
                            children = ended[index]
                stack.append(states[stack[-1]][origin])
                values.append(children if inner else Tree(origin, children))
        tree = values[-1]
        assert isinstance(tree, Tree)
        return tree


@cache
def parser(name: str, words: Words = ()) -> Parser:
    """The parser of ``grammar/<name>.lark``, with further words for some terminals. Building one takes a tenth
    of a second; the result is kept."""
    folder = resource("grammar")
    lark = find_spec("lark")
    code = [Path(__file__), Path(lexer.__file__), Path(lexer.__file__).with_name("grammar.py")]
    sources = [*sorted(folder.glob("*.lark")), *code, *([Path(lark.origin)] if lark and lark.origin else [])]

    def build() -> Parser:
        from gikaudit.grammar import grammar, lexer_of, tables_of

        built = grammar(name, words)
        return Parser(lexer_of(built), tables_of(built))

    return cached(f"grammar-{name}{_mark(words)}", sources, build, repr(words))


def _mark(words: Words) -> str:
    """What tells the parser with some further words from the one without."""
    if not words:
        return ""
    return f"-{crc32(repr(words).encode('utf-8', 'surrogatepass')):08x}"
