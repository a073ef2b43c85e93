"""Lists with a marker: 其中, 包括, 分为, 分别为, a colon, 94件中."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from gikaudit.parsing.breakdown import Lists
from gikaudit.parsing.claims import Claim
from gikaudit.parsing.classes import whole_class
from gikaudit.parsing.list_items import (
    common_end,
    endings,
    heads_by_name,
    items_of,
    nested_in_first,
    of_another_year,
    take_turns,
)
from gikaudit.parsing.list_marks import ListMark, Mark, alike, group_at, opens, rows_of
from gikaudit.parsing.sums import adds_up, chance_that_off, comparable, exceeds, interval_of, is_share, total_of
from gikaudit.patterns import compiled

_LOOK_BACK = 12
"""So many counts before a list are considered as its total."""
_FAR_BACK = 48
"""So many counts before a marker are looked at; further back none is meant."""
_MOST_PARTS = 100
_START = attrgetter("start")


def read_marked(found: ListMark, counts: list[Claim], before: list[Claim], lists: Lists) -> None:
    """Read the list of a marker among the counts of a passage; ``before`` has those of the passages before."""
    first, last = (bisect_left(counts, place, key=_START) for place in (found.start, found.end))
    behind = [c for c in counts[first : min(last, first + _MOST_PARTS)] if c.depth == found.depth]
    if not behind or _of_a_measure(found, behind[0]):
        return
    group = group_at(behind, found.start)
    ahead = [c for c in counts[max(0, first - _FAR_BACK) : first] if c.depth <= found.depth]
    pool, opens_group = _pool(found, behind[0], group, ahead, before, lists)
    pool = _possible(pool, found, behind[0], opens_group=opens_group)
    if not pool:
        return
    heads = [c for c in pool if comparable(pool[-1], c)]
    main = items_of(behind, pool[-1])
    if not main:
        # 查阅场所14个,接待342人次,其中某馆…156人次: the nearest count of a unit that occurs in the list
        fitting = [head for head in reversed(pool) if any(comparable(c, head) for c in behind)]
        heads = [c for c in pool if fitting and comparable(c, fitting[0])]
        main = items_of(behind, fitting[0]) if fitting else []
    if main and main[0].group != group and behind[0].group == group and not opens_group:
        return  # 目录12条,含8个一级类目;更新385条: what the next group counts is nothing that 含 lists
    beside = [c for c in behind if c not in main]
    if heads and not opens_group and _in_an_item(heads[-1], ahead):
        main = [c for c in main if c.group == group]
    for totals, parts in _assign(heads, main, group, opens_group, found.start) if main else ():
        if found.mark in (Mark.DIVIDED, Mark.COLON) and len(parts) == 1:
            continue  # 把9个社区划分为38个网格
        following = counts[last : last + _LOOK_BACK]
        lists.add(
            found.mark,
            totals if found.out_of else _based_on_shares(totals, parts, ahead or before, lists.shares),
            _continued(totals, parts, following),
            joint=_joint(totals[0], heads),
        )
        # 19次,培训1144人次 under 73次 and 2858人次: a second unit sums for itself if it stands in every item
        others = [c for c in beside if any(comparable(c, head) for head in pool)]
        if len(parts) > 1 and take_turns(parts, others) and all(comparable(others[0], c) for c in others):
            lists.add(found.mark, [c for c in reversed(pool) if comparable(c, others[0])], others)
            beside = []


_MARKER = compiled(r"其中|包括|分为|分别")


def _in_an_item(head: Claim, ahead: Sequence[Claim]) -> bool:
    """Whether the head of a list is itself an item of another list, whose items are groups (;): 其中甲521亿元;
    乙216亿元,其中住宅162亿元;丙382亿元."""
    items = [c for c in ahead if c.sentence == head.sentence and c.group < head.group and comparable(c, head)]
    if not items:
        return False
    text = head.passage.text.text
    opening = text[max(text.rfind(sign, 0, items[-1].start) for sign in "。;") + 1 : items[-1].start]
    return _MARKER.search(opening) is not None


def _possible(pool: list[Claim], found: ListMark, first: Claim, *, opens_group: bool) -> list[Claim]:
    """Those of some counts that a marker can be about."""
    if found.out_of and ("TOTAL" in first.marks or not pool or _unit(first) != _unit(pool[-1])):
        return []  # 在同意公开的194件中,共提供纸质材料1263份
    if found.named:
        pool = [c for c in pool if found.named in c.before and not c.marks & {"CUMULATIVE", "AS_OF"}]
    pool = [c for c in pool if not of_another_year(c)] or pool
    if not pool or _ends_row(pool[-1]) or any(_is_criterion(c) for c in pool if c.clause == pool[-1].clause):
        return []
    if pool[-1].depth < found.depth and not opens_group:
        return pool[-1:]  # 公开60条(其中政府办70条): of what stands before the brackets
    return pool


def _pool(
    found: ListMark, first: Claim, group: int, ahead: list[Claim], before: list[Claim], lists: Lists
) -> tuple[list[Claim], bool]:
    """The counts that can be the total of a list, and whether the list opens its group (;) or sentence."""
    pool = [c for c in ahead if c.sentence == first.sentence and c.group == group]
    if pool:
        return pool, False
    if not opens(first.passage, found):
        return [], True
    pool = [c for c in ahead if c.sentence == first.sentence]
    if pool:
        return [c for c in pool if c not in lists.parts] or pool, True
    if ahead:
        last = _heads_of_last_sentence(ahead, lists)
        earlier = [c for c in ahead if c.sentence < ahead[-1].sentence and c not in lists.parts and c.depth == 0]
        return [*earlier[-_LOOK_BACK:], *last] if last else [], True
    return _heads_of_last_sentence(before, lists), True


def _based_on_shares(
    totals: list[Claim], parts: list[Claim], earlier: Sequence[Claim], shares: dict[Claim, Claim]
) -> list[Claim]:
    """The total that the shares of the parts are taken from, where it is not the nearest count."""
    with_share = [part for part in parts if part in shares]
    if len(with_share) < 2:
        return totals
    candidates = [
        *totals,
        *(c for c in reversed(earlier[-_LOOK_BACK:]) if comparable(c, parts[0]) and c not in totals),
    ]

    def agreeing(total: Claim) -> int:
        return sum(is_share(part, shares[part], total) for part in with_share)

    best = max(candidates, key=agreeing)
    return [best] if agreeing(best) * 2 > len(with_share) and best is not totals[0] else totals


def _heads_of_last_sentence(claims: Sequence[Claim], lists: Lists) -> list[Claim]:
    """The counts of the last sentence that are not parts of a list there."""
    if not claims:
        return []
    last = claims[-1]
    return [
        c
        for c in claims
        if c.passage is last.passage and c.sentence == last.sentence and c not in lists.parts and c.depth == 0
    ]


def _assign(
    heads: list[Claim], behind: list[Claim], group: int, opens_group: bool, position: int
) -> Iterator[tuple[list[Claim], list[Claim]]]:
    """Heads with their parts: one for each column of counts in the items of the list."""
    rows = rows_of(behind, group, opens_group, position)
    if not rows:
        return
    width = min(len(row) for row in rows)
    if len(rows) > 1 and width > 1 and len(heads) >= width and _in_columns(heads[-width:], rows):
        for column in range(width):
            yield [heads[-width:][column]], [row[column] for row in rows]
        return
    everything = [claim for row in rows for claim in row]
    yield from heads_by_name(heads, everything) or _under_nearest(heads, rows, everything, opens_group)


def _in_columns(heads: Sequence[Claim], rows: Sequence[Sequence[Claim]]) -> bool:
    """Whether each item of a list has a number for each of some totals. Where all are of one unit, the words at the
    numbers tell: 合格9030批次、不合格210批次;抽查门店52批次、检出问题3批次 are no two items."""
    if any(len(row) != len(heads) for row in rows):
        return False
    return not comparable(heads[0], heads[-1]) or all(
        first.before == other.before or common_end(first.before, other.before) >= _COMMON
        for first, *others in zip(*rows, strict=True)
        for other in others
    )


_COMMON = 2
"""Names that end with so many common characters are of one kind: 市本级受理, 各县区受理."""


def _under_nearest(
    heads: list[Claim], rows: list[list[Claim]], everything: list[Claim], opens_group: bool
) -> Iterator[tuple[list[Claim], list[Claim]]]:
    """The nearest head with the items that make its sum right; else with those that the wording suggests."""
    width = min(len(row) for row in rows)
    nearest = list(reversed(heads))
    if not opens_group:  # 其中文章7篇;微博6518条: what has another unit in another group is no item
        rows = [row for row in rows if not _other_measure(row[0], rows[0][0])]
        # 制发45件,其中38件公开;清理517件,继续有效389件: the next group speaks of something else
        fitting = [len(row) <= len(rows[0]) or exceeds(nearest[0], row[:1]) for row in rows]
        rows = rows[: fitting.index(False, 1)] if False in fitting[1:] else rows
        rows = rows[:1] if _first_row_is_all(nearest[0], rows) else rows
        everything = [claim for row in rows for claim in row]
    options = [everything, rows[0]]
    if len(rows) > 1 and width > 1:
        options.insert(0, [row[0] for row in rows])
    for total in nearest:
        for option in options:
            parts = next(iter(endings(option, total)))
            if len(parts) > 1 and adds_up(total, parts):
                yield [total], list(parts)
                return
    named = next((option for option in options if whole_class(option, nearest[0]) is not None), None)
    if named is not None:
        yield nearest, named
        return
    if nested_in_first(everything):
        yield nearest, everything[:1]
        yield everything[:1], everything[1:]
        return
    several = len(rows) > 1
    items = rows[0] if several and not opens_group and not alike(everything) else options[0]
    whole = several and width > 1 and items is options[0]
    yield nearest, items if whole else list(next(iter(endings(items, nearest[0]))))


def _first_row_is_all(total: Claim, rows: Sequence[Sequence[Claim]]) -> bool:
    """Whether the items up to the first semicolon are at most one typing error away from a total that all items
    together exceed: what follows has a total of its own."""
    first = rows[0]
    agrees = len(first) > 1 and (adds_up(total, first) or chance_that_off(total, first) is not None)
    return agrees and not total_of(row[0] for row in rows).can_be_at_most(interval_of(total))


def _joint(total: Claim, heads: Sequence[Claim]) -> tuple[Claim, ...]:
    """The counts around a total that can be meant together with it: 办理建议27件、提案45件,其中主办件51件. Those
    joined in its clause, or the parallel counts of the sentence before."""
    if "TOTAL" in total.marks and total.before.startswith(("合计", "总计", "共计")):
        return ()  # 建议23件、提案36件,合计59件,其中主办…: the sum of what stands around it
    beside = [c for c in heads if c.sentence == total.sentence and c.clause == total.clause]
    if len(beside) > 1:
        return tuple(beside)
    row = [c for c in heads if c.sentence == total.sentence]
    return tuple(row) if len(row) > 2 else ()


def _ends_row(count: Claim) -> bool:
    """Whether a count only closes a row of bare numbers: 分别为231、186和342件."""
    text = count.passage.text.text
    return _JOINED.fullmatch(text, max(0, count.start - 2), count.start) is not None


_JOINED = compiled(r"\d[、和]")


def _is_criterion(count: Claim) -> bool:
    """Whether a count says which ones are meant: 公开数量超过200条的有六个,分别是…"""
    return count.quantity is not None and bool(count.quantity.approximate) and count.after.startswith("的")


def _of_a_measure(found: ListMark, first: Claim) -> bool:
    """Whether the quantity right before a marker is a size or a time: 总里程11.4公里,其中甲村4.2公里."""
    elements = first.passage.elements
    for index in range(bisect_left(elements, found.word, key=_START) - 1, -1, -1):
        element = elements[index]
        if element.kind in ("STOP", "SEMICOLON"):
            return False
        if element.quantity is not None and element.quantity.group not in ("PERCENT", "POINTS", ""):
            return element.quantity.group in ("SIZE", "TIME")
    return False


def _other_measure(one: Claim, other: Claim) -> bool:
    """Whether two counts of items have different measure words: 篇 and 条."""
    assert one.quantity is not None and other.quantity is not None
    return one.quantity.group == other.quantity.group == "ITEM" and _unit(one) != _unit(other)


def _unit(count: Claim) -> str:
    assert count.quantity is not None
    return count.quantity.unit.removeprefix("万")


def _continued(totals: list[Claim], parts: list[Claim], following: Sequence[Claim]) -> list[Claim]:
    """A list can go on in the next sentence: the parts that follow belong to it if that makes the sum right."""
    more = [c for c in following if c.sentence == parts[-1].sentence + 1 and comparable(c, parts[0]) and c.depth == 0]
    if adds_up(totals[0], parts):
        return parts
    for length in range(1, len(more) + 1):
        if adds_up(totals[0], [*parts, *more[:length]]):
            return [*parts, *more[:length]]
    return parts
