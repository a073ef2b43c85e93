"""Loading the Lark grammars, with the built parsers kept in the user's cache folder."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zlib import crc32

import lark
from lark import Lark

from gikaudit import lexer
from gikaudit.cache import cached
from gikaudit.patterns import compiled
from gikaudit.resources import resource

_FREE_TEXT = {"claims"}
"""Grammars that read islands in free text; the others read every character."""


_RE: Any = SimpleNamespace(compile=compiled, match=re.match)
"""What a lexer of lark uses of the module ``re`` once it is loaded, with the cache for compiled patterns."""

Words = tuple[tuple[str, tuple[str, ...]], ...]
"""Terminals, each with further words for it."""


@cache
def grammar(name: str, words: Words = ()) -> Lark:
    """The parser of ``grammar/<name>.lark``, with further words for some terminals. Building one takes a tenth
    of a second; the result is kept."""
    folder = resource("grammar")
    sources = [*sorted(folder.glob("*.lark")), Path(lexer.__file__), Path(lark.__file__)]
    built: list[Lark] = []

    def build() -> tuple[bytes, lexer.Firsts]:
        built.append(_build(name, folder, words))
        stream = io.BytesIO()
        built[0].save(stream)
        return stream.getvalue(), lexer.firsts

    data, firsts = cached(f"grammar-{name}{_mark(words)}", sources, build, repr(words))
    if built:
        return built[0]
    lexer.firsts.update(firsts)
    loaded = Lark.load(io.BytesIO(data))
    if name not in _FREE_TEXT:
        for each in loaded.parser.lexer.lexers.values():
            each.re = _RE
    return loaded


def _mark(words: Words) -> str:
    """What tells the parser with some further words from the one without."""
    if not words:
        return ""
    return f"-{crc32(repr(words).encode('utf-8', 'surrogatepass')):08x}"


def _build(name: str, folder: Path, words: Words) -> Lark:
    path = folder / f"{name}.lark"
    import json

    further = [
        f"%extend {terminal}: {' | '.join(json.dumps(word, ensure_ascii=False) for word in own)}\n"
        for terminal, own in words
    ]
    return Lark(
        "".join([path.read_text(encoding="utf-8"), *further]),
        parser="lalr",
        lexer=lexer.AnchorLexer if name in _FREE_TEXT else "contextual",
        maybe_placeholders=False,
        source_path=str(path),
    )
