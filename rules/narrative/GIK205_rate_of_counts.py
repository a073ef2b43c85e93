"""A rate (办结率, 答复率, 公开比例) agrees with the counts of its sentence."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter

from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.sums import comparable
from gikaudit.relation import Comparison, Difference, Level, Percent, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_LONGEST_STEM = 8
_START = attrgetter("start")


class RateOfCounts(Rule):
    code = "GIK205"
    name = "rate-differs-from-counts"
    title = Words("正文:办结率、公开率等与数量不符", "Narrative: a rate does not match the counts")
    level = Level.ERROR
    message = Words(
        "按文中数量计算,“{rate}”应为{computed},文中写为{stated}。",
        "By the counts of the sentence “{rate}” is {computed}; the text says {stated}.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for number, claim in enumerate(report.claims):
            if claim.kind is Kind.RATE and claim.quantity is not None:
                counts = _counts_before(report.claims, number)
                for stem in _stems(claim):
                    readings = tuple(_readings(claim, stem, counts))
                    if readings:
                        yield Relation(readings, values={"rate": stem + _ending(claim, stem)})


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


def _ending(rate: Claim, stem: str) -> str:
    place = rate.before.find(stem)
    return rate.before[place + len(stem) :][:2].rstrip("为达") if place >= 0 else ""


def _readings(rate: Claim, stem: str, counts: list[Claim]) -> Iterator[Comparison]:
    stated = rate.operand
    if "DECREASE" in rate.marks or stem[-2:] in ("减少", "压缩", "精简", "下降"):
        for before, after in pairwise(counts):
            if comparable(before, after) and _at_most(after, before):
                reduced = Difference(before.operand, after.operand)
                yield Comparison(stated, "=", Percent(reduced, before.operand))
        pairs = [(a, b) for i, a in enumerate(counts) for b in counts[i + 2 :]]
        for before, after in pairs:
            if comparable(before, after) and _at_most(after, before):
                yield Comparison(stated, "=", Percent(Difference(before.operand, after.operand), before.operand))
        return
    for index, part in enumerate(counts):
        if stem[-2:] not in part.before + part.after or (len(stem) > 4 and stem[:2] not in part.words):
            continue
        for whole in reversed(counts[:index]):
            if (
                comparable(whole, part)
                and _at_most(part, whole)
                and whole.quantity is not None
                and whole.quantity.value
            ):
                yield Comparison(stated, "=", Percent(part.operand, whole.operand))


def _at_most(one: Claim, other: Claim) -> bool:
    assert one.quantity is not None and other.quantity is not None
    return one.quantity.interval.can_be_at_most(other.quantity.interval)
