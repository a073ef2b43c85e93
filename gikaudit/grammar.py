"""The grammars as lark reads them: only needed to build the parsers of ``gikaudit.parser``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lark import Lark
from lark.lexer import Lexer, Token
from lark.parsers.lalr_analysis import Shift

from gikaudit.lexer import AnchorLexer, Rule, StateLexer, Tables, Terminal
from gikaudit.resources import resource

if TYPE_CHECKING:
    from lark.lexer import LexerConf, LexerState

_FREE_TEXT = {"claims"}
"""Grammars that read islands in free text; the others read every character."""


def grammar(name: str, words: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> Lark:
    """``grammar/<name>.lark`` with further words for some terminals."""
    path = resource("grammar") / f"{name}.lark"
    further = [
        f"%extend {terminal}: {' | '.join(json.dumps(word, ensure_ascii=False) for word in own)}\n"
        for terminal, own in words
    ]
    return Lark(
        "".join([path.read_text(encoding="utf-8"), *further]),
        parser="lalr",
        lexer=IslandLexer if name in _FREE_TEXT else "contextual",
        maybe_placeholders=False,
        source_path=str(path),
    )


class IslandLexer(Lexer):
    """The AnchorLexer for lark's own parser."""

    __future_interface__ = 2

    def __init__(self, conf: LexerConf) -> None:
        terminals = [
            Terminal(str(one.name), one.priority, one.pattern.type, one.pattern.value, one.pattern.to_regexp())
            for one in conf.terminals
        ]
        self.anchors = AnchorLexer(terminals, conf.ignore)
        self._tables: Tables | None = None

    @property
    def marks(self) -> list[tuple[str, int, int]]:
        """The markers of the last text read."""
        return self.anchors.marks

    def lex(self, lexer_state: LexerState, parser_state: Any) -> Iterator[Token]:
        """The tokens of a text."""
        text = lexer_state.text.text
        self._tables = self._tables or _plain(parser_state.parse_conf.parse_table)
        for name, start, end in self.anchors.tokens(text, parser_state.state_stack, self._tables):
            yield Token(name, text[start:end], start, end_pos=end)


def lexer_of(built: Lark) -> AnchorLexer | StateLexer:
    """The lexer of a grammar as one that does without lark."""
    lexer: Any = built.parser.lexer
    if isinstance(lexer, IslandLexer):
        return lexer.anchors
    patterns = {}
    for state, own in lexer.lexers.items():
        terminals = own.scanner.terminals
        assert not own.callback, "words that are both a terminal of their own and part of another are not provided for"
        patterns[state] = "|".join(f"(?P<{one.name}>{one.pattern.to_regexp()})" for one in terminals)
    return StateLexer(patterns, frozenset(built.lexer_conf.ignore))


def tables_of(built: Lark) -> Tables:
    """The tables of a grammar as they are used without lark."""
    frontend: Any = built.parser
    return _plain(frontend.parser.parser.parse_table)


def _plain(table: Any) -> Tables:
    rules: list[Rule] = []
    numbers: dict[int, int] = {}
    states: dict[int, dict[str, int]] = {}
    for state, actions in table.states.items():
        states[state] = row = {}
        for name, (action, found) in actions.items():
            if action is Shift:
                row[str(name)] = found
                continue
            if id(found) not in numbers:
                numbers[id(found)] = len(rules)
                rules.append(_rule(found))
            row[str(name)] = ~numbers[id(found)]
    (start,), (end,) = table.start_states.values(), table.end_states.values()
    return Tables(states, rules, start, end)


def _rule(rule: Any) -> Rule:
    """A rule with those of its parts that its tree shows: as lark has it, neither terminals whose names begin with an
    underscore nor unnamed ones, and of productions whose names do, their parts."""
    assert not (rule.alias or rule.options.expand1), "grammars have no aliases, and none of their rules begins with ?"
    parts = tuple(
        (index, not symbol.is_term and symbol.name.startswith("_"))
        for index, symbol in enumerate(rule.expansion)
        if rule.options.keep_all_tokens or not (symbol.is_term and symbol.filter_out)
    )
    origin = str(rule.origin.name)
    return Rule(len(rule.expansion), origin, parts, origin.startswith("_"))
