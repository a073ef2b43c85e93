"""Tables in HTML that stand in a text, as in Markdown."""

from collections.abc import Iterator

from gikaudit.document import Block
from gikaudit.readers.html.blocks import pieces_of_element, to_blocks
from gikaudit.readers.html.tokens import tokens
from gikaudit.readers.html.tree import Element, parse
from gikaudit.source import Span


def embedded(text: str) -> Iterator[tuple[Span, list[Block]]]:
    """Where the tables of a text stand that begin and end, and what they hold. Those inside others belong to them."""
    spans = list(_spans(text))
    if not spans:
        return
    tables = {}
    waiting = [parse(text).root]
    while waiting:
        for child in waiting.pop().content:
            if isinstance(child, Element):
                waiting.append(child)
                if child.tag == "table":
                    tables[child.start] = child
    for span in spans:
        table = tables.get(span.start)
        blocks = list(to_blocks(pieces_of_element(text, table))) if table else []
        if blocks:
            yield span, blocks


def _spans(text: str) -> Iterator[Span]:
    start, depth = 0, 0
    for token in tokens(text):
        if token.name != "table":
            continue
        if not token.closing:
            start = start if depth else token.start
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield Span(start, token.end)
