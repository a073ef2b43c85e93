"""Whole reports in which everything agrees, and which of their numbers are determined by the others."""

import re
from random import Random
from typing import NamedTuple

from tests.synthetic.layouts import LAYOUTS
from tests.synthetic.sentences import TEMPLATES, Template, Values
from tests.synthetic.tables import consistent_values, rows

SECTIONS = {
    "概述": "概述",
    "主动公开": "主动公开政府信息情况",
    "回应解读": "回应解读情况",
    "依申请公开": "依申请公开政府信息情况",
    "复议诉讼": "行政复议、诉讼和举报投诉情况",
    "机构和培训": "机构建设和培训情况",
    "其他工作": "其他重点工作",
    "问题和措施": "存在的问题和改进措施",
}
_NUMERALS = "一二三四五六七八九十"
_SLOT = re.compile(r"\{([\w.]+)(!?)\}")


class Spot(NamedTuple):
    """A printed number or numeral that the rest of the report determines."""

    start: int
    text: str


class Written(NamedTuple):
    """A text and its determined numbers."""

    text: str
    determined: tuple[Spot, ...]

    def broken(self, spot: Spot, other: str) -> str:
        """The text with another number in a place."""
        return self.text[: spot.start] + other + self.text[spot.start + len(spot.text) :]


def join(parts: list[Written]) -> Written:
    """Texts one behind the other."""
    text, spots = "", []
    for part in parts:
        spots += [Spot(len(text) + spot.start, spot.text) for spot in part.determined]
        text += part.text
    return Written(text, tuple(spots))


def sentence(template: Template, random: Random, table: Values) -> Written:
    """A template filled in."""
    values = table | template.values(random, table)
    text, spots, position = "", [], 0
    for slot in _SLOT.finditer(template.text):
        text += template.text[position : slot.start()]
        value = values[slot[1]]
        if slot[2]:
            spots.append(Spot(len(text), value))
        text += value
        position = slot.end()
    return Written(text + template.text[position:], tuple(spots))


def misprint(number: str, random: Random) -> str:
    """Another number with the same number of digits, further away than rounding reaches."""
    while True:
        place = random.randrange(len(number))
        if number[place] == ".":
            continue
        digit = random.choice("0123456789")
        other = number[:place] + digit + number[place + 1 :]
        if abs(float(other) - float(number)) * 10 ** len(number.partition(".")[2]) >= 3:
            return other


def report(random: Random, *, table: bool) -> Written:
    """A report with or without a table: a title, numbered sections of some sentences each, and the table."""
    values = consistent_values(random)
    chosen = [t for t in TEMPLATES if (table or not t.table) and t.fits(values)]
    written = [Written("云栖县2016年政府信息公开工作年度报告\n", ())]
    number = 0
    for section, title in SECTIONS.items():
        own = [template for template in chosen if template.section == section]
        if not own:
            continue
        written.append(Written(f"{_NUMERALS[number]}、{title}\n", (Spot(0, _NUMERALS[number]),) if number else ()))
        number += 1
        for template in random.sample(own, random.randint(1, min(3, len(own)))):
            written += [sentence(template, random, values), Written(random.choice(("\n", "")), ())]
        written.append(Written("\n", ()))
    if table:
        layout = LAYOUTS[random.choice(sorted(LAYOUTS))]
        written.append(Written("附表:政府信息公开情况统计表\n" + layout(rows(values)) + "\n", ()))
    return join(written)
