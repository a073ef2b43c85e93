"""The narrative states the same number wherever it states the same quantity."""

from collections.abc import Iterator

from gikaudit.parsing.claims import Claim
from gikaudit.patterns import compiled
from gikaudit.relation import Comparison, Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_YEAR = compiled(r"(?:19|20)\d\d(?=年)")


class NarrativeTwice(Rule):
    code = "GIK302"
    name = "narrative-contradicts-itself"
    title = Words("正文前后不一致", "The narrative states one quantity in two ways")
    level = Level.WARNING
    precision = "medium"
    message = Words(
        "“{row}”前文为{computed}，此处为{stated}，相差{difference}。",
        "“{row}” is {computed} before and {stated} here: {difference} apart.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for id, stated in report.stated.items():
            if any(table.terms(id) for table in report.tables):
                continue
            claims = [claim for claim in stated if report.meanings[claim].indicators == (id,)]
            for claim in claims[1:]:
                first = claims[0]
                elsewhere = (claim.passage.number, claim.sentence) != (first.passage.number, first.sentence)
                if elsewhere and not _of_other_years(claim, first) and not _of_channel(claim):
                    yield Relation(
                        (Comparison(claim.operand, "=", first.operand),), values={"row": report.form.by_id[id].label}
                    )


def _of_channel(claim: Claim) -> bool:
    """Whether a number is that of a channel that an item names before it (一是门户网站。公开信息120条), or counts each
    item of information once for every channel (条次)."""
    ahead = claim.passage.text.text[: claim.start - len(claim.before)]
    by_channel = claim.quantity is not None and claim.quantity.unit.endswith(("条次", "条(次)"))
    return by_channel or _CHANNEL.search(ahead) is not None


_CHANNEL = compiled(
    r"(?:^|[。;\s])(?:[一二三四五六七八九十]是|\(?\d{1,2}[.)、])[^,;。]{0,12}"
    r"(?:网站|微博|微信|公报|大厅|服务厅|短信|媒体|热线|公开栏|公示栏|平台|客户端|报刊|广播|电视)[^,;。\d]{0,6}[。:]\s*$"
)


def _of_other_years(one: Claim, other: Claim) -> bool:
    """Whether two claims name years, and not the same: where the report does not say which year it is for."""
    years = [set(_YEAR.findall(claim.before)) for claim in (one, other)]
    return bool(years[0] and years[1] and not years[0] & years[1])
