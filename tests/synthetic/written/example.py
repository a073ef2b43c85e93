"""The example report of docs/examples that is there in every format: ``python -m tests.synthetic.written.example``
writes it anew."""

from pathlib import Path

from tests.synthetic.written.formats import WRITERS
from tests.synthetic.written.matrix import RESULTS_2021, Column, matrix, proceedings
from tests.synthetic.written.model import Heading, Paper, Prose, changed
from tests.synthetic.written.tables import disclosure_table_2021, proceedings_table, requests_table

FOLDER = Path(__file__).parents[3] / "docs" / "examples"
NAME = "annual-2024"

_PERSON = {
    "granted": 31,
    "partly": 9,
    "refused.law": 2,
    "refused.process": 3,
    "unavailable.not_held": 14,
    "unavailable.not_made": 2,
    "unprocessed.petition": 5,
    "unprocessed.repeated": 1,
    "otherwise.overdue": 1,
}
_BUSINESS = {"granted": 6, "partly": 2, "refused.third_party": 1, "unavailable.not_held": 3}
_LEGAL = {"granted": 2, "unavailable.not_held": 1}
_ERRORS = {"granted/person": "13", "review/total": "4"}
"""The numbers of the tables that are wrong in the example."""


def example() -> Paper:
    """A report of 2024 with some errors, all of which the README of the examples lists."""

    def column(results: dict[str, int], carried_in: int, carried_out: int) -> Column:
        return Column({name: results.get(name, 0) for name in RESULTS_2021}, carried_in, carried_out)

    applications = matrix(
        {"person": column(_PERSON, 4, 6), "business": column(_BUSINESS, 1, 0), "legal": column(_LEGAL, 0, 1)}
    )
    cases = proceedings({"review": (3, 1, 0, 1), "direct": (1, 0, 0, 0), "after_review": (0, 0, 1, 0)})
    disclosed = {
        "rules.made": "0",
        "rules.repealed": "0",
        "rules.valid": "0",
        "normative.made": "12",
        "normative.repealed": "3",
        "normative.valid": "41",
        "permits": "20846",
        "penalties": "1375",
        "coercion": "92",
        "fees": "618.42",
    }
    paper: Paper = (
        Heading("霁川县2024年政府信息公开工作年度报告", 0),
        Prose(
            "本报告由霁川县人民政府办公室汇总各乡镇、各部门的情况编制，由总体情况、主动公开政府信息情况、"
            "收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、"
            "其他需要报告的事项六个部分组成。数据的统计期限为2024年1月1日至2024年12月31日。"
        ),
        Heading("一、总体情况"),
        Prose(
            "（一）主动公开。全年通过县政府网站公开信息5216条，其中部门公开3904条，乡镇公开1321条。"
            "全县制发行政规范性文件14件，废止3件，现行有效41件；发布政策解读材料36篇，"
            "比上年的30篇增长20%。"
        ),
        Prose(
            "（二）依申请公开。全县新收政府信息公开申请85件，上年结转5件；全年办结83件，"
            "结转下年度继续办理7件。新收申请中，通过网络提交61件，占78.1%，其余为信函和当面提交。"
        ),
        Prose(
            "（三）监督保障。全年因政府信息公开被申请行政复议5件，被提起行政诉讼2件。"
            "举办业务培训4期，每期45人，共培训180人次。"
        ),
        Heading("二、主动公开政府信息情况"),
        disclosure_table_2021(disclosed),
        Heading("三、收到和处理政府信息公开申请情况"),
        requests_table(applications),
        Heading("四、政府信息公开行政复议、行政诉讼情况"),
        proceedings_table(cases),
        Heading("五、存在的主要问题及改进情况"),
        Prose("一是少数乡镇对申请的答复口径把握不准。二是解读材料以文字为主，形式不够多样。"),
        Prose("下一步，县政府办公室将按季度组织案例研讨，并会同县融媒体中心制作图解。"),
        Heading("六、其他需要报告的事项"),
        Prose("2024年全县各行政机关均未收取政府信息公开信息处理费。"),
    )
    return changed(paper, _ERRORS)


def main() -> None:
    """Write the files."""
    for suffix, write in WRITERS.items():
        if suffix != ".csv":
            (FOLDER / f"{NAME}{suffix}").write_bytes(write(example()))


if __name__ == "__main__":
    main()
