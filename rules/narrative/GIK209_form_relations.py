"""The relations of the official form hold between the quantities that the narrative states."""

from collections.abc import Iterator

from gikaudit.parsing.claims import Claim
from gikaudit.relation import Comparison, Level, Operand, Relation
from gikaudit.report import Report, nothing
from gikaudit.rule import Rule, Words


class FormRelations(Rule):
    code = "GIK209"
    name = "narrative-breaks-form-relation"
    title = Words("正文：数量之间不符合统计表的勾稽关系", "Narrative: quantities break a relation of the form")
    level = Level.WARNING
    message = Words(
        "按统计表的勾稽关系，“{label}”{stated}与{computed}不符：{arithmetic}。",
        "By the relations of the form “{label}” {stated} does not go with {computed}: {arithmetic}.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for identity in report.form.identities:
            wanted = (*identity.left, *identity.right)
            if identity.kind == "list" or (identity.kind == "flow" and report.carried_over):
                continue
            if any(_in_tables(report, id) for id in wanted):
                continue
            claims = {id: report.stated[id][0] for id in wanted if id in report.stated}
            operands: dict[str, Operand] = {id: claim.operand for id, claim in claims.items()}
            operands |= {id: nothing(report.denied[id]) for id in wanted if id in report.denied and id not in claims}
            if len(operands) < len(wanted) or len(claims) < 2 or _one_list(list(claims.values()), report, len(wanted)):
                continue
            comparison: Comparison = identity.comparison(operands.__getitem__)
            yield Relation((comparison,))


def _in_tables(report: Report, id: str) -> bool:
    return any(table.terms(id) for table in report.tables)


def _one_list(claims: list[Claim], report: Report, wanted: int) -> bool:
    """Whether the claims are a total and all its parts in one list: that is judged as a list."""
    if len(claims) < wanted:
        return False
    lists = [report.parts[claim] for claim in claims if claim in report.parts]
    return bool(lists) and any(total in claims for total in lists[0].totals) and all(b is lists[0] for b in lists)
