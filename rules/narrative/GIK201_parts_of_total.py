"""The parts that a sentence names add up to its total, or at least do not exceed it."""

from collections.abc import Iterator
from fractions import Fraction

from gikaudit.interval import Interval, exactly
from gikaudit.parsing.breakdown import Breakdown
from gikaudit.parsing.claims import Claim
from gikaudit.parsing.classes import whole_class
from gikaudit.parsing.list_items import all_counted
from gikaudit.parsing.list_marks import Mark
from gikaudit.parsing.sums import adds_up, chance_that_off, comparable, interval_of, telling, total_of, whole_numbers
from gikaudit.patterns import compiled
from gikaudit.relation import Comparison, Level, Relation, Sum, Term
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_FEWEST_NEARLY_COMPLETE = 3
_NEARLY = 100
"""A remainder below a hundredth of the total is no remainder that a list would leave unnamed."""
_SMALL_CHANCE = 100
_FEW = 2
_MOST_LISTED = 40
_TOLERANCE = Fraction(2, 5)


class PartsOfTotal(Rule):
    code = "GIK201"
    name = "parts-differ-from-total"
    title = Words("正文：分项之和与总数不符", "Narrative: parts do not add up to the stated total")
    level = Level.ERROR
    message = Words(
        "“{label}”为{stated}，所列各项合计{computed}，相差{difference}。",
        "“{label}” is {stated}, the parts named add up to {computed}: {difference} apart.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for breakdown in map(_without_total_again, report.breakdowns):
            if len(breakdown.parts) < _FEW or not _of_one_unit(breakdown):
                continue
            if not _overlapping(breakdown, report):
                yield _relation(breakdown, report)
            elif _all_channels(breakdown, report):
                total, parts = breakdown.totals[0].operand, Sum(tuple(part.operand for part in breakdown.parts))
                yield Relation((Comparison(total, "<=", parts),), Level.WARNING, note=_EACH_ONCE)


def _without_total_again(breakdown: Breakdown) -> Breakdown:
    """A list whose total stands twice: 收到32件,其中网络20件、信函13件,合计32件. A number as large as the total
    is no part of it beside two others; where it closes the list, the list is complete."""
    total = interval_of(breakdown.totals[0])
    others = tuple(part for part in breakdown.parts if interval_of(part) != total)
    if len(others) == len(breakdown.parts) or not total.exact:
        return breakdown
    if sum(1 for part in others if interval_of(part) != exactly(0)) < _FEW:
        return breakdown
    closed = breakdown.parts[-1] not in others and "TOTAL" in breakdown.parts[-1].marks
    return breakdown._replace(parts=others, complete=breakdown.complete or closed)


def _relation(breakdown: Breakdown, report: Report) -> Relation:
    parts = Sum(tuple(part.operand for part in breakdown.parts))
    totals: list[Term] = [total.operand for total in breakdown.totals]
    values = [interval_of(total) for total in breakdown.totals]
    if breakdown.joint:
        totals.append(Sum(tuple(claim.operand for claim in breakdown.joint)))
        values.append(total_of(breakdown.joint))
    for carried in _carried_over(breakdown, report):
        totals.append(Sum((breakdown.totals[0].operand, carried.operand)))
        values.append(total_of((breakdown.totals[0], carried)))
    first = breakdown.totals[0].operand
    named = total_of(breakdown.parts)
    equal = tuple(Comparison(total, "=", parts) for total in totals)
    why = _complete(breakdown, report) if all_counted(breakdown.parts) and _plausible(breakdown, values) else None
    if why:
        return Relation(equal, Level.WARNING if breakdown.joint else None, note=why, primary=first)
    if any(value.meets(named) for value in values):
        return Relation(equal)
    bound = tuple(Comparison(parts, "<=", total) for total in totals)
    if not any(named.can_be_at_most(value) for value in values):
        level = None if breakdown.alike and not breakdown.joint else Level.WARNING
        return Relation(bound, level, primary=first, values={"label": first.label, "stated": first.shown})
    why = _probably_complete(breakdown, report)
    return Relation(equal, Level.WARNING, note=why) if why else Relation(bound, primary=first)


def _probably_complete(breakdown: Breakdown, report: Report) -> Words | None:
    """Why a list whose sum is off is worth a question, though nothing calls it complete."""
    # 公务员45人,其中从事信息公开工作的专职1人、兼职3人: the total is of something wider
    if _whole_class(breakdown) and "的" not in breakdown.parts[0].before.rstrip("的"):
        return Words("所列各类合为全部", "the classes named make up the whole")
    if _one_slip(breakdown) and not breakdown.joint:
        if breakdown.mark is Mark.SUMMED_UP:
            return Words("各项之后即为合计", "the total stands right behind its parts")
        ends = _GOES_ON.match(breakdown.parts[-1].passage.text.text, breakdown.parts[-1].end) is None
        if breakdown.mark is Mark.HEADED and len(breakdown.parts) > _FEWEST_NEARLY_COMPLETE and ends:
            return Words("按一个标准逐类列出，应为完整列举", "the text divides the total by one criterion")
        number = _number_of_items(breakdown, report)
        if number is not None:
            return Words(
                f"文中称{number.operand.shown}，所列恰为这些",
                f"as many are listed as the text says: {number.operand.shown}",
            )
    if _others_between(breakdown, report):
        return None
    if breakdown.mark is Mark.COLON and not breakdown.joint and all_counted(breakdown.parts) and _one_slip(breakdown):
        return Words("冒号后逐项列出，应为完整列举", "the parts are listed behind a colon")
    odds = _telling(breakdown) if not breakdown.joint else None
    if odds is None and breakdown.mark is Mark.BRACKETS and len(breakdown.parts) > _FEW:
        return Words("括号内逐项列出，应为完整列举", "the brackets list the parts one by one")
    return odds


_CARRIED_OVER = compiled(r"(?:结转|转入|遗留)(?!下|至|到|[^,;。]{0,4}次年)")


def _carried_over(breakdown: Breakdown, report: Report) -> list[Claim]:
    """What came over from the year before, said beside a total: 收到85件,上年结转3件. Both together were dealt with."""
    total = breakdown.totals[0]
    return [
        other
        for other in report.counts_before(breakdown.parts[0], _MOST_LISTED)
        if other is not total
        and other.passage is total.passage
        and abs(other.clause - total.clause) <= 1
        and comparable(other, total)
        and _CARRIED_OVER.search(other.before)
    ]


_GOES_ON = compiled(r"[^。;]*\d")
"""信息不存在的2年: another number behind a list can be an item with a wrong unit."""


def _number_of_items(breakdown: Breakdown, report: Report) -> Claim | None:
    """The count beside a total that says how many items its list has: 举办培训3期、培训422人次,其中3月…,6月…,10月…"""
    total, parts = breakdown.totals[0], breakdown.parts
    if len(parts) < _FEWEST_NEARLY_COMPLETE:
        return None
    for claim in report.counts_before(parts[0], _FEW):
        beside = claim is not total and claim.passage is total.passage and claim.sentence == total.sentence
        said = claim.quantity is not None and claim.quantity.exact and claim.quantity.value == len(parts)
        if beside and said and 0 <= total.clause - claim.clause <= 1 and not comparable(claim, total):
            return claim
    return None


def _whole_class(breakdown: Breakdown) -> bool:
    """Whether all the classes are named that a whole has, and one typing error makes the sum right."""
    named = not breakdown.joint and whole_class(breakdown.parts, breakdown.totals[0]) is not None
    return named and _one_slip(breakdown)


def _plausible(breakdown: Breakdown, totals: list[Interval]) -> bool:
    """Whether the parts come near a total, or one typing error away: else the list is probably misread."""
    named = total_of(breakdown.parts)
    if _one_slip(breakdown) or len(breakdown.parts) == _FEW:
        return True
    return any(
        named.meets(Interval(total.low * (1 - _TOLERANCE), total.high * (1 + _TOLERANCE)))
        for total in totals
        if total.low is not None and total.high is not None
    )


def _complete(breakdown: Breakdown, report: Report) -> Words | None:
    """Why a list must be complete, if the text says or shows it."""
    if breakdown.mark is Mark.DIVIDED:
        return Words(
            "文中以“分为”“分别为”“由……组成”逐项列出，应为完整列举", "the text divides the total into these parts"
        )
    if "OTHERS" in breakdown.parts[-1].marks and breakdown.mark is not Mark.PARALLEL:
        return Words("末项为“其他”，应为完整列举", "the list closes with “other”")
    if breakdown.complete:
        return Words("所列各项合为全部", "the parts named make up the whole")
    ids = [_meaning(part, report) for part in breakdown.parts]
    whole = _meaning(breakdown.totals[0], report)
    if whole is None and "的" in breakdown.parts[0].before:
        whole = ""  # 有公务员45人,其中从事政府信息公开工作的专职人员1人: the total is of something wider
    sums = [parts for total, ways in report.form.totals.items() if whole in (total, None) for parts in ways]
    if None not in ids and any(set(ids) >= set(parts) for parts in sums):
        return Words("统计表规定的各项均已列出", "all the parts that the form knows are named")
    if any(_beside(breakdown, other) and _tells(other) for other in report.lists[breakdown.totals[0].passage]):
        return Words("各项并列的另一组数字合计相符，应为完整列举", "the numbers beside the parts add up to their total")
    if _shares_make_whole(breakdown, report):
        return Words("各项占比合计为100%", "the shares of the parts make 100%")
    return None


def _beside(one: Breakdown, other: Breakdown) -> bool:
    """Whether two lists count the same items in two ways: 25件2950元,其中甲局1件420元,乙局2件290元."""
    if one is other or len(one.parts) != len(other.parts):
        return False
    if len(one.parts) < _FEWEST_NEARLY_COMPLETE and (
        not other.complete or any(_EACH.search(p.words) for p in one.parts)
    ):
        return False  # 14个单位配备2人、28个单位各配备1人
    pairs = zip((one.totals[0], *one.parts), (other.totals[0], *other.parts), strict=True)
    return all(a.passage is b.passage and a.sentence == b.sentence and abs(a.clause - b.clause) <= 1 for a, b in pairs)


_EACH = compiled(r"[各每]")


def _tells(breakdown: Breakdown) -> bool:
    total = breakdown.totals[0]
    return (breakdown.complete or telling(total, breakdown.parts)) and adds_up(total, breakdown.parts)


def _meaning(part: Claim, report: Report) -> str | None:
    meaning = report.meanings.get(part)
    return meaning.indicators[0] if meaning and len(meaning.indicators) == 1 else None


def _shares_make_whole(breakdown: Breakdown, report: Report) -> bool:
    """Whether every part but empty ones has a share, and the shares make 100%."""
    total = exactly(0)
    for part in breakdown.parts:
        share = report.shares.get(part)
        if share is not None and share.quantity is not None:
            total = total + share.quantity.interval
        elif part.quantity is None or part.quantity.value != 0:
            return False
    return 100 in total


def _others_between(breakdown: Breakdown, report: Report) -> bool:
    """Whether an item of the list is counted in another unit: …,欠税公告4期(计4条),…"""
    first, last = breakdown.parts[0], breakdown.parts[-1]
    return any(
        other.passage is first.passage
        and first.start < other.start < last.start
        and other.depth == first.depth
        and not comparable(other, first)
        for other in report.counts_before(last, _MOST_LISTED)
    )


def _one_slip(breakdown: Breakdown) -> bool:
    """Whether one typing error makes the sum right."""
    return chance_that_off(breakdown.totals[0], breakdown.parts) is not None


def _telling(breakdown: Breakdown) -> Words | None:
    """Why a sum that is off is no coincidence, in a list that nobody calls complete."""
    values = whole_numbers((breakdown.totals[0], *breakdown.parts))
    if values is None:
        return None
    total, *parts = values
    missing = total - sum(parts)
    if len(parts) >= _FEWEST_NEARLY_COMPLETE and 0 < missing * _NEARLY < total and max(parts) > 1:
        named = f"{100 * sum(parts) / total:.1f}%"
        return Words(
            f"所列{len(parts)}项已占总数的{named}，几乎没有未列出的",
            f"the {len(parts)} parts named make up {named} of the total; hardly anything is left",
        )
    chance = chance_that_off(breakdown.totals[0], breakdown.parts)
    if chance is not None and chance * _SMALL_CHANCE < 1:
        odds = f"{max(float(chance) * 100, 0.1):.1f}%"
        return Words(
            f"改动其中一个数字即可相符，偶然如此的可能性不足{odds}",
            f"one typing error explains it; by chance that happens in less than {odds} of cases",
        )
    return None


def _of_one_unit(breakdown: Breakdown) -> bool:
    """Whether two of the numbers at least are in one unit: 1份申请书含3项内容,分3件登记 is no sum."""
    numbers = [claim.quantity for claim in (breakdown.totals[0], *breakdown.parts) if claim.quantity is not None]
    units = [number.unit for number in numbers]
    return len(set(units)) < len(units)


_EACH_ONCE = (
    "各渠道均已列出，同一信息只计1次，总数不应超过各渠道之和",
    "all channels are named, and each item counts once: the total cannot exceed them",
)


def _all_channels(breakdown: Breakdown, report: Report) -> bool:
    """Whether a list of channels leaves none out: it names all that the form knows, or divides the total into some
    of them and 其他方式."""
    if not all_counted(breakdown.parts) or _others_between(breakdown, report):
        return False
    ids = {_meaning(part, report) for part in breakdown.parts}
    closed = _OTHER_WAYS.search(breakdown.parts[-1].before) is not None
    channels = (set(one.right) for one in report.form.identities if one.kind == "channels")
    return (closed and breakdown.mark in (Mark.DIVIDED, Mark.HEADED)) or any(ids >= named for named in channels)


_OTHER_WAYS = compiled(r"(?:^[、和及通过以]*|等)(?:其他|其它)")


def _overlapping(breakdown: Breakdown, report: Report) -> bool:
    """Whether the parts may count the same item, as channels do, and do not add up."""
    ids = {_meaning(part, report) for part in breakdown.parts}
    overlapping = breakdown.overlapping or len(ids & report.form.overlapping) > 1
    return overlapping and not breakdown.totals[0].quantity.interval.meets(total_of(breakdown.parts))  # type: ignore[union-attr]
