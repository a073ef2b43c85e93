"""What the narrative says with each number: counts with the words around them, shares, rates, changes.

A claim keeps the words before and behind its number, the markers among them, and where it stands in the
hierarchy of the punctuation: passage, sentence (。), group (;), clause (,) and brackets.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from operator import attrgetter

from gikaudit.document import Text
from gikaudit.parsing.elements import Element
from gikaudit.patterns import compiled
from gikaudit.quantity import Quantity
from gikaudit.relation import Operand
from gikaudit.source import Span

_START = attrgetter("start")


class Kind(StrEnum):
    """What a claim says."""

    COUNT = "count"
    SHARE = "share"
    RATE = "rate"
    INCREASE = "increase"
    DECREASE = "decrease"
    AVERAGE = "average"
    OTHER = "other"
    """A percentage, or a number of times, that no word says more about."""
    ZERO = "zero"
    """A clause that says that there was none."""
    ALL = "all"
    """A clause that says that all of them were."""


@dataclass(frozen=True, eq=False, repr=False)
class Passage:
    """A paragraph of the narrative with its elements. ``number`` counts passages from 0."""

    number: int
    text: Text
    elements: tuple[Element, ...]

    def between(self, low: int, high: int) -> Iterator[Element]:
        """The elements that begin in a stretch of the text."""
        elements = self.elements
        for index in range(bisect_left(elements, low, key=_START), len(elements)):
            if elements[index].start >= high:
                return
            yield elements[index]


@dataclass(frozen=True, eq=False, repr=False)
class Claim:
    """One statement with a number (a ZERO or ALL claim has none).

    before, after   the words before the number back to the last boundary, and behind it up to the next
    low             where ``before`` begins in the passage
    start, end      positions in the passage; of the clause for a claim without number
    sentence, group, clause   numbers of these units within the passage, counted through
    depth           how many brackets it stands in
    marks           the markers among the words before
    lead_in         the words of the sentence before ``before``
    lead_marks      the markers in lead_in, with their distance in clauses
    """

    kind: Kind
    quantity: Quantity | None
    passage: Passage
    low: int
    start: int
    end: int
    sentence: int
    group: int
    clause: int
    depth: int
    before: str
    after: str
    marks: frozenset[str]
    lead_in: str
    lead_marks: tuple[str, ...]
    span: Span

    @cached_property
    def operand(self) -> Operand:
        """The number as an operand of relations. Raises ValueError for a claim without number."""
        quantity = self.quantity
        if quantity is None:
            raise ValueError("the claim states no number")
        return Operand(
            quantity.interval,
            quantity.text,
            quantity.number,
            self.before or self.after,
            quantity.digits,
            quantity.cut,
            quantity.step,
            quantity.scale,
            quantity.unit,
        )

    @cached_property
    def words(self) -> str:
        """The words around the number, with # in its place."""
        return f"{self.before}#{self.after}"

    @property
    def position(self) -> tuple[int, int]:
        """Where it stands, for ordering."""
        return self.passage.number, self.start


_KINDS = {
    "share": Kind.SHARE,
    "rate": Kind.RATE,
    "increase": Kind.INCREASE,
    "decrease": Kind.DECREASE,
    "average": Kind.AVERAGE,
}
_NUMBERS = {"count", "numeral", "percentage", "points", "times"}
_NUMBERING = {"LEVEL_0", "LEVEL_1", "LEVEL_2", "LEVEL_3", "LEVEL_4", "LEVEL_5", "ITEM_MARK"}
_ENDS = {"COMMA", "SEMICOLON", "COLON", "STOP"}
_BOUNDARIES = _ENDS | _NUMBERING | {"AMONG", "DIVIDED", "RESPECTIVELY", "OPEN", "CLOSE", "SHARE_OF"}
_CLAUSE_ENDS = _ENDS | _NUMBERING
_STRUCTURE = _BOUNDARIES | {"PAUSE", "AND"}
_ENDS_OF_WORDS = _NUMBERS | _BOUNDARIES | {"PAUSE"}
_STATING = _NUMBERS | {"NOTHING", "UNIVERSAL"}
"""What a claim is made of."""
_NO_MARKS = _NUMBERS | _ENDS | {"OPEN_QUOTE", "CLOSE_QUOTE"}


def read_claims(passage: Passage) -> list[Claim]:
    """The claims of a passage in order."""
    kinds = [element.kind for element in passage.elements]
    if _STATING.isdisjoint(kinds):
        return []
    return _Reader(passage).claims()


_MORE_OR_LESS = compiled(
    r"(?:(?:比|较)[^,;。]{1,24}?|[同环]比)(多|少|高|低|[增减](?=[收支]))"
    r"(?:了|出|收|支|公开|受理|办结|发布|(?:收到|受理|办结|答复|公开|制发)[^,;。]{1,16})? *$"
)
"""办结数比收到数多1件, 比上年14件多5件 and 比上年增收13亿元 state a difference, no count; $ is the place where the
search ends."""
_LONGEST_VERB = 4
_LONGEST_COMPARED = 40
_LONGEST_LEAD_IN = 400
_LONGEST_CLAUSE = 200
"""Text without punctuation has no clauses."""
_LOOK_BACK = 32
"""So many markers before a claim are kept; longer sentences have no structure left."""


@dataclass(eq=False, repr=False)
class _Reader:
    passage: Passage
    sentence: int = 0
    group: int = 0
    clause: int = 0
    sentence_start: int = 0
    mark_kinds: list[str] = field(default_factory=list)
    mark_starts: list[int] = field(default_factory=list)
    """The markers of the sentence so far."""
    clause_start: int = 0
    boundary: int = 0
    number_open: bool = False
    brackets: list[tuple[int, int]] = field(default_factory=list)
    """For each open bracket the boundary before it and the number of claims found before it."""
    found: list[Claim] = field(default_factory=list)

    def claims(self) -> list[Claim]:
        mark_kinds, mark_starts = self.mark_kinds, self.mark_starts
        for index, element in enumerate(self.passage.elements):
            kind = element.kind
            if kind not in _NO_MARKS:
                mark_kinds.append(kind)
                mark_starts.append(element.start)
            if kind in _NUMBERS:
                if element.quantity is not None and not self._bare_numeral(index):
                    self._number(index)
                    self.boundary = element.end
                    self.number_open = True
            elif kind in _STRUCTURE:
                self._mark(element)
            elif kind in _STATING:
                self._statement(index)
        return self.found

    def _mark(self, element: Element) -> None:
        kind = element.kind
        if kind == "OPEN":
            self.brackets.append((self.boundary, len(self.found)))
            self.boundary = element.end
        elif kind == "CLOSE":
            boundary, before = self.brackets.pop() if self.brackets else (element.end, -1)
            self.boundary = boundary if before == len(self.found) else element.end
        elif kind in _BOUNDARIES or (kind in ("PAUSE", "AND") and self._ends_item()):
            self.boundary = element.end
        if kind not in _CLAUSE_ENDS:
            return
        self.number_open = False
        self.clause += 1
        self.clause_start = element.end
        if kind == "SEMICOLON" and not self.brackets:
            self.group += 1
        if kind == "STOP":
            self.sentence += 1
            self.group += 1
            self.brackets.clear()
            self.sentence_start = element.end
            self.mark_kinds.clear()
            self.mark_starts.clear()

    def _bare_numeral(self, index: int) -> bool:
        """A Chinese numeral without unit is part of a word, unless it says how many parts follow."""
        element = self.passage.elements[index]
        if element.kind != "numeral" or element.quantity is None or element.quantity.group:
            return False
        following = self.passage.elements[index + 1] if index + 1 < len(self.passage.elements) else None
        return following is None or following.kind not in ("GROUPS", "SECTIONS") or following.start != element.end

    def _ends_item(self) -> bool:
        """Whether a 、 or 和 ends an item of a list: a number stands in the item, not only a name."""
        last = self.found[-1] if self.found else None
        return self.number_open and last is not None and last.quantity is not None and last.end >= self.boundary

    def _number(self, index: int) -> None:
        element = self.passage.elements[index]
        assert element.quantity is not None
        if element.lead and not self._in_list(element):
            kind = _KINDS[element.lead]
        elif element.kind in ("count", "numeral"):
            low = max(self.clause_start, element.start - _LONGEST_COMPARED)
            found = _MORE_OR_LESS.search(self.passage.text.text, low, element.start)
            kind = (Kind.INCREASE if found[1] in "多高增" else Kind.DECREASE) if found else Kind.COUNT
        else:
            kind = Kind.OTHER
        end = self._next(index, _ENDS_OF_WORDS)
        self._add(index, kind, element.quantity, self.boundary, end, element.quantity.span)

    def _in_list(self, element: Element) -> bool:
        """Whether 降低12项 is one of several things done: 取消15项、降低12项、暂停9项."""
        text = self.passage.text.text
        verb = text[self.boundary : element.start]
        changed = element.lead in ("increase", "decrease") and element.kind in ("count", "numeral")
        return changed and len(verb) <= _LONGEST_VERB and text[max(0, self.boundary - 1) : self.boundary] == "、"

    def _statement(self, index: int) -> None:
        """没有…, 均已…: what the clause says without a number."""
        element = self.passage.elements[index]
        end = self._next(index, _ENDS)
        if end > element.end:
            kind = Kind.ZERO if element.kind == "NOTHING" else Kind.ALL
            self._add(index, kind, None, self.clause_start, end, self.passage.text.span(element.start, end))

    def _next(self, index: int, kinds: Set[str]) -> int:
        """Where the next element of some kinds begins; at most a sentence's length away."""
        elements = self.passage.elements
        limit = min(len(self.passage.text.text), elements[index].end + _LONGEST_CLAUSE)
        for number in range(index + 1, min(len(elements), index + _LONGEST_CLAUSE)):
            if elements[number].start >= limit:
                break
            if elements[number].kind in kinds:
                return elements[number].start
        return limit

    def _add(self, index: int, kind: Kind, quantity: Quantity | None, low: int, high: int, span: Span) -> None:
        text, elements = self.passage.text.text, self.passage.elements
        start, end = elements[index].start, elements[index].end
        low = max(min(low, start), start - _LONGEST_CLAUSE)
        own = bisect_left(self.mark_starts, low)
        marks = self.mark_kinds[own:]
        self.found.append(
            Claim(
                kind,
                quantity,
                self.passage,
                low,
                start,
                end,
                self.sentence,
                self.group,
                self.clause,
                len(self.brackets),
                text[low:start].strip(),
                text[end:high].strip(),
                frozenset(marks),
                text[max(self.sentence_start, low - _LONGEST_LEAD_IN) : low],
                tuple(self.mark_kinds[max(0, own - _LOOK_BACK) : own]),
                span,
            )
        )


def by_kind(claims: Iterable[Claim], *kinds: Kind) -> list[Claim]:
    """The claims of some kinds, in order."""
    return [claim for claim in claims if claim.kind in kinds]


def counts(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that count something."""
    return by_kind(claims, Kind.COUNT)
