"""The year a report is for: where its title, its period and its table say so."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from gikaudit.document import Text
from gikaudit.source import Span

# compiled when a text is first searched: most texts hold none of the words
_TITLE = (r"((?:19|20)\d\d) ?年(?:度)?[^,。;\d]{0,24}(?:年度报告|年报|工作报告|情况报告)")
_PERIOD = (
    r"(?:期限|时限|周期|期间|数据|统计)[^。;]{0,24}?((?:19|20)\d\d) ?年 ?1 ?月 ?1 ?日[^。;\d]{0,6}((?:19|20)\d\d)? ?年? ?12 ?月 ?31 ?日"
)
_TABLE = (r"(?:统计表|附表)[^。;]{0,12}\(? ?((?:19|20)\d\d) ?年度? ?\)?|^\( ?((?:19|20)\d\d) ?年度? ?\)$")
_LONGEST_TITLE = 60
_LONGEST_OPENING = 400


class YearMention(NamedTuple):
    """A place that says which year the report is for."""

    year: int
    kind: Literal["title", "period", "table"]
    span: Span


def find_years(texts: Iterable[Text]) -> tuple[YearMention, ...]:
    """The places in order; a title counts only at the beginning or alone in its paragraph."""
    mentions: list[YearMention] = []
    for number, text in enumerate(texts):
        mentions.extend(_mentions(text, number))
    return tuple(mentions)


def _mentions(text: Text, number: int) -> Iterator[YearMention]:
    if "报" in text.text and (number < 4 or len(text.text) <= _LONGEST_TITLE):
        found = re.search(_TITLE, text.text[:_LONGEST_OPENING])
        if found and (number < 4 or found.start() < 20):
            yield _mention(text, found, 1, "title")
    for found in re.finditer(_PERIOD, text.text) if "31" in text.text else ():
        yield _mention(text, found, 1, "period")
        if found[2]:
            yield _mention(text, found, 2, "period")
    if len(text.text) <= _LONGEST_TITLE and "年" in text.text:
        found = re.search(_TABLE, text.text)
        if found:
            yield _mention(text, found, 1 if found[1] else 2, "table")


def _mention(text: Text, found: re.Match[str], group: int, kind: Literal["title", "period", "table"]) -> YearMention:
    return YearMention(int(found[group]), kind, text.span(*found.span(group)))
