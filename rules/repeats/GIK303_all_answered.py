"""Where all applications are said to be answered or closed, as many are answered or closed as came in."""

from collections.abc import Iterator

from gikaudit.parsing.claims import Kind
from gikaudit.parsing.scope import Who
from gikaudit.relation import Comparison, Const, Level, Operand, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_RECEIVED = "received"
_NEW = "new"
_CLOSED = "closed"
_LEFT = "carried_out"
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
            if report.carried_over:
                continue
            for id in report.meanings[claim].indicators:
                whole = _whole(report, number, id)
                if whole is None:
                    continue
                statement = claim.passage.text.text[claim.start : claim.end] + claim.after
                left = [Comparison(term, "=", Const(0)) for terms in report.numbers(_LEFT) for term in terms]
                answered = [Comparison(term, "=", whole) for terms in report.numbers(id) for term in terms]
                readings = left or answered
                if readings:
                    said_here = Operand(whole.interval, statement, "", statement, claim.span)
                    values = {"received": whole.shown, "statement": statement}
                    level = Level.NOTE if left and _only_in_time(statement) else None
                    yield Relation(tuple(readings), level=level, primary=said_here, values=values)


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
        if _RECEIVED in about or _NEW in about or (id.startswith(_CLOSED) and id != _CLOSED and _CLOSED in about):
            return other.operand if any(other in report.stated.get(one, ()) for one in about) else None
        return other.operand if other.after.startswith(_APPLICATIONS) and not other.lead_in.strip() else None
    words = claim.lead_in + claim.before
    if claim.before != "申请" and not any(word in words for word in _ALL_APPLICATIONS):
        return None
    received = (term for id in (_RECEIVED, _NEW) for terms in report.numbers(id) for term in terms)
    return next((term for term in received if isinstance(term, Operand)), None)


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
