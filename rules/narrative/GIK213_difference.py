"""A difference that the text names agrees with the two numbers it is between: 最多的648条,最少的137条,相差511条."""

from collections.abc import Iterator

from gikaudit.interval import exactly
from gikaudit.parsing.claims import Claim, Kind, Passage
from gikaudit.parsing.numerals import chinese
from gikaudit.parsing.sums import comparable, whole_numbers
from gikaudit.patterns import compiled
from gikaudit.relation import Comparison, Difference, Level, Operand, Relation, Sum
from gikaudit.report import Report
from gikaudit.rule import Rule, Words
from gikaudit.typing_errors import slips

_LOOK_BACK = 16
_FARTHEST = 3
"""A difference stands at most so many clauses behind the numbers it is between."""

_APART = compiled(r"(?:相差|差额|差距|差值|悬殊)(?:达|为|是|了)?$")
_ENDS = compiled(r"(?:最[多高大好]|首位|第一)的?[^,;。\d]{0,4}(?:与|和|同|比|较)[^,;。\d]{0,4}(?:最[少低小差后]|末位)")
_SUPERLATIVE = compiled(r"最[多高大好长少低小差短]|首位|末位")

_SHORTER = compiled(r"^(?:[又再共仅]?)(?:缩短|压缩|减少|降低|下降|低|少|提前|压减)了?$")
_LONGER = compiled(r"^(?:[又再共仅]?)(?:延长|增加|提高|上升|高|多|推迟)了?$")
_THAN = compiled(r"(?:比|较)[^,;。]{1,24}$")

_LEFT_OVER = (
    # what is left, what it is taken from, what is taken away
    (
        compiled(r"节约|节支|节省|核减|审减"),
        compiled(r"预算|控制价|送审|概算|估算"),
        compiled(r"成交|中标|审定|决算|实际"),
    ),
    (compiled(r"缺口|逆差|亏损|超支"), compiled(r"支出"), compiled(r"收入")),
    (compiled(r"结余|盈余|顺差"), compiled(r"收入"), compiled(r"支出")),
)

_FROM = compiled(r"(?:由|从)(?:[^,;。\d]{0,12}的)?[^,;。\d到至]{0,4}$")
_TO = compiled(r"(?:到|至|为|成)(?:了|目前的|现在的|现有的)?$")
_TAKEN_AWAY = compiled(
    r"(?:关停|注销|撤销|取消|关闭|减少|精简|清理|合并减少|压减|压缩|归并|下线|下放|缩短|撤并|裁撤)了?$"
)
_REPLACED = compiled(r"新增|增加|新设|增设|承接|恢复")

_FORWARD = ("前移", "上升", "提升", "提高", "前进", "跃升")
_BACK = ("后移", "下降", "退后", "后退", "下滑")
_PLACE = r"第 ?(?P<{0}>\d{{1,3}}|[一二三四五六七八九十]{{1,3}})[位名]"
_NOW, _OLD = _PLACE.format("now"), _PLACE.format("old")
_WAY = rf"(?P<way>{'|'.join((*_FORWARD, *_BACK))})了?"
_BY = r"(?P<by>\d{1,3}|[一二三四五六七八九十]{1,3})个?[位名]"
_RANKS = (
    compiled(rf"{_NOW},?[^,;。\d]{{0,4}}(?:比|较|与)(?:上一?年|去年|20\d\d年)度?的?{_OLD}(?:相比)?,?{_WAY}{_BY}"),
    compiled(
        rf"(?:由|从)(?:上一?年|去年|20\d\d年)?度?的?{_OLD}[^,;。\d]{{0,2}}(?:到|至)(?:今年|本年|20\d\d年)?的?{_NOW},?{_WAY}{_BY}"
    ),
)


class NamedDifference(Rule):
    code = "GIK213"
    name = "difference-differs-from-numbers"
    title = Words("正文：相差数与前后两数不符", "Narrative: a difference does not match the two numbers")
    level = Level.ERROR
    message = Words(
        "按文中两数计算应相差{computed}，文中写为{stated}。",
        "By the two numbers the difference is {computed}; the text says {stated}.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        numbers = [claim for claim in report.claims if claim.quantity is not None]
        for index, claim in enumerate(numbers):
            if claim.kind not in (Kind.COUNT, Kind.INCREASE, Kind.DECREASE) or not claim.before:
                continue
            before = [
                other
                for other in numbers[max(0, index - _LOOK_BACK) : index]
                if other.passage is claim.passage and other.sentence == claim.sentence
            ]
            yield from _apart(claim, before)
            yield from _than(claim, before)
            yield from _left_over(claim, before)
            if _TAKEN_AWAY.search(claim.before):
                yield from _taken_away(numbers[index : index + _LOOK_BACK], before)
        for passage in report.passages:
            yield from _ranks(passage)


def _apart(stated: Claim, before: list[Claim]) -> Iterator[Relation]:
    """最多的648条,最少的137条,相差511条, and 甲12条、乙9条、丙4条,最多与最少相差8条."""
    if not _APART.search(stated.before):
        return
    counts = [c for c in before if c.kind is Kind.COUNT and comparable(c, stated) and c.operand.interval.exact]
    if _ENDS.search(stated.before):
        row = [c for c in counts if c.depth == counts[-1].depth]
    else:
        row = counts[-2:]
        near = len(row) > 1 and stated.clause - row[0].clause <= _FARTHEST
        if not near or not (all(_SUPERLATIVE.search(c.words) for c in row) or len(counts) == 2):
            return
    if len(row) > 1:
        most, least = (pick(row, key=lambda c: c.operand.interval.low or 0) for pick in (max, min))
        yield Relation((Comparison(stated.operand, "=", Difference(most.operand, least.operand)),))


def _than(stated: Claim, before: list[Claim]) -> Iterator[Relation]:
    """平均11.3个工作日,比上年的12.8个工作日缩短1.5个工作日, and 得91.4分,比第一名(93.1分)低1.7分."""
    shorter, longer = _SHORTER.search(stated.before), _LONGER.search(stated.before)
    if len(before) < 2 or not (shorter or longer):
        return
    base, rest = before[-1], before[:-1]
    text = stated.passage.text.text
    if text.startswith(("、", "和"), stated.end) or "RESPECTIVELY" in stated.lead_marks[-2:]:
        return  # 分别缩短14分钟、27分钟
    ahead = text[max(0, base.start - 2 * _LOOK_BACK) : base.start]
    compared = _THAN.search(ahead) and base.clause == stated.clause and comparable(base, stated)
    # 分 and 工作日 are no counts that GIK208 reads
    if not compared or base.quantity is None or base.quantity.group not in ("", "TIME"):
        return
    own = [c for c in rest if comparable(c, stated) and c.depth == stated.depth and base.clause - c.clause <= 2]
    same = [c for c in own if c.quantity is not None and c.quantity.unit == base.quantity.unit]
    if same and stated.quantity is not None and _unit_of(stated) == _unit_of(base) == _unit_of(same[-1]):
        new, old = same[-1].operand, base.operand
        difference = Difference(old, new) if shorter else Difference(new, old)
        yield Relation((Comparison(stated.operand, "=", difference),))


def _unit_of(claim: Claim) -> str:
    """The unit, also one that is no measure word: 分."""
    assert claim.quantity is not None
    return claim.quantity.unit or claim.after[:1] or claim.passage.text.text[claim.end : claim.end + 1]


def _left_over(stated: Claim, before: list[Claim]) -> Iterator[Relation]:
    """预算100万元,成交92万元,节约8万元, and 收入90万元,支出100万元,缺口10万元."""
    counts = [c for c in before if c.kind is Kind.COUNT and comparable(c, stated)][-2:]
    if len(counts) < 2 or stated.quantity is None or stated.quantity.group != "MONEY":
        return
    near = stated.clause - counts[0].clause <= _FARTHEST and len({c.depth for c in (stated, *counts)}) == 1
    for left, whole, taken in _LEFT_OVER:
        if near and left.search(stated.before):
            wholes = [c for c in counts if whole.search(c.before) and not taken.search(c.before)]
            others = [c for c in counts if taken.search(c.before)]
            if len(wholes) == len(others) == 1 and wholes[0] is not others[0]:
                yield Relation((Comparison(stated.operand, "=", Difference(wholes[0].operand, others[0].operand)),))


def _taken_away(behind: list[Claim], before: list[Claim]) -> Iterator[Relation]:
    """由26项减少到18项,其中取消5项,合并减少3项: as many as there are less, or a typing error away."""
    first = behind[0]
    counts = [c for c in before if c.kind is Kind.COUNT and comparable(c, first)]
    if len(counts) < 2 or not _FROM.search(counts[-2].before) or not _TO.search(counts[-1].before):
        return
    old, new = counts[-2:]
    parts = []
    for claim in behind:
        if claim.passage is not first.passage or claim.sentence != first.sentence or not comparable(claim, first):
            break
        if _REPLACED.search(claim.before) or not _TAKEN_AWAY.search(claim.before):
            return
        parts.append(claim)
    if first.clause - new.clause > _FARTHEST:
        return
    values = whole_numbers([old, new, *parts])
    if values is None:
        return
    missing = values[0] - values[1] - sum(values[2:])
    if not missing or any(missing in slips(str(value)) for value in values[2:]):
        left = parts[0].operand if len(parts) == 1 else Sum(tuple(part.operand for part in parts))
        level = None if len(parts) == 1 else Level.WARNING
        yield Relation((Comparison(left, "=", Difference(old.operand, new.operand)),), level, primary=parts[0].operand)


def _ranks(passage: Passage) -> Iterator[Relation]:
    """列第4位,较上年的第7位前移3位."""
    if "第" not in passage.text.text:
        return
    for pattern in _RANKS:
        for found in pattern.finditer(passage.text.text):
            now, old, by = (_operand(passage, *found.span(name)) for name in ("now", "old", "by"))
            difference = Difference(old, now) if found["way"] in _FORWARD else Difference(now, old)
            yield Relation((Comparison(by, "=", difference),))


def _operand(passage: Passage, start: int, end: int) -> Operand:
    digits = passage.text.text[start:end]
    value = int(digits) if digits.isdecimal() else chinese(digits) or 0
    return Operand(exactly(value), digits, digits, "位次", passage.text.span(start, end))
