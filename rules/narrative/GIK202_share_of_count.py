"""A share agrees with the count it belongs to and the total it is taken from."""

from collections.abc import Iterator
from itertools import islice, pairwise

from gikaudit.interval import Interval
from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.list_items import of_another_year
from gikaudit.parsing.list_marks import Mark
from gikaudit.parsing.shares import is_further
from gikaudit.parsing.sums import comparable
from gikaudit.patterns import compiled
from gikaudit.relation import Comparison, Const, Level, Operand, Percent, Relation, Sum
from gikaudit.report import Report
from gikaudit.rule import Rule, Words
from gikaudit.tolerance import TOLERANCES, tolerant

_LOOK_BACK = 12
_SINCE = {"CUMULATIVE", "EVER", "AS_OF"}
"""What came together over the years is no base of a share of this year."""
_LONGEST_BASE = 24
_MOST_NAMED = 3
_GENERIC = compiled(
    r"全年|当年|本年度?|年度|(?:19|20)\d\d ?年度?|总[数量件条]数?|总共|全部|总|[的数量共和约]|合计|分别占|占|各类|所有"
)
_WHOLE = compiled(r"全[市县区省州局委厅镇乡校院]|全系统")


class ShareOfCount(Rule):
    code = "GIK202"
    name = "share-differs-from-count"
    title = Words("正文：占比与数量不符", "Narrative: a share does not match the count")
    level = Level.ERROR
    options = TOLERANCES
    message = Words(
        "“{part}”{count}占{whole}的{computed}，文中写为{stated}。",
        "{count} of {whole} (“{part}”) is {computed}; the text says {stated}.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        yield from tolerant(_relations(report), self)


def _relations(report: Report) -> Iterator[Relation]:
    counts = {share: count for count, share in report.shares.items()}
    for before, share in pairwise(claim for claim in report.claims if claim.quantity is not None):
        if before in counts and is_further(before, share):
            counts[share] = counts[before]
    for share, count in counts.items():
        yield _of_days(count, share, report) or _relation(count, share, report)
    yield from _up_to(report)
    yield from _of_plan(report)


def _of_days(count: Claim, share: Claim, report: Report) -> Relation | None:
    """空气质量优良天数301天,占82.5%: of the days of the year. None where the days measured are fewer, or other days are
    meant."""
    days = share.passage.text.text[max(0, count.start - _LONGEST_BASE) : share.start]
    own = _GENERIC.sub("", share.before).strip("为是达到天日")
    others = [c for c in report.counts_before(count, 2) if c.passage is count.passage and comparable(c, count)]
    unit = count.quantity.unit if count.quantity is not None else ""
    if unit not in ("天", "日") or own or others or not _GOOD_DAYS.search(days) or share.depth != count.depth:
        return None
    possible = _DAYS if report.year is None else _DAYS[1:] if report.year % 4 == 0 else _DAYS[:1]
    return Relation(
        tuple(Comparison(share.operand, "=", Percent(count.operand, Const(number))) for number in possible),
        Level.WARNING,
        primary=share.operand,
        values={"part": count.operand.label, "count": count.operand.shown, "whole": "全年365天（闰年366天）"},
    )


_GOOD_DAYS = compiled(r"优良(?:率|天数|的?天)|(?:达标|优良)天数")
_DAYS = (365, 366)


def _up_to(report: Report) -> Iterator[Relation]:
    """AA级38家、A级196家、B级27家,A级及以上占90%: a share of the items of a list up to the one it names."""
    for share in report.claims:
        named = _UP_TO.search(share.lead_in) if share.kind is Kind.SHARE and not share.before else None
        if named is None or share.quantity is None or share.quantity.group != "PERCENT":
            continue
        for breakdown in reversed(report.breakdowns):
            last = breakdown.parts[-1]
            items = [part.before.lstrip("、,和").strip() for part in breakdown.parts]
            if last.passage is share.passage and last.sentence == share.sentence and items.count(named[1]) == 1:
                parts = tuple(part.operand for part in breakdown.parts[: items.index(named[1]) + 1])
                total = breakdown.totals[0].operand
                yield Relation(
                    (Comparison(share.operand, "=", Percent(Sum(parts), total)),),
                    values={"part": named[0], "count": "、".join(part.shown for part in parts), "whole": total.shown},
                )
                break


_UP_TO = compiled(r"[,;。]([^,;。、()\d]{1,8}?)及?以上(?:等次)?的?(?:企业|单位|部门|项目|纳税人|工程)?(?:合计|共)?占$")


def _relation(count: Claim, share: Claim, report: Report) -> Relation:
    part, stated = count.operand, share.operand
    sure, possible = _bases(count, share, report)
    bases = [base.operand for base in (*sure, *possible)]
    readings = [Comparison(stated, "=", Percent(part, base)) for base in bases if base.interval.high != 0]
    breakdown = report.parts.get(count)
    if share in report.bases and breakdown is not None and breakdown.parts[-1] is count:
        # 解决20万人,其中农村15万人、城镇5万人,占计划18万人的111%: of all that the list divides
        readings += [Comparison(stated, "=", Percent(one.operand, base)) for one in breakdown.totals for base in bases]
    values = {"part": part.label, "count": part.shown, "whole": bases[0].shown if bases else ""}
    if sure and readings:
        return Relation(tuple(readings), primary=stated, values=values)
    for reading in readings:
        right = reading.right
        assert isinstance(right, Percent) and isinstance(right.whole, Operand)
        if _agrees(stated, part, right.whole):
            return Relation((reading,), values=values)
    unknown = Operand(Interval(0, None), "", "", "", part.span)
    return Relation((Comparison(stated, "=", Percent(part, unknown)),), values=values)


def _agrees(stated: Operand, part: Operand, whole: Operand) -> bool:
    return whole.interval.low not in (None, 0) and stated.interval.meets(part.interval.scaled(100) / whole.interval)


def _bases(count: Claim, share: Claim, report: Report) -> tuple[list[Claim], list[Claim]]:
    """The totals a share can be taken from: those that the context fixes, and those that are merely near."""
    own_base = report.bases.get(share)
    if own_base is not None:
        return ([own_base], []) if comparable(own_base, count) and _can_hold(own_base, count) else ([], [])
    breakdown = report.parts.get(count)
    sure = breakdown is not None and breakdown.mark is not Mark.SUMMED_UP and not breakdown.joint
    totals = list(breakdown.totals) if breakdown is not None and sure else []
    # 分别占总量的5.8%和2.6%: the words stand before the first of a row of shares
    base = share.before if share.kind is Kind.SHARE else share.lead_in[-_LONGEST_BASE:]
    if share.kind is Kind.RATE or (share.depth > count.depth and share.kind is Kind.OTHER):
        base = ""  # 比例为43.3%, and 10件(43.3%): of the total of the list
    core = _GENERIC.sub("", base).strip("为是达到")
    near = [
        claim
        for claim in reversed(report.counts_before(count, _LOOK_BACK))
        if claim.passage.number >= count.passage.number - 3
        and claim not in totals
        and comparable(claim, count)
        and _can_hold(claim, count)
        and not claim.marks & _SINCE
    ]
    if not core:
        if _named_before(share, totals):
            return [], [*totals, *near]
        if totals:
            return totals, []
        heads = [claim for claim in near if claim not in report.parts and claim not in report.shares]
        return (heads, []) if base and len(heads) == 1 else ([], near)
    own = share.marks & {"OWN_LEVEL", "BELOW", "ORGAN"}  # 占市级机关申请总量的: not of all
    same_row = (
        claim
        for id in (*(() if own else report.form.named_as_base(base)), *_same_row_of_all(core, count, report))
        for claim in report.stated.get(id, ())
        if claim is not count and comparable(claim, count) and _can_hold(claim, count)
    )
    by_name = list(islice(same_row, _MOST_NAMED))
    if by_name:
        return by_name, []
    named = [claim for claim in (*totals, *near) if _names(core, claim)]
    if not named and not any(_agrees(share.operand, count.operand, claim.operand) for claim in (*totals, *near)):
        named = _farther(core, count, report)
    return named, [claim for claim in (*totals, *near) if claim not in named]


def _of_plan(report: Report) -> Iterator[Relation]:
    """为年度计划1.2万公里的105%, and 年度任务8400套,实际开工8420套,完成年度任务的100.2%: more than all can be done."""
    for share in report.claims:
        quantity = share.quantity
        if share.kind is not Kind.OTHER or share.depth or quantity is None or quantity.group != "PERCENT":
            continue
        near = [c for c in report.counts_before(share, _LOOK_BACK) if c.passage is share.passage]
        near = [c for c in near if c.sentence == share.sentence and c.depth == 0 and share.clause - c.clause <= _FAR]
        text = share.passage.text.text
        if near and text[near[-1].end : share.start] == "的" and _PLAN.search(near[-1].before):
            planned = near.pop()
        elif _PLAN.search(text, max(0, share.start - _LONGEST_BASE), share.start - 1) and text[share.start - 1] == "的":
            plans = [c for c in near if _PLANNED.search(c.before)]
            if len(plans) != 1:
                continue
            planned = plans[0]
        else:
            continue
        done = [c for c in near if c is not planned and comparable(c, planned) and not of_another_year(c)]
        if len(done) == 1 and share.clause - done[0].clause <= 1:
            part, whole = done[0].operand, planned.operand
            values = {"part": part.label, "count": part.shown, "whole": whole.shown}
            yield Relation((Comparison(share.operand, "=", Percent(part, whole)),), values=values)


_FAR = 3
_PLAN = compiled(r"(?:完成|为|占|达到?|的)了?[^,;。\d]{0,8}(?:计划|任务|目标|预算)[任务数总目标量]*$")
_PLANNED = compiled(r"(?:计划|任务|目标)[^,;。]{0,8}$")


def _farther(core: str, count: Claim, report: Report) -> list[Claim]:
    """The nearest count further back whose name a share gives in full: 占区级部门公开总量的."""
    subject = _DEED.sub("", core)
    for claim in reversed(report.counts_before(count, _FAR_BACK)):
        if claim.passage.number < count.passage.number - _FAR_PASSAGES:
            break
        names = {claim.before.lstrip("、,;和的中"), _DEED.sub("", claim.before).lstrip("、,;和的中")}
        if len(subject) > 1 and subject in names and comparable(claim, count) and not claim.marks & _SINCE:
            return [claim] if _can_hold(claim, count) else []
    return []


_FAR_BACK, _FAR_PASSAGES = 60, 4
_DEED = compiled(r"(?:主动)?(?:公开|受理|发布|收到|办结|办理|答复|申请|信息)+量?$|量$")


def _named_before(share: Claim, totals: list[Claim]) -> bool:
    """Whether a share before it in its sentence names a base that is none of some totals:
    占办结总数的48.3%;不予公开13件,占14.9%."""
    named = _BASE_BEFORE.search(share.lead_in)
    core = _GENERIC.sub("", named[1]) if named is not None else ""
    return bool(core) and not any(_names(core, total) for total in totals)


_BASE_BEFORE = compiled(r".*占([^,;。\d%占]{2,14}?)的? ?\d")


def _same_row_of_all(core: str, count: Claim, report: Report) -> tuple[str, ...]:
    """占全县的42.6%: the share of one part in the same quantity of all."""
    meaning = report.meanings.get(count)
    return meaning.indicators if meaning is not None and _WHOLE.fullmatch(core) else ()


def _can_hold(total: Claim, part: Claim) -> bool:
    assert total.quantity is not None and part.quantity is not None
    return part.quantity.interval.can_be_at_most(total.quantity.interval)


def _names(core: str, claim: Claim) -> bool:
    """Whether the words of a share (占全市发布信息总量的…) name a count: most pairs of characters are the same."""
    wanted = {core[i : i + 2] for i in range(len(core) - 1)}
    words = claim.before + claim.after
    found = {pair for pair in wanted if pair in words}
    return bool(wanted) and len(found) * 2 >= len(wanted)
