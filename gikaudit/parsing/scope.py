"""Whose number it is and for what time: two numbers are the same quantity only if both agree."""

from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from gikaudit.parsing.claims import Claim
from gikaudit.parsing.organ import names_organ
from gikaudit.patterns import compiled

_YEAR = compiled(
    r"(?<![\d.,转])(?<!转[至到入])(?:19|20)\d\d(?=年| ?[-\u2014\u2013~至到、和与及] ?(?:19|20)\d\d ?年|届|版)"
)
"""Years; 结转2016年办理 says what became of the number, not when it was."""


class Who(StrEnum):
    """Whose number."""

    WHOLE = "whole"
    """全市, 我局: the whole that the report is about."""
    PART = "part"
    """市本级, 各县区, 市某局: a part of it."""
    OPEN = "open"
    """Nothing is said: the whole, unless the sentence is about somebody."""


class When(StrEnum):
    """For what time."""

    YEAR = "year"
    """The report year, said or implied."""
    SINCE = "since"
    """累计 or 截至: from earlier years up to a date."""
    OTHER = "other"
    """上年, 上半年, another year, or what is planned."""


class Scope(NamedTuple):
    """Whose number, and for what time."""

    who: Who
    when: When


_PART_YEAR = compiled(r"季度|当[月季]|月份")
_STARTS = {"COMMA", "SEMICOLON", "STOP", "COLON", "LEVEL_0", "LEVEL_1", "LEVEL_2", "LEVEL_3", "LEVEL_4", "ITEM_MARK"}
_STARTS |= {"DATE", "THIS_YEAR"}
_WHO = {"WHOLE", "OWN_LEVEL", "BELOW", "ORGAN"}
_LONGEST_SUBJECT = 18
_OPENING = compiled(r"[ ”)]*(?:今年|全年|本年度?|一年来|年内|目前|现|其中|据统计|经统计|截至年底|至年底|年末|到)?[ ]*")
"""What may stand before 全市 at the beginning of its clause."""


_PLANS = compiled(
    r"打算|下一?步|下一?年|努力方向|改进(?:措施|方向|意见|办法|思路)|[和与及、]改进|工作(?:计划|安排|思路|重点|设想)|展望"
    r"|问题|不足"
)
"""Headings of the sections that judge and plan: numbers there are examples, targets, or partial."""


class Context(NamedTuple):
    """What a report says about itself: the year it is for, and whose it is ("" or None where it does not say).
    ``office``: it is the office of a government, whose numbers are not those of the place. ``place``: it speaks of a
    place (全市, 我县), so that 我办 is only one of its organs."""

    year: int | None
    organ: str
    office: bool = False
    place: bool = False


def scope_of(claim: Claim, context: Context, headings: Iterable[str]) -> Scope:
    """The scope of a claim that stands under some headings."""
    when = _when(claim, context.year)
    if when is When.YEAR and not _names(context.year, claim) and any(map(_PLANS.search, headings)):
        when = When.OTHER
    who = _who(claim, context)
    if who is not Who.WHOLE and _of_own_level(claim):
        return Scope(Who.PART, when)
    if _ACCOUNT.search(claim.lead_in + claim.before) or (who is Who.OPEN and _of_others(headings, context.organ)):
        return Scope(Who.PART, When.OTHER)
    if not isinstance(who, Who):
        return Scope(Who.PART, When.OTHER)
    return Scope(who, when)


def _names(year: int | None, claim: Claim) -> bool:
    """Whether a sentence says itself that it is of the year: 2014年,公开信息总量达到…, 全年被申请行政复议…"""
    if str(year) in claim.before or _ALL_YEAR.search(claim.lead_in + claim.before):
        return True
    named = _YEAR_BEFORE.search(claim.lead_in)
    return named is not None and str(year) in named.groups()


_ALL_YEAR = compiled(r"(?:^|[,;:。、])(?:全年|本年度|年内)")
_YEAR_BEFORE = compiled(r"(\d{4}) ?年度?[,、]?(?:我|本|全)?[^\d,;。]{0,4},?$|^\W*(\d{4}) ?年度?,")


def _of_others(headings: Iterable[str], organ: str) -> bool:
    found = (_OTHERS.search(heading) for heading in headings)
    return any(match is not None and match[0][-1] not in organ for match in found)


def _of_own_level(claim: Claim) -> bool:
    """Whether a paragraph (3.市政府本级。) or the sentence (以市政府名义答复的…) is about the own level alone."""
    text = claim.passage.text.text
    return _OWN_LEVEL_ALONE.match(text) is not None or _IN_THE_NAME.search(claim.lead_in + claim.before) is not None


_OWN_LEVEL_ALONE = compiled(r"\W*(?:[一二三四五六七八九十\d]{1,3}\W{1,2})?[^\W\d]{0,6}本级(?:政府|机关)?(?:情况)?[。:]")
_IN_THE_NAME = compiled(r"以[^,;。\d]{1,12}(?<!各自)(?<!自己)名义")


_OTHERS = compiled(
    r"高校|学校|院校|医院|医疗机构|企事业单位|公用事业|国有企业|国企|[县区]{2}|乡镇|街道|直属单位|所属单位|下属"
)
"""Headings of sections about somebody else than the organ itself: 高校信息公开, 公共企事业单位信息公开."""


_ABOVE: Final = "ABOVE"
"""全市 in the report of a county, or of a bureau: more than the report is about."""


def _who(claim: Claim, context: Context) -> Who | Literal["ABOVE"]:
    if "其余" in claim.lead_in[claim.lead_in.rfind(";") + 1 :]:
        return Who.PART
    if any(word in claim.before for word in _SOME) or _SOME_OF_THEM.search(claim.lead_in[-_NEAR:] + claim.before):
        return Who.PART
    if claim.quantity is None and _BODIES.search(claim.before):
        return Who.PART
    if _CHANNEL_LABEL.search(claim.lead_in):
        return Who.PART
    own = _who_says(_tokens(claim, context, own=True))
    if own is not None:
        return own
    said = _who_says(_tokens(claim, context, own=False))
    return Who.OPEN if said is None else said


_CHANNEL_LABEL = compiled(
    r"(?:^|[;\s])[^;:,\d]{0,12}(?:网站|微[信博]|公众号|公报|公[开示]栏|平台|媒体|报刊|电视|[^\W\d]方式|其他渠道)[^;:,\d]{0,8}:$"
)
"""公示栏等其他方式:公开信息67条"""
_ACCOUNT = compiled(r"“[^”]{2,16}”(?!等)[^,;。“”]{0,8}(?:微博|微信|公众号|客户端|头条)")
"""What follows the name of one account is said of it: “某地发布”微信公众号推送…,微博发布…"""
_SOME = (
    "另有",
    "尚有",
    "仍有",
    "还有",
    "另外",
    "其中有",
    "最多",
    "最少",
    "最高",
    "最低",
    "个别",
    "少数",
    "重点单位",
    "其余",
    "其他单位",
    "其他部门",
)
"""Words that pick some out of all."""
_SOME_OF_THEM = compiled(
    r"(?:其他|其余|其它|重点|上述|以上|这)[^,;。]{0,6}\d+ ?(?:个|项|类|大类|家)(?:领域|方面|部门|单位|类别|行业)"
)
"""其他4个领域,合计公开信息10.6万条"""
_NEAR = 40
_BODIES = compiled(r"\d ?[个家](?:[市县区省]直)?(?:部门|单位|乡镇|街道|[县区市局村镇乡]|企业|机关)")
"""6个部门全年未收到申请 says nothing about the others."""


def _tokens(claim: Claim, context: Context, *, own: bool) -> list[tuple[str, int, int, int]]:
    """The words that say whose number it is (kind, start, end, start of their clause): in the claim's own
    words, or in the clauses of its sentence before them, but for brackets that are closed."""
    low = claim.start - len(claim.lead_in) - len(claim.before) - 2
    high = claim.start + len(claim.after) + (claim.end - claim.start)
    border = claim.start - len(claim.before) - 1
    tokens: list[tuple[str, int, int, int]] = []
    brackets: list[int] = []
    clause = max(0, low)
    text = claim.passage.text.text
    for element in claim.passage.between(low, high):
        if element.kind in _STARTS:
            clause = element.end
        elif element.kind == "OPEN":
            brackets.append(len(tokens))
        elif element.kind == "CLOSE" and brackets and element.end <= claim.start:
            del tokens[brackets.pop() :]
        elif (
            element.kind in _WHO
            and (element.start >= border) == own
            # 全市 inside a clause (举办全市培训班) says what for, not who
            and (element.kind != "WHOLE" or _OPENING.fullmatch(text, clause, element.start))
        ):
            tokens.append((element.kind, element.start, element.end, clause))
    tokens = [token for token in tokens if token[0] != "ORGAN" or _is_other(text[token[3] : token[2]], context.organ)]
    return [(_level(kind, text[start:end], context), start, end, clause) for kind, start, end, clause in tokens]


_COUNTIES = compiled(r"[县区乡镇街]")
_LEVELS = "省市县区州旗镇乡"
_LEVEL = compiled(rf"([{_LEVELS}])(?:人民)?(?:政府)?(?:管(?:理委员|委)会)?$")


_OWN_BODY = compiled(r"[我本][局委厅办院校]")


def is_place(organ: str) -> bool:
    """Whether an organ is the government of a place, or of a development zone, and not one of its bureaus."""
    return _LEVEL.search(organ) is not None


def _level(kind: str, words: str, context: Context) -> str:
    """全市 in the report of a county is the level above: a number of somebody else, as it is in that of a bureau or an
    office. 全市各县区 are only those."""
    if kind == "BELOW" and _COUNTIES.search(words):
        return "COUNTIES"
    if kind == "WHOLE" and context.place and _OWN_BODY.fullmatch(words) and is_place(context.organ or _LEVELS):
        return "OWN_LEVEL"
    if kind == "WHOLE" and not context.organ and not context.place and words[0] == "全" and words[1:] in _LEVELS:
        return _ABOVE
    if kind != "WHOLE" or len(words) != 2 or words[1] not in _LEVELS or not context.organ:
        return kind
    own = _LEVEL.search(context.organ)
    return _ABOVE if context.office or own is None or words[1] != own[1] else kind


def _is_other(words: str, organ: str) -> bool:
    """Whether the name of another organ begins its clause: 市财政局公开…, not …报市财政局."""
    words = words.strip()
    return 3 <= len(words) <= _LONGEST_SUBJECT and words.isalpha() and not names_organ(words, organ)


def _who_says(tokens: list[tuple[str, int, int, int]]) -> Who | Literal["ABOVE"] | None:
    # 区直各部门 is the own level, not the levels below
    tokens = [
        token
        for before, token in pairwise([("", 0, -9, 0), *tokens])
        if not (token[0] == "BELOW" and before[0] == "OWN_LEVEL" and token[1] - before[2] <= 1)
    ]
    if not tokens:
        return None
    kinds = [kind for kind, *_ in tokens]
    if _ABOVE in kinds:
        return _ABOVE
    if "OWN_LEVEL" in kinds and ("BELOW" in kinds or "COUNTIES" in kinds):
        return Who.WHOLE
    whole = None
    for kind, start, end, _ in tokens:
        if kind == "WHOLE":
            whole = end
        elif whole is not None and kind == "BELOW" and start - whole <= 1:
            return Who.WHOLE  # 全市各部门
        else:
            return Who.PART
    return Who.WHOLE


_LAST_YEAR = compiled(r"^ ?(?:上一?年度?|去年度?)(?!同期|结转|相比|底|末)")
"""上年收到37件,办结34件: the sentence is about the year before."""


_ON_A_DAY = compiled(
    r"(?<![至到止自从\-—~\d])(?<!截至)\d{1,2} ?月 ?\d{1,2} ?日(?:上午|下午)?"
    r"(?:收到|接到|受理|登记|提出|提交|答复|办结|作出)[^,;。]*$"
)
"""12月27日收到的1件申请: what came on a day, not in the year."""


def _when(claim: Claim, year: int | None) -> When:
    marks = claim.marks
    if _PART_YEAR.search(claim.before) or ("PART_YEAR" in claim.lead_marks and "THIS_YEAR" not in marks):
        return When.OTHER
    if _ON_A_DAY.search(claim.passage.text.text, max(0, claim.start - _NEAR), claim.start):
        return When.OTHER
    if marks & {"LAST_YEAR", "PART_YEAR", "PLANNED"} or "INTENDED" in marks or "INTENDED" in claim.lead_marks:
        return When.OTHER
    years = [int(found) for found in _YEAR.findall(claim.before)]
    if (year not in years[-1:] and "EVER" in marks) or ("AS_OF" in marks and "CUMULATIVE" in marks):
        return When.SINCE
    if year is not None and years and years[-1] != year and not marks & {"CUMULATIVE", "EVER"}:
        return When.OTHER
    if year is not None and any(int(later) > year for later in _YEAR.findall(claim.lead_in)):
        return When.OTHER
    this_year = "THIS_YEAR" in marks or bool(years)
    since = "AS_OF" in marks or "AS_OF" in claim.lead_marks
    if not this_year and ("AS_OF" in claim.lead_marks or "EVER" in marks or "EVER" in claim.lead_marks):
        return When.SINCE
    if "CUMULATIVE" in marks and since and not this_year:
        return When.SINCE
    if not this_year and _of_other_years(claim, year):
        return When.OTHER
    return When.YEAR


_COMPARED = compiled(r"(?:较|比|与|同|对比|相比于?|高于|低于) ?(?:20\d\d ?年(?:度|同期)?)")
"""较2021年增加14件 says nothing of the year of what follows."""


def _of_other_years(claim: Claim, year: int | None) -> bool:
    """Whether the sentence speaks of other years than the report's before a claim that names none."""
    if "THIS_YEAR" not in claim.lead_marks and _LAST_YEAR.match(claim.lead_in):
        return True
    years = {int(found) for found in _YEAR.findall(_COMPARED.sub("", claim.lead_in[-40:]))}
    if len(years) > 1 and ("CUMULATIVE" in claim.marks or "RESPECTIVELY" in claim.lead_marks[-1:]):
        return True  # 2015年、2016年分别收到29件、37件: the first is not of the last year
    return year is not None and bool(years) and year not in years
