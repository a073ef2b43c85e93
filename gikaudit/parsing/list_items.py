"""Which counts behind a marker are the items of its list, and where the list ends."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gikaudit.parsing.claims import Claim
from gikaudit.parsing.sums import adds_up, comparable, telling
from gikaudit.patterns import compiled

_CLAUSES = compiled(r"[,;:。]")
_LONGEST_ASIDE = 6
"""A clause without a number between two items is no more than a few words (其中, 按来源分)."""
_COUNTED = {"THING", "BODY"}
_NOUN = 2
"""The first characters of a noun tell whether two counts in 个 count the same things."""
_OVERLAP = compiled(
    r"同时(?:申请|提出|要求|选择|采用|列入|属于|使用|通过|涉及|计入|包含|兼)|交叉|重复|重叠|不计入|未计入|剔除|扣除|多种(?:渠道|方式|形式|途径)|(?:两|二|2)种(?:以上|及以上|方式)"
    r"|分别(?:计|统计|列)|各计|均计|兼(?:有|具|任)|多个(?:渠道|平台|载体)"
    # persons are counted by rank, by degree and by membership at once
    r"|具有[^,;。]{0,8}(?:学位|学历|职称|资格)|(?:学历|职称|中共党员|少数民族)的? ?\d"
)
_AFTERWARDS = 48
"""So many characters behind a list can say that its items overlap."""
_CHANNEL = compiled(
    r"网站|微博|微信|公报|报刊|报纸|电视|电台|广播|触摸屏|显示屏|公开栏|公示栏|平台|渠道|方式|形式|载体|媒体|客户端|短信"
)


def items_of(behind: Sequence[Claim], total: Claim) -> list[Claim]:
    """The counts that can be items: of what the total counts, and with nothing else said between them."""
    same = [claim for claim in behind if comparable(total, claim) and _same_things(claim, total)]
    # 其余5个县区均在6000条以上 is said of each of them; 2223条中有512条 is a part of a part
    same = [claim for claim in same if "UNIVERSAL" not in claim.marks and not claim.before.startswith("中有")]
    if not of_another_year(total):
        same = [claim for claim in same if not of_another_year(claim)]
    for number, (before, item) in enumerate(pairwise(same)):
        if _interrupted(before, item) or (not number and _beside_another(before, item, behind)):
            return same[: number + 1]
    return same


def _same_things(claim: Claim, total: Claim) -> bool:
    """Whether a count in 个 does not name other things: 其余8个市州 among 67个站点."""
    assert claim.quantity is not None
    noun = claim.after.strip(" 的")[:_NOUN]
    if claim.quantity.group not in _COUNTED or len(noun) < _NOUN:
        return True
    return noun in (total.after[: 2 * _NOUN] or total.before[-3 * _NOUN :])


def _interrupted(before: Claim, item: Claim) -> bool:
    """Whether a clause without number stands between two items: 62件,全部公开并同步解读,解读稿158篇."""
    text = before.passage.text.text
    between = _CLAUSES.split(text[before.end : item.low])[1:]
    return any(
        len(clause.strip()) > _LONGEST_ASIDE and not any(map(str.isdigit, clause)) and "占" not in clause
        for clause in between
    )


def _beside_another(first: Claim, item: Claim, behind: Sequence[Claim]) -> bool:
    """Whether an item only stands beside a count of something else, as the first one does not: 其中上年6800条,获转发
    12.6万次、评论4.8万条."""
    others = [c for c in behind if not comparable(c, item) and c.depth == item.depth]
    text = item.passage.text.text
    return not any(c.clause == first.clause and c.start < first.start for c in others) and any(
        first.clause < c.clause == item.clause and c.start < item.start and "、" in text[c.end : item.start]
        for c in others
    )


def endings(items: Sequence[Claim], total: Claim) -> Iterator[Sequence[Claim]]:
    """The stretches of items that can be the whole list, the most likely first: those that add up, then
    those before a stronger punctuation mark than that between the first two, then all."""
    for length in (len(items), *range(len(items) - 1, 1, -1)):
        rest = items[length:]
        ends = not rest or (telling(total, items[:length]) and not any(_is_other(item) for item in rest))
        if ends and adds_up(total, items[:length]):
            yield items[:length]
    first = _separation(items[0], items[1]) if len(items) > 1 else 0
    for number, (before, item) in enumerate(pairwise(items)):
        if number and _separation(before, item) > first:
            yield items[: number + 1]
            break
    yield items


def _is_other(item: Claim) -> bool:
    """Whether an item is 其他7件, which belongs to a list that seems to be complete without it; 其余4件 is what is
    left of something larger."""
    return "OTHERS" in item.marks and not item.before.startswith("其余")


def _separation(before: Claim, item: Claim) -> int:
    """How strong the punctuation between two items is: 、 less than a comma, less than a semicolon."""
    if before.group != item.group:
        return 2
    return int(before.clause != item.clause)


def all_counted(items: Sequence[Claim]) -> bool:
    """Whether no item of a list is a name without a number: 档案馆、图书馆和12个乡镇."""
    text = items[0].passage.text.text
    stretches = [(items[0].low, items[0].start), *((a.end, b.start) for a, b in pairwise(items))]
    return all(_PAUSES.search(text, low, high) is None for low, high in stretches)


_PAUSES = compiled(r"、[^、,;。\d]{2,}[、和及]")


def nested_in_first(items: Sequence[Claim]) -> bool:
    """Whether the items behind the first one are its own parts: 其中2016年31805条,已回复31522条,其余283条, or 其中2件
    上诉,二审维持原判1件,未审结1件, where the first alone has its words behind the number."""
    if len(items) <= 2 or not adds_up(items[0], items[1:]):
        return False
    otherwise = not items[0].before and items[0].after and all(len(item.before) > 1 for item in items[1:])
    return telling(items[0], items[1:]) or bool(otherwise)


def overlapping(items: Sequence[Claim]) -> bool:
    """Whether the text says that its items count some things twice, or they are channels, as which one item
    of information is often published by several."""
    text = items[0].passage.text.text
    if _OVERLAP.search(text, items[0].low, items[-1].end + _AFTERWARDS):
        return True
    return len(items) > 1 and sum(_CHANNEL.search(item.before) is not None for item in items) * 2 > len(items)


def heads_by_name(heads: Sequence[Claim], items: Sequence[Claim]) -> list[tuple[list[Claim], list[Claim]]]:
    """Totals with the items that bear their names, where several totals are meant: 专职73名、兼职641名,其中市本级
    专职21名、兼职187名. Empty where the names do not tell."""
    found: dict[Claim, list[Claim]] = {}
    unnamed: list[Claim] = []
    for item in items:
        likeness = {head: common_end(item.before, head.before) for head in heads}
        best = max(likeness.values(), default=0)
        named = [head for head in heads if likeness[head] == best]
        if best >= 2 and len(named) == 1:
            found.setdefault(named[0], []).append(item)
        else:
            unnamed.append(item)
    others = [head for head in heads if head not in found]
    named = next(iter(found.values()), [])
    if len(others) == 1 and len(found) == 1 and len(unnamed) > 1 and take_turns(unnamed, named):
        # 抽检9240批次,合格9039批次,其中粮食1860批次、合格1839批次,…
        return [([others[0]], unnamed), *(([head], parts) for head, parts in found.items())]
    return [([head], parts) for head, parts in found.items()] if len(found) > 1 and not unnamed else []


def take_turns(some: Sequence[Claim], others: Sequence[Claim]) -> bool:
    """Whether two kinds of counts take turns, so that each item has one of both."""
    both = sorted((*some, *others), key=lambda claim: claim.start)
    return len(some) == len(others) and all((a in some) != (b in some) for a, b in pairwise(both))


def common_end(one: str, other: str) -> int:
    """With how many common characters two names end."""
    length = 0
    for left, right in zip(reversed(one), reversed(other), strict=False):
        if left != right:
            break
        length += 1
    return length


_ANOTHER_YEAR = compiled(r"(?:比|较|去年|上年|上一年度?)[^,;。]{0,12}$")


def of_another_year(count: Claim) -> bool:
    """Whether a count is that of the year before: 上年为7200条, 比2015年的281件."""
    return _ANOTHER_YEAR.search(count.before) is not None
