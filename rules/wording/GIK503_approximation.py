"""Approximation words neither contradict nor repeat each other: 近10余件, 80多万多人次."""

from collections import Counter
from collections.abc import Iterator

from gikaudit.relation import Level, Relation, Wording
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_NEVER_TOGETHER = (
    {"ABOUT", "NEARLY"},
    {"NEARLY", "AROUND"},
    {"OVER", "AND_ABOVE"},
    {"AT_LEAST", "AND_ABOVE"},
    {"AT_LEAST", "AROUND"},
    {"AT_MOST", "AND_BELOW"},
    {"ABOUT", "OVER"},
    {"ABOUT", "AT_LEAST"},
    {"ABOUT", "AT_MOST"},
    {"OVER", "AROUND"},
    {"AT_MOST", "AROUND"},
    {"AND_ABOVE", "AROUND"},
    {"AND_BELOW", "AROUND"},
)
"""大约近80万, 超过30件以上, 至少30件左右: each says it twice, or takes it back."""

_SPARE = (
    {"ABOUT", "AROUND"},
    {"ABOUT", "MORE"},
    {"MORE", "AROUND"},
    {"OVER", "MORE"},
    {"AT_LEAST", "MORE"},
    {"MORE", "AND_ABOVE"},
)
"""约30件左右, 超过30余件: everyday usage, in which one of the two is enough."""


class Approximation(Rule):
    code = "GIK503"
    name = "approximation-contradictory"
    title = Words("约数词自相矛盾或重复", "Approximation words contradict or repeat each other")
    level = Level.WARNING
    message = Words("“{found}”的约数词{problem}。", "The approximation words of “{found}” {problem_en}.")

    def relations(self, report: Report) -> Iterator[Relation]:
        for claim in report.claims:
            quantity = claim.quantity
            if quantity is None or not quantity.approximate:
                continue
            words = [word for word in quantity.approximate if word != "RANGE"]
            contradictory = quantity.interval.empty
            doubled = bool(words) and Counter(words).most_common(1)[0][1] > 1
            doubled = doubled or any(pair <= set(words) for pair in _NEVER_TOGETHER)
            redundant = any(pair <= set(words) for pair in _SPARE)
            problem = ("自相矛盾", "contradict each other") if contradictory else ("重复", "repeat each other")
            wrong = contradictory or doubled or redundant
            yield Relation(
                (Wording(claim.operand, quantity.text, "" if wrong else quantity.text),),
                level=Level.NOTE if redundant and not (contradictory or doubled) else None,
                values={"problem": problem[0], "problem_en": problem[1]},
            )
