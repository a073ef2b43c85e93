"""Lists whose total stands behind them: 甲3件,乙5件,共8件."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from gikaudit.parsing.breakdown import Lists
from gikaudit.parsing.claims import Claim
from gikaudit.parsing.list_items import overlapping
from gikaudit.parsing.list_marks import Mark, SoMany, alike, complementary, so_many
from gikaudit.parsing.sums import adds_up, chance_that_off, comparable, interval_of, telling, total_of
from gikaudit.patterns import compiled

_FEWEST = 2
_START = attrgetter("start")


def read_summed_up(counts: list[Claim], lists: Lists) -> None:
    """Read the lists whose total stands behind them among the counts of a passage."""
    for index, claim in enumerate(counts):
        if not claim.marks & {"TOTAL", "THIS_YEAR", "ETC"} or claim in lists.parts:
            continue
        own = _directly_before(claim, counts[:index], lists)
        if len(own) >= _FEWEST and all(comparable(part, claim) for part in own) and _joined(claim, own):
            lists.add(Mark.SUMMED_UP, [claim], own, complete=True)
            continue
        said = so_many(claim)
        ahead = counts[:index] if said is None else counts[: _index(counts, said.start)]
        parts = _counted_up(claim, said, ahead, lists)
        if len(parts) < _FEWEST:
            continue
        halves = "THIS_YEAR" in claim.marks and complementary(parts)
        if not all(comparable(part, claim) for part in parts) and not halves and not _people(claim, *parts):
            continue
        if halves or (said is not None and len(parts) == said.number):
            lists.add(Mark.SUMMED_UP, [claim], parts, complete=True)
        elif "TOTAL" in claim.marks and _TOTAL.fullmatch(claim.before):
            _added_up(claim, parts, counts, lists)


def _counted_up(total: Claim, said: SoMany | None, before: list[Claim], lists: Lists) -> list[Claim]:
    """The counts that a total can add up. What says how many they are (三家合计, 前三位合计) adds up others than those
    right before it, too; such a list is kept at once."""
    parts = _directly_before(total, before, lists)
    if said is None or (len(parts) == said.number and not said.first):
        return parts
    counted = _so_many_of(total, said, parts or _in_own_brackets(total, before) or _of_last_list(total, lists))
    if counted:
        lists.add(Mark.SUMMED_UP, [total], counted, complete=True)
    return [] if counted or said.first else parts


def _so_many_of(total: Claim, said: SoMany, row: list[Claim]) -> list[Claim]:
    """The counts of a row that a total says it adds up: all of 两家合计; of 前三位合计 the first, if they are in
    falling order, or the largest."""
    number = said.number
    if len(row) < _FEWEST or not all(comparable(part, total) for part in row):
        return []
    if not said.first and number != len(row):  # the number is wrong if the sum is right
        near = abs(number - len(row)) <= _FEWEST and telling(total, row) and adds_up(total, row)
        return row if near else []
    if not _FEWEST <= number <= len(row):
        return []
    falling = all(interval_of(b).can_be_at_most(interval_of(a)) for a, b in pairwise(row))
    largest = sorted(sorted(row, key=lambda part: interval_of(part).low or 0)[-number:], key=_START)
    return next((some for some in (row[:number], largest) if adds_up(total, some)), row[:number] if falling else [])


def _in_own_brackets(total: Claim, before: list[Claim]) -> list[Claim]:
    """The counts of a row of names, each in its own brackets: 前三位是甲局(18件)、乙局(10件)和丙局(7件),三家共35件."""
    row: list[Claim] = []
    text = total.passage.text.text
    for other in reversed(before):
        end = row[0].low - 1 if row else total.start
        alone = text[other.low - 1 : other.low] == "(" and text[other.end : other.end + 1] == ")"
        between = text[other.end + 1 : end]
        if other.depth != total.depth + 1 or not alone or other.before or any(sign in between for sign in "(。;"):
            break
        row.insert(0, other)
    return row if len(row) > 1 else []


def _of_last_list(total: Claim, lists: Lists) -> list[Claim]:
    """The parts of the list right before a total in its sentence."""
    last = lists.found[-1] if lists.found else None
    if last is None or last.parts[-1].passage is not total.passage or total in (*last.parts, *last.totals):
        return []
    near = last.parts[-1].sentence == total.sentence and 0 <= total.clause - last.parts[-1].clause <= _FEWEST
    return list(last.parts) if near and last.parts[-1].start < total.start else []


_DONE = compiled(r"(?:办[结理]|答复|回复|审结|结案|完成|解决|整改|采纳)$")
"""上年结转3件,本年新收49件,共办结50件: what was done of them need not be all."""


def _added_up(total: Claim, parts: list[Claim], counts: list[Claim], lists: Lists) -> None:
    """Keep the parts before a total that make it right, or all of them where nothing else can be among them."""
    tails = (parts[start:] for start in range(len(parts) - 1))
    right = next((tail for tail in tails if adds_up(total, tail)), None)
    if right is not None:
        lists.add(Mark.SUMMED_UP, [total], right)
    elif not (_one_sentence(parts) or total.before.startswith("合计")) or not _nothing_before(parts, counts):
        return
    elif total.before in _SUMS and _same_things([total, *parts]):
        lists.add(Mark.SUMMED_UP, [total], parts, complete=True)
    elif (
        alike(parts)
        and not _DONE.search(total.before)
        and _of_one_unit([total, *parts])
        and chance_that_off(total, parts) is not None
    ):
        lists.add(Mark.SUMMED_UP, [total], parts)  # 第一期128人、第二期91人,共培训218人次


_TOTAL = compiled(r"(?:一|总)?共计?[^\W\d]{0,4}|[合总]计(?:为|达)?[^\W\d]{0,4}|.{0,4}")
"""共, 合计发布, 共培训"""


def _joined(total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether a clause adds up its own counts: 由5名领导和14名骨干共19人组成, 对6个县区、35个部门等41家单位."""
    text = total.passage.text.text
    between = [text[a.end : b.start] for a, b in pairwise(parts)]
    behind = _JOINED.fullmatch(text, parts[-1].end, total.start)
    if behind is None or total.clause != parts[0].clause or _EACH.search(text, parts[0].low, total.start):
        return False
    if not all(_JOINT.fullmatch(words) for words in between):
        return False
    if behind[1] == "等" and total_of(parts).can_be_at_most(interval_of(total)):
        return adds_up(total, parts)  # others can be meant as well
    return adds_up(total, parts) or chance_that_off(total, parts) is not None


_JOINED = compiled(r"[^,;:。\d]{1,16}?(等|等?(?:一|总)?共计?|等?[合总]计) ?")
_JOINT = compiled(r"[^,;:。\d]{1,16}(?:[、和与及]|以及) ?[^,;:。\d、]{0,6}")


def _of_one_unit(counts: Sequence[Claim]) -> bool:
    """Whether all have one unit, but that persons can be heads (人) or attendances (人次)."""
    return _people(*counts) or len({count.quantity.unit for count in counts if count.quantity is not None}) == 1


_EACH = compiled(r"每|各(?:设|配|建|有|派|发|举|开|确|明|报|办)")
_SUMS = ("共", "共计", "合计", "总计", "一共", "总共")


def _one_sentence(parts: Sequence[Claim]) -> bool:
    """Whether no other number stands before the parts in their sentence, and none is counted twice."""
    each = any(_EACH.search(part.words) for part in parts)  # 15个乡镇各设2个,共30个
    return not each and not overlapping(parts)


def _nothing_before(parts: list[Claim], counts: list[Claim]) -> bool:
    """Whether no other count of the sentence before the parts can be one of them."""
    first = parts[0]
    ahead = [c for c in counts if c.start < first.start and c.sentence == first.sentence]
    return not any(comparable(c, first) for c in ahead)


def _same_things(counts: Sequence[Claim]) -> bool:
    """Whether all have one unit, and no noun behind it says that they are different things: 18个村、3个社区."""
    return len({(count.quantity.unit, count.after[:2]) for count in counts if count.quantity is not None}) == 1


def _directly_before(claim: Claim, before: list[Claim], lists: Lists) -> list[Claim]:
    """The counts of its sentence before a total that can be its parts."""
    parts: list[Claim] = []
    for other in reversed(before):
        if other.sentence != claim.sentence or other.depth != claim.depth or other in lists.parts:
            break
        if other in lists.totals or "TOTAL" in other.marks or not (comparable(other, claim) or _people(other, claim)):
            break
        parts.insert(0, other)
    return parts


def _people(*counts: Claim) -> bool:
    """Whether all count persons, as heads (人) or as attendances (人次)."""
    return all(count.quantity is not None and count.quantity.group.startswith("PERSON") for count in counts)


def _index(counts: list[Claim], start: int) -> int:
    return bisect_left(counts, start, key=_START)
