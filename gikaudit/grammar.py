"""Loading the Lark grammars, with the built parsers kept in the user's cache folder."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import lark
from lark import Lark

from gikaudit import lexer
from gikaudit.cache import cached
from gikaudit.resources import resource

_FREE_TEXT = {"claims"}
"""Grammars that read islands in free text; the others read every character."""


@cache
def grammar(name: str) -> Lark:
    """The parser of ``grammar/<name>.lark``. Building one takes a tenth of a second; the result is kept."""
    folder = resource("grammar")
    sources = [*sorted(folder.glob("*.lark")), Path(lexer.__file__), Path(lark.__file__)]
    built: list[Lark] = []

    def build() -> tuple[bytes, lexer.Firsts]:
        built.append(_build(name, folder))
        stream = io.BytesIO()
        built[0].save(stream)
        return stream.getvalue(), lexer.firsts

    data, firsts = cached(f"grammar-{name}", sources, build)
    if built:
        return built[0]
    lexer.firsts.update(firsts)
    return Lark.load(io.BytesIO(data))


def _build(name: str, folder: Path) -> Lark:
    path = folder / f"{name}.lark"
    return Lark(
        path.read_text(encoding="utf-8"),
        parser="lalr",
        lexer=lexer.AnchorLexer if name in _FREE_TEXT else "contextual",
        maybe_placeholders=False,
        source_path=str(path),
    )
