"""What came in is what has been answered and what is pending: 收到22件,已答复21件,2件正在办理."""

from collections.abc import Iterator

from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.sums import comparable
from gikaudit.patterns import compiled
from gikaudit.relation import Comparison, Difference, Level, Relation, Sum
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_RECEIVED = {"received", "new"}
_DONE = {"closed", "answered"}
_CARRIED_IN = "carried_in"
_RESULT = "answer."
_MOST = 16
"""So many claims around a count are looked at."""
_PENDING = compiled(
    r"正在(?:办|处)理|正办理|(?:在|办理|处理)(?:之)?中|尚在办|在办|待办|待答|未办[结理]|未答复|未到[^#]{0,6}期|未届[^#]{0,6}期"
    r"|(?:结?转|顺延|延续)[至入到]?(?:下|次|明|20\d\d)"
)
_ANSWERED = compiled(
    r"^[,、]?(?:现|年内|全年|目前|截至目前)?(?:共|均|已|已经)*(?:办结|答复|回复|办理完毕|办完)(?:了|申请)?$"
)
_EARLIER = compiled(
    r"(?:上一?年|去年|往年|年初|前一年|20\d\d ?年)[^,;。]{0,8}(?:结转|转结|遗留|未办|未答|转入|延续|顺延)"
    r"|(?:上一?年|去年|20\d\d ?年)[^,;。]{0,6}(?:申请|收到|受理|提[交出])[^;。]{0,12}(?:办结|答复)"
    r"|结转自|结转[至到入]?(?:本年|今年)"
)


class DoneAndPending(Rule):
    code = "GIK212"
    name = "done-and-pending-differ-from-received"
    title = Words("正文：已办与在办之和与收到数不符", "Narrative: answered and pending do not make up what came in")
    level = Level.WARNING
    message = Words(
        "收到{stated}，已办与在办合计{computed}，相差{difference}；如含上年结转件，请在报告中说明。",
        "{stated} came in, answered and pending make {computed}: {difference} apart. If applications of last year are"
        " included, the report should say so.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        found = list(_sentences(report))
        earlier = [term for terms in report.numbers(_CARRIED_IN) for term in terms]
        if found and not earlier and any(_EARLIER.search(passage.text.text) for passage in report.passages):
            return
        for whole, done, pending in found:
            both = Sum((done.operand, pending.operand))
            more = [Comparison(whole.operand, "=", Difference(both, term)) for term in earlier]
            yield Relation((Comparison(whole.operand, "=", both), *more))


def _sentences(report: Report) -> Iterator[tuple[Claim, Claim, Claim]]:
    """Sentences that say how many came in, how many of them are done, how many are pending, and nothing else."""
    for number, whole in enumerate(report.claims):
        if not _is(whole, _RECEIVED, report) or not any(whole in report.stated.get(id, ()) for id in _RECEIVED):
            continue
        near = report.claims[max(0, number - _MOST) : number + _MOST]
        others = [claim for claim in near if claim is not whole and _beside(claim, whole)]
        counted = [c for c in others if not _is(c, {_CARRIED_IN}, report) and not _is_result(c, report)]
        pending = [claim for claim in counted if _PENDING.search(claim.words)]
        done = [c for c in counted if c not in pending and (_is(c, _DONE, report) or _ANSWERED.search(c.before))]
        if len(counted) == 2 and len(pending) == len(done) == 1 and whole.start < min(done[0].start, pending[0].start):
            yield whole, done[0], pending[0]


def _beside(claim: Claim, whole: Claim) -> bool:
    """Whether a count stands beside another in its sentence."""
    same = claim.passage is whole.passage and claim.sentence == whole.sentence and claim.depth == whole.depth
    return same and claim.kind is Kind.COUNT and comparable(claim, whole)


def _is(claim: Claim, ids: set[str], report: Report) -> bool:
    return claim in report.meanings and bool(ids & set(report.meanings[claim].indicators))


def _is_result(claim: Claim, report: Report) -> bool:
    return claim in report.meanings and report.meanings[claim].indicators[0].startswith(_RESULT)
