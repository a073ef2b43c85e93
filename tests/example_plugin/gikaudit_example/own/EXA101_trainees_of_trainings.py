"""A training that was held was attended by somebody."""

from collections.abc import Iterator

from gikaudit_example.wording import TRAINEES, TRAININGS

from gikaudit.relation import Comparison, Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class TraineesOfTrainings(Rule):
    code = "EXA101"
    name = "fewer-trainees-than-trainings"
    title = Words("正文：培训人次少于培训次数", "Narrative: fewer trainees than trainings")
    level = Level.WARNING
    message = Words(
        "举办培训{stated}，接受培训仅{computed}。",
        "{stated} of training were held, and only {computed} attended.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for trainings in report.stated.get(TRAININGS, ()):
            for trainees in report.stated.get(TRAINEES, ()):
                yield Relation((Comparison(trainings.operand, "<=", trainees.operand),))
