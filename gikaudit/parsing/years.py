"""The year a report is for: where its title, its period and its table say so."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from gikaudit.parsing.claims import Passage
from gikaudit.patterns import compiled
from gikaudit.source import Span

_YEAR = compiled(r"(?:19|20)\d\d")
_KINDS: dict[str, Literal["title", "period", "table"]] = {
    "TITLE_YEAR": "title",
    "PERIOD": "period",
    "TABLE_YEAR": "table",
}
_LONGEST_TITLE = 60
_OPENING = 4


class YearMention(NamedTuple):
    """A place that says which year the report is for."""

    year: int
    kind: Literal["title", "period", "table"]
    span: Span


def find_years(passages: Iterable[Passage]) -> tuple[YearMention, ...]:
    """The places in order. A title counts at the beginning or alone in its paragraph, a table's year alone."""
    return tuple(mention for passage in passages for mention in _mentions(passage))


def _mentions(passage: Passage) -> Iterator[YearMention]:
    if _KINDS.keys().isdisjoint([element.kind for element in passage.elements]):
        return
    text = passage.text
    alone = len(text.text) <= _LONGEST_TITLE
    titled = False
    for element in passage.elements:
        kind = _KINDS.get(element.kind)
        if kind is None or (kind == "table" and not alone):
            continue
        if kind == "title":
            if titled or not (passage.number < _OPENING or (alone and element.start < _LONGEST_TITLE // 3)):
                continue
            titled = True
        for found in _YEAR.finditer(text.text, element.start, element.end):
            yield YearMention(int(found[0]), kind, text.span(*found.span()))
