"""Headings and items are numbered without gaps and repetitions."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gikaudit.interval import exactly
from gikaudit.parsing.outline import ITEM_MARK, Number
from gikaudit.relation import Level, Operand, Relation, Wording
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_NUMERALS = "零一二三四五六七八九十"
_FEWEST_FITTING = 3
_LOWEST_HEADING = 2
_LONGEST_HEADING = 24
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


class Numbering(Rule):
    code = "GIK403"
    name = "numbering-broken"
    title = Words("标题或条目序号跳号、重号", "The numbering of headings or items skips or repeats")
    level = Level.WARNING
    message = Words(
        "序号“{found}”与前后不连续，按顺序应为“{expected}”（前一序号为“{previous}”）。",
        "“{found}” does not continue the numbering; in order it would be “{expected}” (after “{previous}”).",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for numbers in report.outline.sequences:
            if _reliable(numbers) or _two_headings(numbers, report):
                yield from _relations(numbers)


def _relations(numbers: Sequence[Number]) -> Iterator[Relation]:
    """One relation for each number out of order; one for the whole sequence if there is none."""
    due = numbers[0].value
    broken = False
    for index, number in enumerate(numbers):
        following = numbers[index + 1].value if index + 1 < len(numbers) else None
        wanted = due
        if number.value == due - 1 and following == due and index:
            wanted, due = due, number.value  # 3 3 4: the repeated one is superfluous, not the next one wrong
        if number.value != wanted:
            broken = True
            yield _relation(number, wanted, numbers[index - 1])
        due = max(due, number.value) + 1
    if not broken:
        yield _relation(numbers[-1], numbers[-1].value, numbers[-2])


def _relation(number: Number, due: int, previous: Number) -> Relation:
    expected = number.text.replace(_written(number, number.value), _written(number, due)).strip()
    place = Operand(exactly(number.value), number.text, number.text, number.title, number.span, origin="structure")
    return Relation((Wording(place, number.text.strip(), expected),), values={"previous": previous.text.strip()})


def _reliable(numbers: Sequence[Number]) -> bool:
    """Whether the numbers are a numbering at all: most of them follow the one before. Numbers of headings
    inside a paragraph are what is left of a page whose lines were lost; some of them cannot be seen."""
    if not numbers[0].opens and numbers[0].level != ITEM_MARK:
        return False
    steps = [later.value - earlier.value for earlier, later in pairwise(numbers)]
    good = sum(step == 1 for step in steps)
    fits = numbers[0].value == 1 and numbers[-1].value == len(numbers) > _FEWEST_FITTING  # 一、三、三、四
    return len(numbers) > 2 and (fits or good * 2 >= len(steps)) and all(-1 <= step <= 2 for step in steps)


def _two_headings(numbers: Sequence[Number], report: Report) -> bool:
    """(一)…(三)… and nothing else under one heading: clear where both are lines of their own."""
    if [number.value for number in numbers] != [1, 3]:
        return False
    lines = [report.passages[number.passage].text.text for number in numbers]
    return all(
        number.opens and number.level <= _LOWEST_HEADING and number.title and len(line) <= _LONGEST_HEADING
        for number, line in zip(numbers, lines, strict=True)
    ) and not any(sign in line[:-1] for line in lines for sign in "。;,:")


def _written(like: Number, value: int) -> str:
    """A number in the script of another."""
    core = like.text.strip(" ()、.是第部分章")
    if core in _CIRCLED:
        return _CIRCLED[value - 1] if value <= len(_CIRCLED) else str(value)
    if core.isascii():
        return str(value)
    if value <= 10:
        return _NUMERALS[value]
    tens, ones = divmod(value, 10)
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")
