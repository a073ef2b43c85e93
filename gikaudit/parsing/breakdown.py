"""A total and its parts, and the lists of a narrative as they are found."""

from collections.abc import Iterable
from typing import NamedTuple

from gikaudit.parsing.claims import Claim
from gikaudit.parsing.list_items import overlapping
from gikaudit.parsing.list_marks import Mark, alike, complementary
from gikaudit.patterns import compiled

_OTHERS = compiled(r"(?:[和及、]|以及)?(?:通过|以|属于|采[用取])?(?:其他|其它|其余)(?!法律)")
"""其他方式 closes a list; 告知通过其他途径办理 and 其他法律行政法规禁止公开 are some of many answers."""


class Breakdown(NamedTuple):
    """A total and its parts.

    totals    the counts that can be the total, the most likely first
    parts     at least one count
    complete  whether the text says or shows that no part is missing
    alike     whether the parts are worded alike, as members of one classification are
    overlapping  whether the parts may count the same thing twice, so that they have no sum
    joint     counts of one unit that stand beside the total: all together can be the total
    """

    totals: tuple[Claim, ...]
    parts: tuple[Claim, ...]
    mark: Mark
    complete: bool
    alike: bool
    overlapping: bool
    joint: tuple[Claim, ...] = ()


_CHANNELS = compiled(r"网站|新媒体|账号|平台|微博|微信|专栏|栏目|渠道|载体|站点")


def _counts_channels(total: Claim) -> bool:
    """Whether channels themselves are counted, not what they publish: 政府网站9个(门户网站1个、部门网站8个)."""
    thing = total.quantity is not None and total.quantity.group in ("THING", "BODY")
    return thing and _CHANNELS.search(total.before + total.after) is not None


class Lists:
    """The lists found so far, with the counts that are parts or totals of one. ``shares`` has the share of each
    count that has one."""

    def __init__(self, shares: dict[Claim, Claim]) -> None:
        self.shares = shares
        self.found: list[Breakdown] = []
        self.parts: set[Claim] = set()
        self.totals: set[Claim] = set()

    def add(
        self,
        mark: Mark,
        totals: Iterable[Claim],
        parts: list[Claim],
        *,
        complete: bool = False,
        joint: tuple[Claim, ...] = (),
    ) -> None:
        """Keep a list. One that closes with 其他, or is otherwise complete, is marked so."""
        totals = tuple(totals)
        others = mark is not Mark.PARALLEL and _OTHERS.match(parts[-1].before) is not None
        complete = complete or mark is Mark.DIVIDED or (len(parts) > 1 and (others or complementary(parts)))
        twice = overlapping(parts) and not _counts_channels(totals[0]) and not totals[0].before.startswith("合计")
        self.found.append(Breakdown(totals, tuple(parts), mark, complete, alike(parts), twice, joint))
        self.parts.update(parts)
        self.totals.update(totals[:1])
