"""Where all applications are said to be answered or closed, as many are answered or closed as came in."""

from collections.abc import Iterator

from gikaudit.evaluate import value_of
from gikaudit.explain import number as number_of
from gikaudit.parsing.claims import Kind
from gikaudit.parsing.scope import Who
from gikaudit.relation import Comparison, Const, Level, Operand, Relation, Sum, term_operands
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_RECEIVED = "received"
_NEW = "new"
_CLOSED = "closed"
_CARRIED_IN = "carried_in"
_LEFT = "carried_out"
_DEALT_WITH = ("closed", "answered")
_APPLICATIONS = ("申请", "政府信息公开申请", "依申请公开申请", "信息公开申请")
_ALL_APPLICATIONS = (
    "收到的申请",
    "所有申请",
    "全部申请",
    "受理的申请",
    "收到的政府信息公开申请",
    "所有政府信息公开申请",
    "各类申请",
)
_IN_TIME = ("按时", "按期", "及时", "如期", "限时")
_DONE = ("办结", "办理", "答复", "回复")


class AllAnswered(Rule):
    code = "GIK303"
    name = "all-answered-contradicted"
    title = Words("“均已答复”“全部办结”与数量不符", "“All answered” contradicts the numbers")
    level = Level.WARNING
    message = Words(
        "文中称{received}申请{statement}，而“{label}”为{stated}，相差{difference}。",
        "The text says of {received} applications “{statement}”, but “{label}” is {stated}: {difference} apart.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for number, claim in enumerate(report.claims):
            if claim.kind is not Kind.ALL or claim not in report.meanings or report.scopes[claim].who is Who.PART:
                continue
            yield from _rates(report, number)
            if report.carried_over and report.left_open:
                continue
            for id in report.meanings[claim].indicators:
                whole = _whole(report, number, id) if id.startswith(_DEALT_WITH) else None
                if whole is not None:
                    yield from _relations(report, number, id, whole)


def _relations(report: Report, number: int, id: str, whole: Operand) -> Iterator[Relation]:
    claim = report.claims[number]
    statement = claim.passage.text.text[claim.start : claim.end] + claim.after
    said_here = Operand(whole.interval, statement, "", statement, claim.span)
    values = {"received": whole.shown, "statement": statement}
    left = [Comparison(term, "=", Const(0)) for terms in report.numbers(_LEFT) for term in terms]
    # where some came in the year before, more are answered than are spoken of
    answered = [] if report.carried_over else [term for terms in report.numbers(id) for term in terms]
    readings = left or [Comparison(term, "=", whole) for term in answered]
    if readings:
        level = Level.NOTE if left and _only_in_time(statement) else None
        yield Relation(tuple(readings), level=level, primary=said_here, values=values)
    elif not report.carried_over:
        for parts in _listed(report, number):
            total = value_of(parts)
            if total.exact and total.low is not None:
                listed = " + ".join(operand.label for operand in term_operands(parts))
                values |= {"label": listed, "stated": number_of(total.low, whole) + whole.unit}
                yield Relation((Comparison(whole, "=", parts),), primary=said_here, values=values)


def _only_in_time(statement: str) -> bool:
    """Whether a clause may speak of the answers given: 均在法定期限内答复, but not 均已按期答复."""
    in_time = any(word in statement for word in (*_IN_TIME, "期限", "时限"))
    return in_time and "已" not in statement and not statement.startswith(("全部", "全都", "悉数"))


def _whole(report: Report, number: int, id: str) -> Operand | None:
    """How many applications 均已… is said of: the count that the sentence states before, or where it speaks of
    所有申请, the number received."""
    claim = report.claims[number]
    for other in reversed(report.claims[max(0, number - 6) : number]):
        if other.passage is not claim.passage or other.sentence != claim.sentence:
            break
        if other.kind is not Kind.COUNT:
            continue
        about = report.meanings[other].indicators if other in report.meanings else ()
        if _CARRIED_IN in about and other.clause != claim.clause:
            continue  # 新收43件,上年结转3件,均已答复
        if _RECEIVED in about or _NEW in about or (id.startswith(_CLOSED) and id != _CLOSED and _CLOSED in about):
            return other.operand if any(other in report.stated.get(one, ()) for one in about) else None
        return other.operand if other.after.startswith(_APPLICATIONS) and not other.lead_in.strip() else None
    words = claim.lead_in + claim.before
    if claim.before != "申请" and not any(word in words for word in _ALL_APPLICATIONS):
        return None
    received = (term for id in (_RECEIVED, _NEW) for terms in report.numbers(id) for term in terms)
    return next((term for term in received if isinstance(term, Operand)), None)


def _listed(report: Report, number: int) -> Iterator[Sum]:
    """均已办结,其中按时办结30件,延期办结4件: what the sentence goes on to divide them into."""
    claim = report.claims[number]
    behind = report.claims[number + 1 : number + _MOST_PARTS]
    same = [other for other in behind if other.passage is claim.passage and other.sentence == claim.sentence]
    named = {id: other for other in same if other in report.meanings for id in report.meanings[other].indicators}
    for total, ways in report.form.totals.items():
        for parts in ways if total in _DEALT_WITH else ():
            if named.keys() >= set(parts):
                yield Sum(tuple(named[id].operand for id in parts))


_MOST_PARTS = 16


def _rates(report: Report, number: int) -> Iterator[Relation]:
    """已全部办结, 办结率100%: where all are, the rate of the same sentence is 100%."""
    claim = report.claims[number]
    for other in report.claims[number + 1 : number + 4]:
        if other.passage is not claim.passage or other.sentence != claim.sentence:
            return
        if other.kind is Kind.RATE and _names_done(other.before) and _names_done(claim.after):
            statement = claim.passage.text.text[claim.start : claim.end] + claim.after
            if any(word in other.before and word not in claim.before + statement for word in _IN_TIME):
                continue  # 已全部办结,按时办结率96%
            yield Relation(
                (Comparison(other.operand, "=", Const(100)),), values={"received": "", "statement": statement}
            )


def _names_done(words: str) -> bool:
    return any(word in words for word in _DONE)
