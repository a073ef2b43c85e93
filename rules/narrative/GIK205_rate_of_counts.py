"""A rate (办结率, 答复率, 公开比例) agrees with the counts of its sentence."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import pairwise
from operator import attrgetter

from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.sums import comparable
from gikaudit.patterns import compiled
from gikaudit.rates import likely_rate
from gikaudit.relation import Comparison, Const, Difference, Level, Operand, Percent, Relation, Sum
from gikaudit.report import Report
from gikaudit.rule import Rule, Words
from gikaudit.tolerance import TOLERANCES, tolerant

_LONGEST_STEM = 8
_SLACK = 4
"""So many characters may stand between what is done and the number: 办结的申请30件."""
_LONGEST_BARE = 3
"""办结率 is about all that is 办结; 按期办结率 only about what was 按期办结."""
_OF_SOMETHING_ELSE = ("节约", "资金节约", "节资", "中标", "纠错", "败诉", "胜诉", "维持")
"""Rates taken from a budget that need not be stated, and from the cases that were closed."""
_OWN_BASE = compiled(r"\((?:按|以|不含|扣除|剔除|[^()]{0,24}\d)")
"""录取率86%(按报名人数计算) and 签约率68%(总数60500人) say themselves what they are taken from."""
_NO = ("不", "未", "没有", "非", "没")
_HOW = ("按时", "按期", "如期", "及时", "限时", "延期", "提前", "超期", "逾期", "网上", "当场")
"""按时办结119件 does not say what 办结率 is of."""
_BECOMES = ("为", "成", "至", "到")
"""由150个整合为60个: 整合率 is of what went or of what is left."""
_FARTHEST = 3
"""A rate stands at most so many clauses behind its count."""
_START = attrgetter("start")


class RateOfCounts(Rule):
    code = "GIK205"
    name = "rate-differs-from-counts"
    title = Words("正文：办结率、公开率等与数量不符", "Narrative: a rate does not match the counts")
    level = Level.ERROR
    options = TOLERANCES
    message = Words(
        "按文中数量计算，“{rate}”应为{computed}，文中写为{stated}。",
        "By the counts of the sentence “{rate}” is {computed}; the text says {stated}.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        yield from tolerant(_relations(report), self)


def _relations(report: Report) -> Iterator[Relation]:
    for number, claim in enumerate(report.claims):
        if claim.kind is Kind.RATE and claim.quantity is not None and _can_be_part(claim):
            counts = _counts_before(report.claims, number)
            for stem in _stems(claim):
                values = {"rate": stem + _ending(claim, stem)}
                readings = () if stem in _OF_SOMETHING_ELSE else tuple(_readings(claim, stem, counts, report))
                if readings:
                    readings += (*_of_heads(claim, stem, counts), *_all_together(claim, stem, counts, report))
                    yield Relation(readings, values=values)
                elif _all_of_them(claim, stem):
                    yield Relation((Comparison(claim.operand, "=", Const(100)),), values=values)
                else:
                    probable = tuple(likely_rate(claim, stem, report))
                    if probable:
                        yield Relation(probable, Level.WARNING, values=values)


def _can_be_part(rate: Claim) -> bool:
    """Whether a rate is that of a part in a whole (开工率102% is not), and does not name another base itself."""
    assert rate.quantity is not None
    return rate.quantity.value <= 100 and _OWN_BASE.match(rate.passage.text.text, rate.end) is None


def _counts_before(claims: tuple[Claim, ...], number: int) -> list[Claim]:
    """The counts of the same sentence before a rate, in order."""
    rate = claims[number]
    found: list[Claim] = []
    for claim in reversed(claims[max(0, number - 12) : number]):
        if claim.passage is not rate.passage or claim.sentence != rate.sentence:
            break
        if claim.kind is Kind.COUNT and claim.quantity is not None and claim.quantity.group not in ("", "SIZE"):
            found.insert(0, claim)
    return found


def _stems(rate: Claim) -> list[str]:
    """What the rate is of: 按期办结 and 答复 in 按期办结率和答复率均达到100%."""
    text = rate.passage.text.text
    stems = []
    low = rate.start - len(rate.before) - 1
    start = max(0, low)
    elements = rate.passage.elements
    for number in range(bisect_left(elements, low, key=_START), len(elements)):
        element = elements[number]
        if element.start >= rate.start:
            break
        if element.kind in ("AND", "PAUSE"):
            start = element.end
        elif element.kind == "RATE_OF":
            stem = text[start : element.start].strip(" ,、的")
            stems.append(stem[-_LONGEST_STEM:])
    return [stem for stem in stems if len(stem) >= 2]


def _all_of_them(rate: Claim, stem: str) -> bool:
    """全部主动公开,公开率100%; 已全部办结 says nothing of 按时办结率."""
    text = rate.passage.text.text
    low = max(0, rate.start - len(rate.before) - _LONGEST_CLAUSE)
    clause = _CLAUSE_BEFORE.search(text, low, rate.start - len(rate.before))
    if clause is None or stem[-2:] not in clause[1] or not rate.before.strip().startswith(stem):
        return False
    return all(how in clause[1] for how in _HOW if how in stem)


_LONGEST_CLAUSE = 24
_CLAUSE_BEFORE = compiled(
    r"[,;。](?:均|全部|已全部|均已)((?:按时|按期|及时|依法|主动|予以|已|在法定时限内|在法定期限内)*[^\W\d]{2})[,;]$"
)


def _ending(rate: Claim, stem: str) -> str:
    place = rate.before.find(stem)
    return rate.before[place + len(stem) :][:2].rstrip("为达") if place >= 0 else ""


def _readings(rate: Claim, stem: str, counts: list[Claim], report: Report) -> Iterator[Comparison]:
    stated = rate.operand
    if "DECREASE" in rate.marks or stem[-2:] in ("减少", "压缩", "精简", "下降"):
        pairs = [*pairwise(counts), *((a, b) for i, a in enumerate(counts) for b in counts[i + 2 :])]
        for before, after in pairs:
            if comparable(before, after) and _at_most(after, before):
                yield Comparison(stated, "=", Percent(Difference(before.operand, after.operand), before.operand))
        return
    for part in counts:
        counter = _counts_stem(part, stem)
        if counter is None or not _near(part, rate, counts) or rate.clause - part.clause > _FARTHEST:
            continue
        wholes = _wholes(part, counts, report)
        if _is_other_side(part, stem):  # 合格1222批次 is no whole of 不合格38批次
            wholes = [whole for whole in wholes if stem[-2:] not in whole.before[-len(stem) - _SLACK :]]
        for whole in wholes:
            share = Percent(counter(part.operand, whole.operand), whole.operand)
            yield from (Comparison(stated, "=", share) for share in (share, *_of_rest(part, whole)))
        together = _together(part, counts)
        if together is not None and wholes:
            yield Comparison(stated, "=", Percent(part.operand, together))


def _of_heads(rate: Claim, stem: str, counts: list[Claim]) -> Iterator[Comparison]:
    """受理56件,其中…;当月办结54件,跨月办结2件,办结率100%: what opens an earlier group (;) can be the whole, too, and
    all that the group counts together can be the part."""
    parts = [part for part in counts if part.group == rate.group and _counts(part, stem)]
    heads = {head.group: head for head in reversed(counts) if head.group < rate.group}
    for head in heads.values():
        if parts and head.quantity is not None and head.quantity.value and all(comparable(head, p) for p in parts):
            for part in parts:
                yield Comparison(rate.operand, "=", Percent(part.operand, head.operand))
            yield Comparison(rate.operand, "=", Percent(Sum(tuple(part.operand for part in parts)), head.operand))


def _counts(part: Claim, stem: str) -> bool:
    """Whether a count says what a rate is of, and not the other side."""
    return _counts_stem(part, stem) is not None and not _is_other_side(part, stem)


def _all_together(rate: Claim, stem: str, counts: list[Claim], report: Report) -> Iterator[Comparison]:
    """报送412条,其中省级采用27条、市级采用136条,采用率39.6%: the rate of all that the parts of a list count."""
    named: dict[int, list[Claim]] = {}
    for part in counts:
        if part in report.parts and (_counts(part, stem) or _of_scale(part, stem)) and _near(part, rate, counts):
            named.setdefault(id(report.parts[part]), []).append(part)
    for parts in named.values():
        wholes = [total for total in report.parts[parts[0]].totals if stem[-2:] not in total.words]
        for length in range(2, len(parts) + 1):
            for whole in wholes:
                together = Sum(tuple(part.operand for part in parts[:length]))
                yield Comparison(rate.operand, "=", Percent(together, whole.operand))


def _of_scale(part: Claim, stem: str) -> bool:
    """Whether a count is one of several degrees: 满意1216份,比较满意512份 make up 综合满意率."""
    return stem.endswith(_DEGREES) and stem[-2:] in part.words and not _is_other_side(part, stem)


_DEGREES = ("满意",)


def _of_rest(part: Claim, whole: Claim) -> Iterator[Percent]:
    """The rates that what a part leaves of its whole can have."""
    rest = Difference(whole.operand, part.operand)
    if part.before.endswith(_BECOMES):
        yield Percent(rest, whole.operand)
    elif _EXCEPTED.search(part.before) and part.after.startswith("外"):
        yield Percent(rest, rest)  # 除不予公示的9件外,公示率100%: of the rest


def _is_other_side(part: Claim, stem: str) -> bool:
    words = part.before + part.after
    if stem.startswith(_NO):
        return False
    places = (words.find(stem[-2:]), words.rfind(stem[-2:]))
    return any(place >= 0 and _DENIED.search(words, 0, place) is not None for place in places)


_DENIED = compiled(r"(?:不|未|没有?|非)(?:予以?|能|宜|得|应|再|曾|及时|按期|按时)?$")
"""不予公示, 未能办结"""
_EXCEPTED = compiled(r"除[^,;。]{0,16}$")


def _together(part: Claim, counts: list[Claim]) -> Sum | None:
    """What the counts of one clause before a part make: 一般隐患1526条、重大隐患2条,已整改1519条."""
    before = [claim for claim in counts if claim.start < part.start and comparable(claim, part)]
    beside = [claim for claim in before if claim.clause == before[-1].clause]
    return Sum(tuple(claim.operand for claim in beside)) if len(beside) > 1 else None


def _near(part: Claim, rate: Claim, counts: list[Claim]) -> bool:
    """Whether a count stands in the group (;) of a rate, or in the one before if the rate's has no count."""
    return part.group == rate.group or (part.group == rate.group - 1 and all(c.group < rate.group for c in counts))


def _counts_stem(part: Claim, stem: str) -> Callable[[Operand, Operand], Operand | Difference] | None:
    """What a count says about a rate: 办结30件 counts those that 办结率 is about, 不合格3批 the others."""
    # 签约进度每周张贴一次 counts no 签约
    near = _LONGEST_STEM + _SLACK
    words = part.before[-near:] + part.after[:near]
    name = stem if len(stem) > _LONGEST_BARE or stem.startswith(_NO) else stem[-2:]
    if _is_other_side(part, stem):
        return lambda part, whole: Difference(whole, part)
    narrower = any(f"{how}{name}" in words for how in _HOW if how not in stem)
    beside = name in part.before[-len(name) - _SLACK :] or name in part.after[: len(name) + _SLACK]
    return (lambda part, _: part) if beside and not narrower else None


def _wholes(part: Claim, counts: list[Claim], report: Report) -> list[Claim]:
    """What a count can be a part of: the total of its list or a count before it; another item of the list only
    besides those."""
    breakdown = report.parts.get(part)
    before = [claim for claim in reversed(counts) if claim.start < part.start]
    items = [claim for claim in before if breakdown is not None and report.parts.get(claim) is breakdown]
    others = [claim for claim in before if claim not in items and claim.group == part.group]
    sure = [*(breakdown.totals if breakdown is not None else ()), *others]

    def can_be(whole: Claim) -> bool:
        assert whole.quantity is not None and part.quantity is not None
        groups = {whole.quantity.group, part.quantity.group}
        alike = comparable(whole, part) and (
            len(groups) == 1 or "THING" not in groups
        )  # 12个片区 are no part of 6480户
        return alike and _at_most(part, whole) and bool(whole.quantity.value)

    found = [whole for whole in sure if can_be(whole)]
    return found + [whole for whole in items if can_be(whole)] if found else []


def _at_most(one: Claim, other: Claim) -> bool:
    assert one.quantity is not None and other.quantity is not None
    return one.quantity.interval.can_be_at_most(other.quantity.interval)
