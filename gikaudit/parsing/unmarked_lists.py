"""Lists without a marker: in brackets, summed up behind their parts, or nothing but parallel wording."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain
from operator import attrgetter

from gikaudit.parsing.breakdown import Lists
from gikaudit.parsing.claims import Claim
from gikaudit.parsing.classes import read_classes
from gikaudit.parsing.list_items import of_another_year, overlapping
from gikaudit.parsing.list_marks import Mark, complementary
from gikaudit.parsing.summed_up import read_summed_up
from gikaudit.parsing.sums import (
    adds_up,
    chance_that_off,
    comparable,
    exceeds,
    interval_of,
    is_share,
    telling,
    total_of,
)
from gikaudit.patterns import compiled

_LOOK_BACK = 12
"""So many counts before a list are considered as its total."""
_FAR_BACK = 48
_FEWEST = 2
_MOST_PARTS = 100
_SMALL_CHANCE = 200
"""A list that nothing marks is one if it misses the total by one typing error, which happens by chance in less
than one of so many cases."""
_FAIR_CHANCE = 60
"""The same where 依次为 or 从…看 introduces it."""
_START = attrgetter("start")


def read_unmarked(counts: list[Claim], before: list[Claim], lists: Lists) -> None:
    """Read the lists without a marker among the counts of a passage; ``before`` has those of the passages before."""
    _bracketed(counts, lists)
    read_summed_up(counts, lists)
    read_classes(counts, before, lists)
    _parallel(counts, before, lists)


# ---- 3607件(甲349件、乙933件)


def _bracketed(counts: list[Claim], lists: Lists) -> None:
    text = counts[0].passage.text.text
    for index, claim in enumerate(counts):
        inside: list[Claim] = []
        for other in counts[index + 1 : index + _MOST_PARTS]:
            if other.depth <= claim.depth or other.sentence != claim.sentence:
                break
            between = text[inside[-1].end : other.start] if inside else ""
            if ")" in between.partition("(")[0] and other.depth == inside[-1].depth:
                break  # other brackets: …3件),较2012年下降(2012年6427件)
            inside.append(other)
        inside = [c for c in inside if c.depth == claim.depth + 1 and comparable(claim, c)]
        if len(inside) < _FEWEST or lists.parts.issuperset(inside) or len(claim.after) > _LONGEST_NOUN:
            continue
        behind = text[claim.end + len(claim.after) : inside[0].start]
        if "(" in behind[:3] and not _EXCEPT.search(behind):
            lists.add(Mark.BRACKETS, [claim], inside)


_LONGEST_NOUN = 12
_EXCEPT = compiled(r"\((?:不|未|另|除|上年|去年|比|较|扣|(?:19|20)\d\d年)")
"""(不含政府公报62万元) and (上年705篇) list no parts."""


def _index(counts: list[Claim], start: int) -> int:
    return bisect_left(counts, start, key=_START)


# ---- parallel wording


def _parallel(counts: list[Claim], before: list[Claim], lists: Lists) -> None:
    for run in chain.from_iterable(map(_at_divisions, _runs(counts, lists))):
        first = run[0]
        index = _index(counts, first.start)
        earlier = [*before, *counts[max(0, index - _FAR_BACK) : index]][-_FAR_BACK:]
        heads = [c for c in reversed(earlier) if c.depth == 0 and comparable(c, first)]
        if not _remainder(run, lists):
            near = [c for c in heads[:_LOOK_BACK] if exceeds(c, run)]
            _below(run, near, lists, heads[_LOOK_BACK:])


def _at_divisions(run: list[Claim]) -> list[list[Claim]]:
    """A run in two where 按…分 stands in it: 材料386件,按形式分,图解141件,…. What stands before is no item."""
    for index in range(len(run) - _FEWEST, 0, -1):
        if _introduces(run[index]):
            return [part for part in (run[:index], run[index:]) if len(part) >= _FEWEST]
    return [run]


def _introduces(claim: Claim) -> bool:
    text = claim.passage.text.text
    words = text[max(0, claim.low - _LONGEST_HEAD) : claim.start]
    return ("分" in words or "看" in words) and _DIVISION.search(words) is not None


def _below(run: list[Claim], heads: list[Claim], lists: Lists, far: list[Claim]) -> None:
    """Find the total of a run among the counts before it; ``far`` has those that only shares can point to."""
    exact = [c for c in heads if telling(c, run) and adds_up(c, run)]
    if exact:
        lists.add(Mark.PARALLEL, exact[:1], run)
        return
    if _goes_on(run[-1]):
        return
    with_share = [c for c in run if c in lists.shares]
    if len(with_share) > 1 and len(with_share) * 2 >= len(run):
        far = [c for c in far if exceeds(c, run)] if len(with_share) > _FEWEST else []
        based = [
            c
            for c in (*heads, *far)
            if 2 * sum(is_share(part, lists.shares[part], c) for part in with_share) > len(with_share)
        ]
        if based:
            # 较上年的35108件增长:土地类19416件(50.2%),…: what stands before the first share is no part
            lists.add(Mark.PARALLEL, based[:1], run[run.index(with_share[0]) :] if of_another_year(run[0]) else run)
            return
    near = [c for c in heads if c not in lists.parts]
    odds = _FAIR_CHANCE if "RESPECTIVELY" in run[0].lead_marks[-1:] or _headed(run[0]) else _SMALL_CHANCE
    slip = [c for c in heads if _improbable(chance_that_off(c, run), odds)]
    if slip and len(run) > _FEWEST and not overlapping(run):
        lists.add(Mark.PARALLEL, slip[:1], run)
    elif not overlapping(run):
        if complementary(run) or _headed(run[0]):
            _introduced(_first_of_groups(run), near, lists)
    elif len(run) > _FEWEST and _headed(run[0]) and _OTHER_WAYS.search(run[-1].before):
        # channels: one item may count twice, but none is missing
        totals = [c for c in near if _one_unit(c, run[0]) and _close(c, run)][:1]
        if totals:
            lists.add(Mark.HEADED, totals, run)


def _introduced(run: list[Claim], near: list[Claim], lists: Lists) -> None:
    """Find the total of a run that 按…分 introduces, or whose items complement each other."""
    beside = any(_BESIDE.search(part.before) for part in run)
    own = [] if beside else [c for c in near if _one_unit(c, run[0]) and not _summed_up_by_others(c, lists)]
    # one typing error from a total close by
    slips = [c for c in own if telling(c, run) and chance_that_off(c, run) is not None]
    close = [c for c in slips if _close(c, run)] or _too_small(slips, near, run)
    if not close and run[-1].before.startswith(("其他", "其它")):
        close = [c for c in own if telling(c, run) and _close(c, run)]
    if not close and _divided(run):
        received = [c for c in own if _RECEIVED.search(c.before)][:1]
        close = [c for c in received if c in slips and exceeds(c, run)]
    if close and not _sum_of_a_list(run, lists):
        lists.add(Mark.HEADED, close, run, complete=complementary(run))


_OTHER_WAYS = compiled(r"(?:^|等)(?:其他|其它)")

_BESIDE = compiled(r"(?:^|[,、])(?:并|还)?另(?:有|外|行)?")
"""另接收乡镇报送备案件11件: counted beside what was said before."""


def _summed_up_by_others(total: Claim, lists: Lists) -> bool:
    """Whether a list before adds up to a count and says so: 31件,57件,共计88件. It is not the total of what follows."""
    near = (found for found in reversed(lists.found[-_LOOK_BACK:]) if total in found.totals)
    return any(found.mark is Mark.SUMMED_UP and adds_up(total, list(found.parts)) for found in near)


def _one_unit(one: Claim, other: Claim) -> bool:
    return one.quantity is not None and other.quantity is not None and one.quantity.unit == other.quantity.unit


_REST = compiled(r"[^。;]{0,10}[,、](?:其余|其它|其他|剩余|余下|另)[^\d。;,]*(?![^。;]*\d)")
"""直接受理33件,乡镇受理58件,其余由县直部门受理: what is left is there, but without a number."""


def _goes_on(last: Claim) -> bool:
    text = last.passage.text.text
    return _REST.match(text, last.end, last.end + _LONGEST_HEAD) is not None


def _first_of_groups(run: list[Claim]) -> list[Claim]:
    """The first count of each group (;), where a list has several: what else stands there belongs to that count."""
    groups = {claim.group: claim for claim in reversed(run)}
    return [groups[number] for number in sorted(groups)] if len(groups) > _FEWEST else run


def _improbable(chance: Fraction | None, odds: int) -> bool:
    return chance is not None and chance * odds < 1


def _too_small(slips: list[Claim], near: list[Claim], run: Sequence[Claim]) -> list[Claim]:
    """The nearest total of its paragraph that a run exceeds, if no other count can be the total."""
    here = [c for c in slips if c.passage is run[0].passage][:1]
    return here if not any(total_of(run).can_be_at_most(interval_of(c)) for c in near) else []


def _sum_of_a_list(run: Sequence[Claim], lists: Lists) -> bool:
    """Whether a run adds up to the same as the parts of a list before it: both divide the same total."""
    return any(total_of(found.parts).meets(total_of(run)) for found in lists.found[-_LOOK_BACK:])


_HEAD = compiled(
    r"(?:(?:按|从|以)[^,;:。\d]{1,16}(?:分|看|划分|分类|统计|角度|情况|来说)[,:]?|(?:^|[。;\s)、.])[^\W\d]{2,10}:)[^,;:。\d]*$"
)
"""按申请方式分, 从受理机关看, 受理机关:"""
_LONGEST_HEAD = 40


_DIVISION = compiled(r"(?:(?:按|从|以)[^,;:。\d]{1,12}(?:分|看|划分|分类|统计))[,:]?[^,;:。\d]*$")
_SOME_OF_THEM = compiled(r"主要|集中|较多|居前|前\d|排名|比较|突出")
_MORE = compiled(r"[^。;]*\d")
_RECEIVED = compiled(r"收到|新收|受理|接收|公开|发布|共")
_FEWEST_OF_DIVISION = 4


def _divided(run: Sequence[Claim]) -> bool:
    """Whether 按…分 or 从…看 introduces so many items that they are all there are."""
    first, last = run[0], run[-1]
    text = first.passage.text.text
    head = _DIVISION.search(text[max(0, first.start - _LONGEST_HEAD) : first.start])
    if head is None or len(run) < _FEWEST_OF_DIVISION or last.after.startswith("等") or first.group != last.group:
        return False
    if _MORE.match(text, last.end) is not None:
        return False
    return _SOME_OF_THEM.search(text, first.start - len(head[0]), last.end) is None


def _headed(first: Claim) -> bool:
    text = first.passage.text.text
    return _HEAD.search(text[max(0, first.start - _LONGEST_HEAD) : first.start]) is not None


_CLOSE = 10


def _close(total: Claim, run: Sequence[Claim]) -> bool:
    """Whether a run comes within a tenth of a total."""
    value, named = interval_of(total), total_of(run)
    if value.low is None or named.low is None or named.high is None or value.high is None:
        return False
    off = (named.low - value.low) * _CLOSE
    return -value.low <= off <= value.low and telling(total, run)


def _remainder(run: list[Claim], lists: Lists) -> bool:
    """办结15件,其中…: 当场办结12件,其余3件: what is left makes the sum of some count before it right."""
    if not run[-1].before.startswith(("其余", "剩余", "余下", "另外")):
        return False
    for start in range(len(run) - _FEWEST):
        if adds_up(run[start], run[start + 1 :]):
            lists.add(Mark.PARALLEL, [run[start]], run[start + 1 :])
            return True
    return False


def _runs(counts: list[Claim], lists: Lists) -> Iterator[list[Claim]]:
    """Counts of one sentence and unit that follow each other and belong to no list yet."""
    run: list[Claim] = []
    for claim in counts:
        if claim in lists.parts or claim.depth:
            continue
        if run and (
            claim.passage is not run[0].passage
            or claim.sentence != run[0].sentence
            or not comparable(run[0], claim)
            or "TOTAL" in claim.marks
        ):
            if len(run) >= _FEWEST:
                yield from _tails(run, lists)
            run = []
        run.append(claim)
    if len(run) >= _FEWEST:
        yield from _tails(run, lists)


def _tails(run: list[Claim], lists: Lists) -> Iterator[list[Claim]]:
    """The first count of a run can be the total of the others."""
    first, others = run[0], run[1:]
    if (
        len(run) > _FEWEST
        and exceeds(first, others)
        and (
            "TOTAL" in first.marks
            or (first not in lists.shares and all(c in lists.shares for c in others))
            or (telling(first, others) and adds_up(first, others))
        )
    ):
        yield others
    elif "TOTAL" not in first.marks:
        yield run
