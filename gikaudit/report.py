"""A report as it was read: what the rules look at."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from gikaudit.document import Document
from gikaudit.forms import Form
from gikaudit.interval import exactly
from gikaudit.parsing.breakdown import Breakdown
from gikaudit.parsing.claims import Claim, Kind, Passage
from gikaudit.parsing.enumerations import Enumeration, Repetition
from gikaudit.parsing.form_table import FormTable, TableProblem
from gikaudit.parsing.meaning import Meaning
from gikaudit.parsing.organ import other_report, speaks_of_place
from gikaudit.parsing.outline import Outline
from gikaudit.parsing.rows import Announced, Row
from gikaudit.parsing.scope import Context, Scope, When, Who, scope_of
from gikaudit.parsing.years import YearMention
from gikaudit.patterns import compiled
from gikaudit.relation import Operand, Term

_CARRYING_OVER = (
    *("结转", "转结", "跨年", "未办结", "未答复", "尚未", "遗留"),
    *("转入", "顺延", "延续", "递延", "接转"),
)
_CARRIED_OVER = compiled(
    r"结转|转结|跨年"
    r"|(?:上一?年度?|去年|20\d\d年)[^,;。]{0,12}(?:未办结|未答复|尚未|遗留|转入|顺延|延续|递延|接转)"
    r"|(?:转入|接转|顺延|延续)[^,;。]{0,4}(?:本年|今年|下一?年|20\d\d年)"
)
_CAME_IN = compiled(
    r"(?:上一?年度?|去年度?|前一年度?|往年|年初)(?:的|所|已)?结转|结转(?:自|于)?(?:上一?年|去年|[至到入]?(?:本年|今年))"
    r"|(?:无|没有|未|不存在)[^,;。]{0,6}结转|结转[^,;。\d]{0,16}(?:0|零)(?!\d)"
)
"""上年结转3件 came in; 无结转 says that nothing is left."""
_LEFT_OPEN = compiled(
    r"(?:((?:19|20)\d\d) ?年度?)?(?:结转|转结|顺延|延续|递延|接转)|转[至入到]?[下次明]|跨年"
    r"|正在办|正在处理|在办|待办|待答|尚未|尚在|未到期|未届|未办结|未答复|未到[^,;。]{0,6}期"
)


@dataclass(frozen=True, eq=False, repr=False)
class Report:
    """Everything read from a document.

    form       the form of its table, or the one in use in its year: the vocabulary of its narrative
    tables     the official forms found
    problems   tables that look like a form and could not be read
    passages   the paragraphs of the narrative
    claims     what the narrative says with numbers, in order
    shares     the share of each count that has one
    bases      the base of each share that names it with its number: 占总数75件的
    breakdowns totals and their parts
    meanings   the indicators each claim is about
    years      where the report says which year it is for
    organ      whose report it is, as its title says; "" where it does not
    office     whether that is the office of a government
    rows       names with their values in order
    announced  numbers of things that have one value each
    """

    document: Document
    form: Form
    tables: tuple[FormTable, ...]
    problems: tuple[TableProblem, ...]
    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    shares: dict[Claim, Claim]
    bases: dict[Claim, Claim]
    breakdowns: tuple[Breakdown, ...]
    meanings: dict[Claim, Meaning]
    outline: Outline
    enumerations: tuple[Enumeration, ...]
    sections: Claim | None
    repetitions: tuple[Repetition, ...]
    years: tuple[YearMention, ...]
    organ: str
    office: bool
    rows: tuple[Row, ...]
    announced: tuple[Announced, ...]

    @property
    def year(self) -> int | None:
        """The year the report is for, as first said."""
        return self.years[0].year if self.years else None

    @cached_property
    def carried_over(self) -> bool:
        """Whether the narrative speaks of applications carried over from the year before: more can be answered
        than came in."""
        texts = (passage.text.text for passage in self.passages)
        # most texts have none of these words, and words are found faster than the pattern
        return any(_CARRIED_OVER.search(text) for text in texts if any(word in text for word in _CARRYING_OVER))

    @cached_property
    def left_open(self) -> bool:
        """Whether the narrative speaks of applications that are not dealt with yet, or go over to the next year."""
        for passage in self.passages if self.carried_over else ():
            for found in _LEFT_OPEN.finditer(_CAME_IN.sub("", passage.text.text)):
                if found[1] is None or self.year is None or int(found[1]) >= self.year:
                    return True
        return False

    @cached_property
    def scopes(self) -> dict[Claim, Scope]:
        """Whose number each claim with a meaning is, and for what time."""
        return {claim: self._scope(claim) for claim in self.meanings}

    def _scope(self, claim: Claim) -> Scope:
        """A part of a list is of whom its total is; if it is the same quantity as its total, it is a part's."""
        scope = self._own_scope(claim)
        breakdown = self.parts.get(claim)
        if breakdown is None or scope.who is Who.PART:
            return scope
        total = breakdown.totals[0]
        if total in self.meanings and set(self.meanings[total].indicators) & set(self.meanings[claim].indicators):
            return scope._replace(who=Who.PART)
        return scope._replace(who=self._own_scope(total).who) if scope.who is Who.OPEN else scope

    def _own_scope(self, claim: Claim) -> Scope:
        if self._other_report is not None and claim.passage.number > self._other_report:
            return Scope(Who.PART, When.OTHER)
        known = self._own_scopes
        if claim not in known:
            headings = self.outline.headings(claim.passage.number, claim.start)
            known[claim] = scope_of(claim, self._context, headings)
        return known[claim]

    @cached_property
    def _own_scopes(self) -> dict[Claim, Scope]:
        """What was found out: a total is asked for by each of its parts."""
        return {}

    @cached_property
    def _other_report(self) -> int | None:
        return other_report(self.passages, self.organ)

    @cached_property
    def _context(self) -> Context:
        return Context(
            self.year,
            self.organ,
            self.office and bool(self.form.grids),
            speaks_of_place(self.passages, titled=bool(self.organ)),
        )

    @cached_property
    def _counts(self) -> list[Claim]:
        return [claim for claim in self.claims if claim.kind is Kind.COUNT]

    @cached_property
    def _count_positions(self) -> list[tuple[int, int]]:
        return [claim.position for claim in self._counts]

    def counts_before(self, claim: Claim, most: int) -> list[Claim]:
        """The counts that stand before a claim, at most so many, in order."""
        end = bisect_left(self._count_positions, claim.position)
        return self._counts[max(0, end - most) : end]

    def changes_before(self, claim: Claim, most: int) -> list[Claim]:
        """The changes among so many claims right before a claim, in order."""
        end = bisect_left(self._positions, claim.position)
        return [c for c in self.claims[max(0, end - most) : end] if c.kind in (Kind.INCREASE, Kind.DECREASE)]

    @cached_property
    def _positions(self) -> list[tuple[int, int]]:
        return [claim.position for claim in self.claims]

    @cached_property
    def parts(self) -> dict[Claim, Breakdown]:
        """The list each part belongs to."""
        return {part: breakdown for breakdown in self.breakdowns for part in breakdown.parts}

    @cached_property
    def lists(self) -> dict[Passage, list[Breakdown]]:
        """The lists of each passage."""
        lists: dict[Passage, list[Breakdown]] = {}
        for breakdown in self.breakdowns:
            lists.setdefault(breakdown.totals[0].passage, []).append(breakdown)
        return lists

    @cached_property
    def stated(self) -> dict[str, list[Claim]]:
        """The claims that state an indicator for the whole and for the report year, by indicator."""
        stated: dict[str, list[Claim]] = {}
        for claim, meaning in self.meanings.items():
            scope = self.scopes[claim]
            if claim.kind is not Kind.COUNT or scope.who is Who.PART:
                continue
            for id in meaning.indicators:
                stock = scope.when is When.SINCE and self.form.by_id[id].stock
                if scope.when is When.YEAR or stock:
                    stated.setdefault(id, []).append(claim)
        return {id: whole for id, claims in stated.items() if (whole := _without_rivals(claims))}

    @cached_property
    def cumulative(self) -> dict[str, list[Claim]]:
        """The claims that state an indicator for the whole and since some earlier year, by indicator."""
        cumulative: dict[str, list[Claim]] = {}
        for claim, meaning in self.meanings.items():
            scope = self.scopes[claim]
            if claim.kind is Kind.COUNT and scope.who is not Who.PART and scope.when is When.SINCE:
                for id in meaning.indicators:
                    if not self.form.by_id[id].stock:
                        cumulative.setdefault(id, []).append(claim)
        return cumulative

    @property
    def stated_of_cells(self) -> dict[str, frozenset[int]]:
        """The numbers that the narrative states for cells of the tables."""
        found: dict[str, set[int]] = {}
        for table in self.tables:
            for claims, since in ((self.stated, False), (self.cumulative, True)):
                for id, said in claims.items():
                    cells = [ids[0] for ids in table.cells(id, cumulative=since) if len(ids) == 1]
                    numbers = {int(low) for claim in said if (low := claim.operand.interval.low) is not None}
                    for cell in cells[:1]:
                        found.setdefault(cell, set()).update(numbers)
        return {cell: frozenset(numbers) for cell, numbers in found.items()}

    def numbers(self, id: str) -> list[tuple[Term, ...]]:
        """The numbers that the report gives for an indicator, each with what it can be: those of its tables, else
        what its narrative states first."""
        filled = [terms for table in self.tables if (terms := table.terms(id))]
        return filled or [(claim.operand,) for claim in self.stated.get(id, ())[:1]]

    @cached_property
    def denied(self) -> dict[str, Claim]:
        """The clauses that say there was none, for the whole and the report year, by indicator."""
        denied: dict[str, Claim] = {}
        for claim, meaning in self.meanings.items():
            scope = self.scopes[claim]
            if claim.kind is Kind.ZERO and scope.who is not Who.PART and scope.when is When.YEAR:
                for id in meaning.indicators:
                    denied.setdefault(id, claim)
        return denied


def nothing(claim: Claim) -> Operand:
    """The zero that a clause such as 没有收到举报投诉 states."""
    words = claim.passage.text.text[claim.start : claim.end] + claim.after
    return Operand(exactly(0), words, "0", words, claim.span)


def _without_rivals(claims: list[Claim]) -> list[Claim]:
    """Claims of one quantity, but for those that one sentence gives different numbers: each is of a part
    (门户网站公开715条,部门网站公开267条)."""
    if len(claims) < 2:
        return claims
    numbers: dict[tuple[int, int], set[tuple[object, object]]] = {}
    for claim in claims:
        interval = claim.operand.interval
        numbers.setdefault((claim.passage.number, claim.sentence), set()).add((interval.low, interval.high))
    return [claim for claim in claims if len(numbers[claim.passage.number, claim.sentence]) == 1]
