"""What was disclosed was carried by some channel: the items, each counted once, are at most those of all channels."""

from collections.abc import Iterator

from gikaudit.relation import Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class ChannelsCoverItems(Rule):
    code = "GIK103"
    name = "table-items-exceed-channels"
    title = Words("统计表：总条数大于各渠道之和", "Table: more items than all channels carried")
    level = Level.ERROR
    message = Words(
        "统计表“{label}”填报{stated}，大于各渠道和方式合计的{computed}，多{difference}；同一信息只计1次，总数不应超过各渠道之和。",
        "The table gives {stated} for “{label}”, more than the {computed} of all channels together:"
        " {difference} too many. Each item counts once, so the total cannot exceed the channels.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for table in report.tables:
            for identity in table.identities:
                if identity.kind == "channels":
                    yield Relation(
                        table.readings(identity),
                        level=Level.WARNING if identity.evidence == "soft" else None,
                    )
