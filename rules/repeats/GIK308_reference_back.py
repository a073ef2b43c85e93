"""A number that is taken up again is the one that was stated: 答复94件。答复的94件中,…"""

from collections.abc import Iterator, Sequence

from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.naming import name_of
from gikaudit.parsing.sums import comparable, interval_of, total_of
from gikaudit.patterns import compiled
from gikaudit.relation import Comparison, Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_LOOK_BACK = 40
_OF_THEM = compiled(r"^[\w“”《》]{0,12}?(?:中|当中|之中|里)(?:[,:]|$)")
"""What stands behind the number: 件中, 件申请中, 条政府信息中."""
_OPENINGS = compiled(r"^(?:在|对|上述|以上|这|前述|目前|现已|已|其中|全年|今年|本年|当年|年内|[共所总]|[,\s])+")
_LITTLE = compiled(r"[已共均曾年内期间全今本各截至止底末日前月\W\d]+|同比|目前|累计|先后|及时|依法")
_FEWEST = 2
_LONGEST = 12


class ReferenceBack(Rule):
    code = "GIK308"
    name = "reference-differs"
    title = Words("再次提及的数量与前文不符", "A number is taken up again as another one")
    level = Level.WARNING
    precision = "medium"
    message = Words(
        "前文“{row}”为{computed}，此处再次提及时为{stated}，相差{difference}。",
        "“{row}” is {computed} before and is taken up again here as {stated}: {difference} apart.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for claim in report.claims:
            words = _taken_up(claim)
            if not words:
                continue
            before = [one for one in report.counts_before(claim, _LOOK_BACK) if comparable(one, claim)]
            stated = [one for one in before if _is_called(one, words)]
            if len({one.operand.shown for one in stated}) != 1:
                continue
            same = interval_of(claim).meets(interval_of(stated[-1]))
            if same or not _accounted_for(claim, before):
                yield Relation((Comparison(claim.operand, "=", stated[-1].operand),), values={"row": words})


def _accounted_for(claim: Claim, before: Sequence[Claim]) -> bool:
    """Whether a number is another one stated before, or what two or three neighbours make together."""
    return any(
        interval_of(claim).meets(total_of(before[start : start + size]))
        for size in (1, 2, 3)
        for start in range(len(before) - size + 1)
    )


def _taken_up(claim: Claim) -> str:
    """What a count is of that speaks of something stated before: 答复 for 答复的94件中; "" for all others."""
    if claim.kind is not Kind.COUNT or not claim.before.endswith("的") or not _OF_THEM.match(claim.after):
        return ""
    if claim.quantity is None or not claim.quantity.exact:
        return ""
    words = _OPENINGS.sub("", claim.before[:-1])
    return words if _FEWEST <= len(words) <= _LONGEST and words.isalnum() else ""


def _is_called(claim: Claim, words: str) -> bool:
    """Whether a count is called so and is of no part and of no other year."""
    if claim.quantity is None or not claim.quantity.exact or claim.marks & {"LAST_YEAR", "COMPARED"}:
        return False
    name = name_of(claim)
    if name is None:
        return False
    place = name.before.rfind(words)
    return place >= 0 and not _LITTLE.sub("", name.before[:place] + name.before[place + len(words) :])
