"""Growth agrees with the figures of both years, and with the difference between them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gikaudit.compared import BASE, is_base, of_two_years, pairs, year_before
from gikaudit.evaluate import value_of
from gikaudit.explain import number
from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.sums import comparable
from gikaudit.patterns import compiled
from gikaudit.relation import Comparison, Difference, Level, Operand, Percent, Quotient, Relation, Sum, Term
from gikaudit.report import Report
from gikaudit.rule import Rule, Words
from gikaudit.tolerance import TOLERANCES, tolerant

_CHANGES = (Kind.INCREASE, Kind.DECREASE)
_FROM = compiled(r"(?:^|[^自缘])(?:由|从)[^到至]*$")
_TO = compiled(r"(?:到|至|为|成)(?:(?:(?:19|20)\d\d年|今年|本年)的?)?$")
_LAST_YEAR_WAS = compiled(r"^(?:上年|去年|上一年)(?:度|同期)?(?:为|是)?$")
_YEAR_WAS = compiled(r"^(?:上年|去年|上一年|(?:19|20)\d\d年)(?:度|同期)?(?:为|是|共)?(?:公开|收到|受理|办结|答复)?$")
_YEAR = compiled(r"((?:19|20)\d\d) ?年")
_LOOK_BACK = 16
"""So many numbers before a change are looked at."""
_LONGEST_BASE = 20
_YEAR_COMPARED = compiled(r"[比较] ?((?:19|20)\d\d) ?年[^,;。]{0,6}$")
_PART_YEAR = compiled(r"季度|[上下]半年|月份?$|当月")
_EARLIER = compiled(r"(?:上年|去年|(?:19|20)\d\d年)度?的?(?:增幅|增速|降幅|涨幅)?为?$")
"""增幅比上年的9.6%高: the change of another year."""
_EACH = compiled(r"每|[平人户月日年场]均")
_NOT_SUBJECT = compiled(r"全年|其中|总量|总数|数量|件数|[,、(分别均也各数量总]")
_FARTHEST = 2
"""A change stands at most so many clauses behind the figures it is about."""


class _Figures(NamedTuple):
    """What a sentence says about one change: the figure before, those that can be the figure after, and the
    changes themselves."""

    old: Claim | None
    news: tuple[Claim, ...]
    amounts: list[Claim]
    percents: list[Claim]


class Growth(Rule):
    code = "GIK208"
    name = "growth-differs-from-counts"
    title = Words("正文：增减幅度与两年数量不符", "Narrative: growth does not match the figures of both years")
    level = Level.ERROR
    options = TOLERANCES
    message = Words(
        "按文中两年数量计算应为{computed}，文中写为{stated}，相差{difference}。",
        "By the figures of both years it is {computed}; the text says {stated}: {difference} apart.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for sentence in _sentences(report.claims):
            for figures in _figures(sentence, report):
                yield from tolerant(_relations(figures), self)
        yield from tolerant(_multiples(report.claims), self)


def _sentences(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """The numbers of each sentence that speaks of a change."""
    sentence: list[Claim] = []
    for claim in claims:
        if sentence and (claim.passage is not sentence[0].passage or claim.sentence != sentence[0].sentence):
            if any(other.kind in _CHANGES for other in sentence):
                yield sentence
            sentence = []
        if claim.quantity is not None:
            sentence.append(claim)
    if any(other.kind in _CHANGES for other in sentence):
        yield sentence


def _figures(sentence: list[Claim], report: Report) -> Iterator[_Figures]:
    """Each run of changes in a sentence with the figures that stand before it."""
    run: list[Claim] = []
    for index, claim in enumerate([*sentence, None]):
        if claim is not None and claim.kind in _CHANGES and (not run or claim.group == run[-1].group):
            run.append(claim)
            continue
        if run:
            first = index - len(run)
            ahead = sentence[max(0, first - _LOOK_BACK) : first]
            if said := of_two_years(run, report):
                yield from _of_years(*said, run)
            elif claim is not None and _said_behind(claim, run[-1]):
                yield from _with_base_behind(claim, ahead, run, report)
            else:
                yield from _before(ahead, run, report)
        run = [claim] if claim is not None and claim.kind in _CHANGES else []


def _of_years(old: Claim | None, news: tuple[Claim, ...], run: list[Claim]) -> Iterator[_Figures]:
    """The figures of 2016年比2015年增长50%, where the paragraph gives both."""
    if old is not None:
        percents = [change for change in run if _measure(change) == "PERCENT"]
        yield _Figures(old, news, [change for change in run if comparable(change, old)], percents)


def _said_behind(claim: Claim, change: Claim) -> bool:
    """同比增长14.3%(上年28件): the figure of last year stands behind the change."""
    behind = claim.clause - change.clause <= 1 and claim.depth - change.depth in (0, 1)
    if not behind or claim.kind is not Kind.COUNT:
        return False
    named = _YEAR_WAS if claim.depth > change.depth else _LAST_YEAR_WAS
    return named.search(claim.before) is not None


def _with_base_behind(old: Claim, ahead: list[Claim], run: list[Claim], report: Report) -> Iterator[_Figures]:
    """The figures of a change whose base follows it; each figure before it may be the one that has changed. Where the
    base only names its year, there is but one."""
    run = [change for change in run if not _EACH.search(change.before) and not _EARLIER.search(change.before)]
    news = [claim for claim in reversed(ahead) if claim.kind is Kind.COUNT and comparable(claim, old) and run]
    near = [claim for claim in news if run[0].clause - claim.clause <= _FARTHEST]
    if not _LAST_YEAR_WAS.search(old.before) and (len(ahead) != 1 or ahead[0] in report.parts):
        near = []
    if near and len({change.kind for change in run}) == 1 and not any(is_base(new) for new in news):
        amounts = [change for change in run if comparable(change, old)]
        percents = [change for change in run if _measure(change) == "PERCENT" or _is_multiple(change)]
        yield _Figures(old, tuple(news), amounts[:1], percents[:1])


def _before(ahead: list[Claim], run: list[Claim], report: Report) -> Iterator[_Figures]:
    run = [
        change
        for change in run
        if change.kind is run[0].kind
        and change.clause - run[0].clause <= _FARTHEST
        and change.depth == run[0].depth
        and not _EACH.search(change.before)
        and not _EARLIER.search(change.before)
        and "RESPECTIVELY" not in change.lead_marks[-2:]
    ]
    if not run:
        return
    yield from _points(ahead, run)
    figures, run = _added_before(run)
    amounts = [change for change in run if _measure(change) not in ("PERCENT", "POINTS", "TIMES", "")]
    percents = [change for change in run if _measure(change) == "PERCENT" or _is_multiple(change)]
    counts = [
        claim
        for claim in [*ahead, *figures]
        if (claim.kind is Kind.COUNT or claim in figures)
        and run[0].clause - claim.clause <= _FARTHEST
        and not _PART_YEAR.search(claim.before)
    ]
    if _of_named_years(counts, run[0]):
        yield from _named_years([c for c in ahead if c.kind is Kind.COUNT], run[0], amounts, percents)
    elif counts:
        yield from _behind_counts(counts, ahead, run, amounts, percents, report)


def _behind_counts(
    counts: list[Claim],
    ahead: list[Claim],
    run: list[Claim],
    amounts: list[Claim],
    percents: list[Claim],
    report: Report,
) -> Iterator[_Figures]:
    """The figures of changes that stand behind counts: the nearest, with the one that it is compared with."""
    nearest = counts[-1]
    if nearest.depth != run[0].depth and not (nearest.depth == run[0].depth + 1 and is_base(nearest)):
        return
    earlier = year_before(nearest, report, amounts, percents)
    if earlier is not None:
        yield _Figures(nearest, (earlier,), amounts, percents)
    elif is_base(nearest):
        rest = [claim for claim in counts[:-1] if comparable(claim, nearest) and claim.depth == run[0].depth]
        rest = [claim for claim in rest if not is_base(claim)]
        news = rest[-1:]
        if any(new.position < claim.position for new in news for claim in ahead if claim.kind is Kind.AVERAGE):
            return  # 分别为39和43微克,平均41微克,比上年的46微克下降: it is the average that has changed
        yield _Figures(nearest, _of_subject(news, nearest, report), amounts, percents)
    elif len(counts) > 1 and _year_after_year(nearest, counts[-2]):
        yield _Figures(nearest, (counts[-2],), amounts, percents)
    elif len(counts) > 1 and (_leads_to(counts[-2], nearest) or _year_after_year(counts[-2], nearest)):
        yield _Figures(counts[-2], (nearest,), amounts, percents)
    elif nearest not in report.parts or run[0].clause - nearest.clause <= 1:
        yield _Figures(None, (nearest, *_totals(nearest, report)), amounts, percents)


def _added_before(run: list[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The figures among some changes, and the changes: 2017年新增21300条,比2016年增加2100条 compares what was added."""
    later = [
        number
        for number, change in enumerate(run)
        if number and comparable(run[0], change) and BASE.search(change.before) and not BASE.search(run[0].before)
    ]
    return (run[: later[0]], run[later[0] :]) if later else ([], run)


def _of_named_years(counts: list[Claim], change: Claim) -> bool:
    """Whether a change says with which year it compares, behind figures of years in falling order:
    2013年283件,2012年246件,2011年及以前597件;2013年比2012年增加37件."""
    years = [_YEAR.findall(count.before)[-1:] for count in counts[-2:]]
    return _YEAR_COMPARED.search(change.before) is not None and len(years) > 1 and all(years) and years[1] < years[0]


def _named_years(counts: list[Claim], change: Claim, amounts: list[Claim], percents: list[Claim]) -> Iterator[_Figures]:
    """The figures of the year that a change names and of the next."""
    base = int(_YEAR.findall(change.before)[-1])
    old, new = ([c for c in counts if str(year) in _YEAR.findall(c.before)] for year in (base, base + 1))
    if old and new and comparable(old[-1], new[-1]):
        yield _Figures(old[-1], (new[-1],), amounts, percents)


def _points(ahead: list[Claim], run: list[Claim]) -> Iterator[_Figures]:
    """答复率为98.7%,较上年的96.2%提高2.5个百分点: a change between two rates."""
    points = [change for change in run if _measure(change) == "POINTS"][:1]
    rates = [claim for claim in ahead if _measure(claim) == "PERCENT" and run[0].clause - claim.clause <= _FARTHEST]
    if not points or len(rates) < 2 or rates[-1].depth != run[0].depth:
        return
    old, new = rates[-1], rates[-2]
    if _leads_to(new, old):
        old, new = new, old
    elif not is_base(old) or is_base(new) or old.clause != points[0].clause:
        return
    yield _Figures(old, (new,), points, [])


def _year_after_year(old: Claim, new: Claim) -> bool:
    """上年受理268件,本年受理351件."""
    names = old.before[-2:] == new.before[-2:]
    years = [_YEAR.findall(claim.before)[-1:] for claim in (old, new)]
    said = "LAST_YEAR" in old.marks and "THIS_YEAR" in new.marks
    counted = bool(years[0] and years[1]) and int(years[1][0]) == int(years[0][0]) + 1
    compared = any(BASE.search(claim.before) for claim in (old, new))
    return (said or counted) and comparable(old, new) and names and not compared


def _of_subject(news: list[Claim], old: Claim, report: Report) -> tuple[Claim, ...]:
    """The figures that can be meant by what is compared: 访问量较2014年的1.74亿次增长 is not about 日均59.2万次.
    A part of a list may stand for the whole list."""
    clause = old.before[: found.start()] if (found := BASE.search(old.before)) else ""
    subject = _NOT_SUBJECT.sub("", clause)
    if len(subject) > 1:
        news = [new for new in news if any(subject[i : i + 2] in new.words for i in range(len(subject) - 1))]
    return (*news, *(total for new in news for total in _totals(new, report) if comparable(total, old)))


def _totals(part: Claim, report: Report) -> tuple[Claim, ...]:
    """What a part of a list may stand for: 公务接待费721万元,较上年下降 can be said of all three."""
    return report.parts[part].totals if part in report.parts else ()


def _measure(claim: Claim) -> str:
    return claim.quantity.group if claim.quantity is not None else ""


def _leads_to(old: Claim, new: Claim) -> bool:
    """由3816个整合到2427个."""
    return (
        comparable(old, new)
        and new.clause - old.clause <= 1
        and _FROM.search(old.before) is not None
        and _TO.search(new.before) is not None
    )


def _relations(figures: _Figures) -> Iterator[Relation]:
    old, news, amounts, percents = figures
    changes = [*amounts, *percents]
    up = changes[0].kind is Kind.INCREASE if changes else True
    if old is not None and news:
        amounts = [amount for amount in amounts if comparable(amount, old) or _measure(amount) == "POINTS"]
        if (amounts or percents) and all(_turned(new, old, up=up) for new in news):
            yield _direction((*amounts, *percents)[0], news[0], old, up=up)
            amounts, percents = (amounts[1:], percents) if amounts else ([], percents[1:])
            up = not up  # how large the other changes are is looked at all the same
        differences = [
            Difference(new.operand, old.operand) if up else Difference(old.operand, new.operand) for new in news
        ]
        for amount in amounts:
            yield Relation(tuple(Comparison(amount.operand, "=", change) for change in differences))
        for percent in percents:
            readings = tuple(_in_proportion(percent, change, old.operand) for change in differences)
            base_counted = any(_agrees(percent, new, old) for new in news) and _is_multiple(percent)
            yield Relation(readings, Level.WARNING, note=_WITH_BASE) if base_counted else Relation(readings)
    elif old is not None:
        for change, percent in pairs(old, amounts, percents):
            yield Relation((_in_proportion(percent, change, old.operand),))
    elif news:
        for change, percent in pairs(news[0], amounts, percents):
            befores = [
                Difference(new.operand, change) if up else Sum((new.operand, change))
                for new in news
                if not up or _less(change, new.operand)
            ]
            if befores:
                yield Relation(tuple(_in_proportion(percent, change, old) for old in befores))


def _turned(new: Claim, old: Claim, *, up: bool) -> bool:
    """Whether figures change the other way than the text says."""
    return _less(new.operand, old.operand) if up else _less(old.operand, new.operand)


def _direction(stated: Claim, new: Claim, old: Claim, *, up: bool) -> Relation:
    """20件,比上年的28件增加8件: it is 减少8件, not 增加-8件."""
    change = Difference(new.operand, old.operand) if up else Difference(old.operand, new.operand)
    amount = stated.quantity is not None and _measure(stated) not in ("PERCENT", "TIMES")
    reading = Comparison(stated.operand, "=", change) if amount else _in_proportion(stated, change, old.operand)
    said, right = _WAYS[_measure(stated) == "PERCENT"][:: 1 if up else -1]
    values = {"stated": said + stated.operand.shown, "computed": right, "difference": ""}
    value = value_of(reading.right)
    if value.exact and value.low is not None and not _is_multiple(stated):
        values["computed"] += number(-value.low, stated.operand) + stated.operand.unit
    return Relation((reading,), values=values)


_WAYS = (("增加", "减少"), ("增长", "下降"))


def _is_multiple(change: Claim) -> bool:
    """增长1.5倍"""
    return change.kind is Kind.INCREASE and _measure(change) == "TIMES"


def _in_proportion(stated: Claim, change: Term, old: Term) -> Comparison:
    """A change as a percentage of the figure before it, or as a multiple (增长1.5倍)."""
    share = Quotient(change, old) if _measure(stated) == "TIMES" else Percent(change, old)
    return Comparison(stated.operand, "=", share)


def _agrees(multiple: Claim, new: Claim, old: Claim) -> bool:
    """Whether a multiple is that of the figure before it: 增长2.5倍 from 50件 to 125件."""
    base = old.operand.interval
    return base.low not in (None, 0) and multiple.operand.interval.meets(new.operand.interval / base)


_WITH_BASE = (
    "“增长N倍”不含原数，“是上年的N倍”才含原数",
    "an increase by N times leaves the figure before it out; N times as many holds it",
)


def _multiples(claims: Sequence[Claim]) -> Iterator[Relation]:
    """125件,是2017年50件的2.5倍."""
    numbers = [claim for claim in claims if claim.quantity is not None]
    for index, times in enumerate(numbers):
        if times.kind is not Kind.OTHER or _measure(times) != "TIMES" or index < 2:
            continue
        old = numbers[index - 1]
        text = times.passage.text.text
        stands_between = text[old.end : times.start] if old.passage is times.passage else ""
        if stands_between not in ("的", ")的") or old.kind is not Kind.COUNT or not _TIMES_OF.search(_clause(old)):
            continue
        news = [
            claim
            for claim in numbers[max(0, index - _LOOK_BACK) : index - 1]
            if claim.passage is old.passage and claim.sentence == old.sentence and 0 <= old.clause - claim.clause <= 1
        ]
        news = [claim for claim in news if claim.kind is Kind.COUNT and comparable(claim, old) and not is_base(claim)]
        if news:
            yield Relation(
                tuple(Comparison(times.operand, "=", Quotient(new.operand, old.operand)) for new in reversed(news))
            )


_TIMES_OF = compiled(
    r"(?:^|[^也])(?:是|为|达到?|相当于)(?:了|约)?(?:上年|去年|上一年|(?:19|20)\d\d年)[^,;。(]{0,12}\(?$"
)


def _clause(claim: Claim) -> str:
    """The words of a clause before a number."""
    words = claim.passage.text.text[max(0, claim.start - _LONGEST_BASE) : claim.start]
    return words[max(words.rfind(sign) for sign in ",;。:") + 1 :]


def _less(one: Operand, other: Operand) -> bool:
    return one.interval.high is not None and other.interval.low is not None and one.interval.high < other.interval.low
