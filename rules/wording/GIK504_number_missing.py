"""A number stands where the phrase needs one: not 在小时内, not 申请答复数。"""

import re
from collections.abc import Iterator
from functools import cache

from gikaudit.forms import Form
from gikaudit.interval import exactly
from gikaudit.parsing.claims import Passage
from gikaudit.patterns import compiled
from gikaudit.relation import Level, Operand, Relation, Wording
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_BARE_PERCENT = compiled(
    r"(?:占[^,;。:、()\d%一二三四五六七八九十百]{0,12}|率为?|比例为?|增长|增加|下降|减少|提高|降低|上升)(%|个百分点)"
)
_NO_NUMBER = r"[^\d一二两三四五六七八九十百千万亿几多余半数各每首再此层头档]"
_UNIT = compiled(
    # what stands before a unit is looked at behind its first character: a pattern that begins with some characters
    # is found fast
    r"([条件次篇期场份个名家宗起册人项万元]"
    rf"(?:(?<={_NO_NUMBER}[^人万])|(?<={_NO_NUMBER}人)次?"
    rf"|(?<=[达为共计到]万)(?:人次|条|件|次|元)|(?<={_NO_NUMBER}万)元))"
    r"(?=[,;。、)]|(?:政府信息|信息|依申请)?(?:公开)?(?:申请|咨询|来信|投诉|举报|建议|提案|信息|稿件))"
)
"""A unit without a number before it, at the end of a clause or before what is counted; few of them want one."""
_WANTING_DIRECTLY = compiled(
    # 申请答复数为件,
    r"数量?(?:为|共计?|达到?)(?:人次|条|件|次|篇|期|场|份|个|名|家|宗|起|册|人|项|万元|元)$"
    # 访问量达万人次, 经费共计万元, but not 下达件, 分为条,块 and 单位为件
    r"|(?:(?<![直送下传转抵])达到?|(?<![分作成])(?<!单位)为|(?<!公)共|共有|共计|合计|总计|累计)"
    r"(?:万?(?:人次|条|件|元)|万次|篇|宗|册)$"
    r"|(?:共计|合计|总计|累计|共有)(?:次|场|期|份)$"
)
_WANTING_BEFORE_NOUN = compiled(
    # 共收到件申请
    r"(?:(?<!公)共|收到|受理|答复|处理)(?:件|人次)$|(?:(?<!公)共有?|发布|公开|报送|收到)(?:条|篇)$"
)
_WANTING = compiled(
    # 共发布各类信息条,
    r"共[^\W\d一二三四五六七八九十百千万两〇几数余多半]{2,16}(?<![批班场头])(?:条|次|人次|期|篇|场)$"
    # 举办业务培训班期,
    r"|(?:举办|召开|开展|组织|举行)[^\W\d一二两三四五六七八九十百几多数]{0,16}"
    r"(?:培训班|座谈会|发布会|推进会|专题会|会议|讲座|访谈)(?:期|场|次)$"
    # 立案查处起,
    r"|(?:查处|查办|立案|破获|侦破|移送|调处|处罚)(?:起|宗)$"
    # 编发《工作简报》期,
    r"|》(?:期|份|册)$"
    # 接受培训   人次,
    r"|[\u4e00-\u9fff] {2,}(?:人次|条|件|次|篇|期|场|份|个|名|家)$"
    # 甲区12件、乙区件, where more in the same unit follow
    r"|\d(?P<unit>人次|条|件|次|篇|期|场|份|个|名|家|宗|起)[、,;][^\W\d一二两三四五六七八九十百千万几多半各每]{2,8}?(?P=unit)$"
)
_NEXT_ITEM = compiled(r"[、,;][^\W\d]{2,8}\d[\d,.]*")
_LONGEST = 40
_LABEL_END = compiled(r"数量?(?=[。;]|[,:]其中)")
_SURROUNDINGS = 8
_LONGEST_CLAUSE = 16
_SIGNS = "。,;:、!?()"
_CLAUSE_ENDS = ",;。、)"


class NumberMissing(Rule):
    code = "GIK504"
    name = "number-missing"
    title = Words("应有数字处缺少数字", "A number is missing")
    level = Level.WARNING
    precision = "medium"
    message = Words("“{found}”处缺少数字。", "A number is missing in “{found}”.")

    def relations(self, report: Report) -> Iterator[Relation]:
        labels = _labels(report.form)
        for passage in report.passages:
            for start, end in (*_bare_units(passage), *_bare_labels(passage, labels)):
                text = passage.text.text
                found = _clause(text, start, end)
                place = Operand(exactly(0), text[start:end], "", found, passage.text.span(start, end))
                yield Relation((Wording(place, found, ""),))


def _clause(text: str, start: int, end: int) -> str:
    """The clause around a place, as far as it is short."""
    low = max(text.rfind(sign, 0, start) for sign in _SIGNS) + 1
    high = min((place for sign in _SIGNS if (place := text.find(sign, end)) >= 0), default=len(text))
    return text[max(low, start - _LONGEST_CLAUSE) : min(high, end + _SURROUNDINGS)].strip()


def _bare_units(passage: Passage) -> Iterator[tuple[int, int]]:
    for element in passage.elements:
        if element.kind == "NUMBERLESS":
            yield element.start, element.end
    text = passage.text.text
    for found in _BARE_PERCENT.finditer(text) if "%" in text or "百分点" in text else ():
        yield found.start(1), found.end(1)
    for found in _UNIT.finditer(text):
        before = text[max(0, found.start() - _LONGEST) : found.end()]
        if text[found.end()] not in _CLAUSE_ENDS:
            missing = _WANTING_BEFORE_NOUN.search(before) is not None
        else:
            missing = _WANTING_DIRECTLY.search(before) is not None or _wanting(text, found, before)
        if missing:
            yield found.start(1), found.end(1)


def _wanting(text: str, unit: re.Match[str], before: str) -> bool:
    """Whether the words before a unit want a number."""
    wanting = _WANTING.search(before)
    return wanting is not None and (wanting["unit"] is None or _continues(text, unit))


def _continues(text: str, unit: re.Match[str]) -> bool:
    """Whether the list in which a unit stands goes on with a count in the same unit."""
    following = _NEXT_ITEM.match(text, unit.end())
    return following is not None and text.startswith(unit[1], following.end())


@cache
def _labels(form: Form) -> tuple[str, ...]:
    return tuple(
        name
        for indicator in form.indicators
        for name in (indicator.label, *indicator.aliases)
        if name.endswith(("数", "数量")) and not indicator.heading
    )


def _bare_labels(passage: Passage, labels: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The name of a row at the end of a clause that others with their numbers stand in."""
    text = passage.text.text
    ends = [found.end() for found in _LABEL_END.finditer(text)]
    if not ends or not any(element.quantity is not None for element in passage.elements):
        return
    for label in labels:
        for end in ends:
            start = end - len(label)
            if text.endswith(label, 0, end) and text[start - 1 : start] in ("", *",;。:"):
                yield start, end
