"""Which numbers are parts of which total: the lists of a narrative.

A list shows by a marker (其中, 包括, 分为), by brackets, by a colon, or by nothing but parallel wording.
What it must satisfy depends on whether the text says or shows that it is complete.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from gikaudit.parsing.claims import Claim, Passage
from gikaudit.parsing.list_items import endings, heads_by_name, items_of, nested_in_first, overlapping
from gikaudit.parsing.list_marks import (
    ListMark,
    Mark,
    alike,
    complementary,
    find_marks,
    group_at,
    opens,
    rows_of,
    so_many,
)
from gikaudit.parsing.sums import adds_up, comparable, countable, exceeds, is_share, telling

_LOOK_BACK = 12
"""So many counts before an unmarked list are considered as its total."""
_FAR_BACK = 48
"""So many counts before a marker are looked at for the total; further back none is meant."""
_FEWEST_UNMARKED = 2
_START = attrgetter("start")


class Breakdown(NamedTuple):
    """A total and its parts.

    totals    the counts that can be the total, the most likely first
    parts     at least one count
    complete  whether the text says or shows that no part is missing
    joint     counts of one unit that stand beside the total: all together can be the total
    alike     whether the parts are worded alike, as members of one classification are
    overlapping  whether the parts may count the same thing twice, so that they have no sum
    """

    totals: tuple[Claim, ...]
    parts: tuple[Claim, ...]
    mark: Mark
    complete: bool
    alike: bool
    overlapping: bool
    joint: tuple[Claim, ...] = ()


def find_breakdowns(claims: Sequence[Sequence[Claim]], shares: dict[Claim, Claim]) -> list[Breakdown]:
    """The lists of a narrative. ``claims`` has those of each passage; ``shares`` the share of a count."""
    finder = _Finder(shares)
    for number, passage_claims in enumerate(claims):
        earlier = [claim for other in claims[max(0, number - 2) : number] for claim in other]
        finder.passage(passage_claims, earlier)
    return finder.found


class _Finder:
    def __init__(self, shares: dict[Claim, Claim]) -> None:
        self.shares = shares
        self.found: list[Breakdown] = []
        self.parts: set[Claim] = set()
        self.totals: set[Claim] = set()

    def passage(self, claims: Sequence[Claim], earlier: Sequence[Claim]) -> None:
        counts = [claim for claim in claims if countable(claim)]
        if not counts:
            return
        before = [claim for claim in earlier if countable(claim)]
        passage = counts[0].passage
        for found in find_marks(passage):
            self._marked(found, counts, before)
        self._bracketed(passage, counts)
        self._summed_up(counts)
        self._parallel(counts, before)

    # ---- 其中, 包括, 分为

    def _marked(self, found: ListMark, counts: list[Claim], before: list[Claim]) -> None:
        first, last = (bisect_left(counts, place, key=_START) for place in (found.start, found.end))
        behind = [c for c in counts[first:last] if c.depth == found.depth]
        if not behind:
            return
        group = group_at(behind, found.start)
        ahead = [c for c in counts[max(0, first - _FAR_BACK) : first] if c.depth <= found.depth]
        pool, opens_group = self._pool(found, behind[0], group, ahead, before)
        if found.out_of and ("TOTAL" in behind[0].marks or not pool or _unit(behind[0]) != _unit(pool[-1])):
            return  # 在同意公开的194件中,共提供纸质材料1263份
        if found.named:
            pool = [c for c in pool if found.named in c.before and not c.marks & {"CUMULATIVE", "AS_OF"}]
        if not pool:
            return
        heads = [c for c in pool if comparable(pool[-1], c)]
        main = items_of(behind, pool[-1])
        if not main:
            # 查阅场所14个,接待342人次,其中某馆…156人次: the nearest count of a unit that occurs in the list
            fitting = [head for head in reversed(pool) if any(comparable(c, head) for c in behind)]
            heads = [c for c in pool if fitting and comparable(c, fitting[0])]
            main = items_of(behind, fitting[0]) if fitting else []
        beside = [c for c in behind if c not in main]
        for totals, parts in self._assign(heads, main, group, opens_group, found.start) if main else ():
            if found.mark is Mark.DIVIDED and len(parts) == 1:
                continue  # 把9个社区划分为38个网格
            following = counts[last : last + _LOOK_BACK]
            self._add(
                found.mark,
                self._based_on_shares(totals, parts, ahead or before),
                _continued(totals, parts, following),
                joint=_joint(totals[0], heads),
            )
            # 19次,培训1144人次 under 73次 and 2858人次: a second unit sums for itself if it stands in every item
            others = [c for c in beside if any(comparable(c, head) for head in pool)]
            if len(parts) > 1 and len(others) == len(parts) and all(comparable(others[0], c) for c in others):
                self._add(found.mark, [c for c in reversed(pool) if comparable(c, others[0])], others)
                beside = []

    def _pool(
        self, found: ListMark, first: Claim, group: int, ahead: list[Claim], before: list[Claim]
    ) -> tuple[list[Claim], bool]:
        """The counts that can be the total of a list, and whether the list opens its group (;) or sentence."""
        pool = [c for c in ahead if c.sentence == first.sentence and c.group == group]
        if pool:
            return pool, False
        if not opens(first.passage, found):
            return [], True
        pool = [c for c in ahead if c.sentence == first.sentence]
        if pool:
            return [c for c in pool if c not in self.parts] or pool, True
        if ahead:
            last = self._heads_of_last_sentence(ahead)
            earlier = [c for c in ahead if c.sentence < ahead[-1].sentence and c not in self.parts and c.depth == 0]
            return [*earlier[-_LOOK_BACK:], *last] if last else [], True
        return self._heads_of_last_sentence(before), True

    def _based_on_shares(self, totals: list[Claim], parts: list[Claim], earlier: Sequence[Claim]) -> list[Claim]:
        """The total that the shares of the parts are taken from, where it is not the nearest count."""
        with_share = [part for part in parts if part in self.shares]
        if len(with_share) < 2:
            return totals
        candidates = [
            *totals,
            *(c for c in reversed(earlier[-_LOOK_BACK:]) if comparable(c, parts[0]) and c not in totals),
        ]

        def agreeing(total: Claim) -> int:
            return sum(is_share(part, self.shares[part], total) for part in with_share)

        best = max(candidates, key=agreeing)
        return [best] if agreeing(best) * 2 > len(with_share) and best is not totals[0] else totals

    def _heads_of_last_sentence(self, claims: Sequence[Claim]) -> list[Claim]:
        """The counts of the last sentence that are not parts of a list there."""
        if not claims:
            return []
        last = claims[-1]
        return [
            c
            for c in claims
            if c.passage is last.passage and c.sentence == last.sentence and c not in self.parts and c.depth == 0
        ]

    def _assign(
        self, heads: list[Claim], behind: list[Claim], group: int, opens_group: bool, position: int
    ) -> Iterator[tuple[list[Claim], list[Claim]]]:
        """Heads with their parts: one for each column of counts in the items of the list."""
        rows = rows_of(behind, group, opens_group, position)
        if not rows:
            return
        width = min(len(row) for row in rows)
        if len(rows) > 1 and width > 1 and len(heads) >= width and all(len(row) == width for row in rows):
            for column in range(width):
                yield [heads[-width:][column]], [row[column] for row in rows]
            return
        everything = [claim for row in rows for claim in row]
        by_name = heads_by_name(heads, everything)
        if by_name:
            yield from by_name
            return
        nearest = list(reversed(heads))
        options = [everything, rows[0]]
        if len(rows) > 1 and width > 1:
            options.insert(0, [row[0] for row in rows])
        for total in nearest:
            for option in options:
                parts = next(iter(endings(option, total)))
                if len(parts) > 1 and adds_up(total, parts):
                    yield [total], list(parts)
                    return
        if nested_in_first(everything):
            yield nearest, everything[:1]
            yield everything[:1], everything[1:]
        elif len(rows) > 1 and not opens_group and not alike(everything):
            yield nearest, list(next(iter(endings(rows[0], nearest[0]))))
        elif len(rows) > 1 and width > 1:
            yield nearest, options[0]
        else:
            yield nearest, list(next(iter(endings(everything, nearest[0]))))

    # ---- 3607件(甲349件、乙933件)

    def _bracketed(self, passage: Passage, counts: list[Claim]) -> None:
        for index, claim in enumerate(counts):
            inside = []
            for other in counts[index + 1 :]:
                if other.depth <= claim.depth or other.sentence != claim.sentence:
                    break
                inside.append(other)
            inside = [c for c in inside if c.depth == claim.depth + 1 and comparable(claim, c)]
            opens = passage.text.text[claim.end : claim.end + 1 + len(claim.after)].strip()
            if len(inside) >= _FEWEST_UNMARKED and not self.parts.issuperset(inside) and len(opens) <= 12:
                behind = passage.text.text[claim.end + len(claim.after) : inside[0].start]
                if "(" in behind[:3]:
                    self._add(Mark.BRACKETS, [claim], inside)

    # ---- 甲3件,乙5件,共8件

    def _summed_up(self, counts: list[Claim]) -> None:
        for index, claim in enumerate(counts):
            if not claim.marks & {"TOTAL", "THIS_YEAR"} or claim in self.totals or claim in self.parts:
                continue
            said = so_many(claim)
            before = counts[:index] if said is None else [c for c in counts[:index] if c.start < said.start]
            parts: list[Claim] = []
            for other in reversed(before):
                if other.sentence != claim.sentence or other.depth != claim.depth or other in self.parts:
                    break
                if (
                    other in self.totals
                    or "TOTAL" in other.marks
                    or not (comparable(other, claim) or _people(other, claim))
                ):
                    break
                parts.insert(0, other)
            short = "TOTAL" in claim.marks and len(claim.before) <= 4
            if not all(comparable(part, claim) for part in parts) and not complementary(parts):
                continue
            if said is not None and len(parts) == said.number:
                self._add(Mark.SUMMED_UP, [claim], parts, complete=True)
            elif len(parts) >= _FEWEST_UNMARKED and (
                (short and adds_up(claim, parts)) or ("THIS_YEAR" in claim.marks and complementary(parts))
            ):
                self._add(Mark.SUMMED_UP, [claim], parts)

    # ---- parallel wording

    def _parallel(self, counts: list[Claim], before: list[Claim]) -> None:
        for run in self._runs(counts):
            first = run[0]
            index = bisect_left(counts, first.start, key=_START)
            earlier = [*before, *counts[max(0, index - _FAR_BACK) : index]][-_FAR_BACK:]
            heads = [c for c in reversed(earlier) if c.depth == 0 and comparable(c, first)][:_LOOK_BACK]
            exact = [c for c in heads if exceeds(c, run) and telling(c, run) and adds_up(c, run)]
            if exact:
                self._add(Mark.PARALLEL, exact[:1], run)
                continue
            with_share = [c for c in run if c in self.shares]
            if len(with_share) < 2 or len(with_share) * 2 < len(run):
                continue
            based = [
                c
                for c in heads
                if 2 * sum(is_share(part, self.shares[part], c) for part in with_share) > len(with_share)
            ]
            if based:
                self._add(Mark.PARALLEL, based[:1], run)

    def _runs(self, counts: list[Claim]) -> Iterator[list[Claim]]:
        """Counts of one sentence and unit that follow each other and belong to no list yet."""
        run: list[Claim] = []
        for claim in counts:
            if claim in self.parts or claim.depth:
                continue
            if run and (
                claim.passage is not run[0].passage
                or claim.sentence != run[0].sentence
                or not comparable(run[0], claim)
                or "TOTAL" in claim.marks
            ):
                if len(run) >= _FEWEST_UNMARKED:
                    yield from self._tails(run)
                run = []
            run.append(claim)
        if len(run) >= _FEWEST_UNMARKED:
            yield from self._tails(run)

    def _tails(self, run: list[Claim]) -> Iterator[list[Claim]]:
        """The first count of a run can be the total of the others."""
        if (
            len(run) > _FEWEST_UNMARKED
            and exceeds(run[0], run[1:])
            and (
                "TOTAL" in run[0].marks
                or (run[0] not in self.shares and all(c in self.shares for c in run[1:]))
                or (telling(run[0], run[1:]) and adds_up(run[0], run[1:]))
            )
        ):
            yield run[1:]
        elif "TOTAL" not in run[0].marks:
            yield run

    def _add(
        self,
        mark: Mark,
        totals: Iterable[Claim],
        parts: list[Claim],
        *,
        complete: bool = False,
        joint: tuple[Claim, ...] = (),
    ) -> None:
        totals = tuple(totals)
        others = mark is not Mark.PARALLEL and "OTHERS" in parts[-1].marks
        complete = complete or mark is Mark.DIVIDED or (len(parts) > 1 and (others or complementary(parts)))
        self.found.append(Breakdown(totals, tuple(parts), mark, complete, alike(parts), overlapping(parts), joint))
        self.parts.update(parts)
        self.totals.update(totals[:1])


def _joint(total: Claim, heads: Sequence[Claim]) -> tuple[Claim, ...]:
    """The counts around a total that can be meant together with it: 办理建议27件、提案45件,其中主办件51件. Those
    joined in its clause, or the parallel counts of the sentence before."""
    beside = [c for c in heads if c.sentence == total.sentence and c.clause == total.clause]
    if len(beside) > 1:
        return tuple(beside)
    row = [c for c in heads if c.sentence == total.sentence]
    return tuple(row) if len(row) > 2 else ()


def _unit(count: Claim) -> str:
    assert count.quantity is not None
    return count.quantity.unit.removeprefix("万")


def _people(*counts: Claim) -> bool:
    """Whether all count persons, as heads (人) or as attendances (人次)."""
    return all(count.quantity is not None and count.quantity.group.startswith("PERSON") for count in counts)


def _continued(totals: list[Claim], parts: list[Claim], following: Sequence[Claim]) -> list[Claim]:
    """A list can go on in the next sentence: the parts that follow belong to it if that makes the sum right."""
    more = [c for c in following if c.sentence == parts[-1].sentence + 1 and comparable(c, parts[0]) and c.depth == 0]
    if adds_up(totals[0], parts):
        return parts
    for length in range(1, len(more) + 1):
        if adds_up(totals[0], [*parts, *more[:length]]):
            return [*parts, *more[:length]]
    return parts
