"""From broken relations to findings: one cause is reported once, and a correction only where it is unique."""

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gikaudit.evaluate import Status
from gikaudit.finding import Finding
from gikaudit.relation import Level
from tests.synthetic.audits import audited, examples, randoms, report_of
from tests.synthetic.layouts import LAYOUTS
from tests.synthetic.tables import consistent_values, rows, statistics_form

TITLE = "云栖县2016年政府信息公开工作年度报告\n一、工作情况\n"


def _findings(text: str) -> list[Finding]:
    return [finding for finding in audited(text).findings if finding.level is not Level.NOTE]


def _broken(text: str) -> int:
    return sum(entry.verdict.status is Status.BROKEN for entry in audited(text).ledger)


def _corrected(text: str, finding: Finding) -> str:
    assert finding.correction is not None and finding.correction.span is not None
    span = finding.correction.span
    return text[: span.start] + finding.correction.text + text[span.end :]


# ---- one cause, several broken relations


def test_a_total_that_breaks_the_table_and_the_narrative_is_one_finding() -> None:
    values = consistent_values(Random(5))
    wrong = str(int(values["received"]) + 100)
    said = f"全年共收到政府信息公开申请{values['received']}件。"
    text = TITLE + said + "\n" + LAYOUTS["bars"](rows(values | {"received": wrong}))
    assert _broken(text) > 1
    (finding,) = _findings(text)
    assert finding.folded
    assert finding.correction is not None and finding.correction.text == values["received"]


def test_a_wrong_share_is_not_reported_again_as_shares_that_miss_hundred() -> None:
    text = "全年收到申请400件,其中网络申请250件,占62.5%;当面申请150件,占73.5%。"
    assert _broken(text) > 1
    (finding,) = _findings(text)
    assert finding.code == "GIK202"
    assert finding.correction is not None and finding.correction.text == "37.5"


def test_a_wrong_count_with_a_right_share_is_one_finding() -> None:
    text = "全年收到申请400件,其中网络申请290件,占62.5%;当面申请150件,占37.5%。"
    assert _broken(text) > 1
    (finding,) = _findings(text)
    assert finding.correction is not None
    assert (finding.correction.text, text[finding.correction.span.start : finding.correction.span.end]) == (
        "250",
        "290",
    )


def test_two_causes_are_two_findings() -> None:
    one = "网站发布信息4385条,分为动态2716条、公告1042条、文件637条。"
    other = "受理网民留言1840条,按期办结1790条,按期办结率89.3%。"
    assert len(_findings(one + "\n" + other)) == len(_findings(one)) + len(_findings(other)) == 2


@given(random=randoms, id=st.sampled_from(["received", "closed", "answered", "staff", "review", "lawsuit"]))
@examples(30)
def test_a_wrong_total_is_reported_once(random: Random, id: str) -> None:
    """A total that is raised breaks its sum and the bounds it stands in; that is one finding."""
    values = consistent_values(random)
    text = LAYOUTS["bars"](rows(values | {id: str(int(values[id]) + 4000)}))
    assert len(_findings(text)) == 1


@given(random=randoms)
@examples(30)
def test_every_broken_relation_is_behind_some_finding(random: Random) -> None:
    """Folding hides relations, never numbers: each broken relation shares a place with a finding."""
    values = consistent_values(random)
    for id in random.sample([i.id for i in statistics_form().indicators if not i.heading and not i.optional], 3):
        values[id] = str(random.randint(0, 3000))
    text = LAYOUTS["tabs"](rows(values))
    shown = {
        (span.start, span.end)
        for finding in audited(text).findings
        for span in (finding.span, *(place.span for place in finding.related))
        if span is not None
    }
    for entry in audited(text).ledger:
        if entry.verdict.status is Status.BROKEN:
            assert shown & {operand.key for operand in entry.relation.operands()}


# ---- corrections

UNIQUE = [
    ("全年收到申请640件,其中网上申请416件,占55%。", "55", "65"),
    ("受理网民留言1840条,按期办结1790条,按期办结率89.3%。", "89.3", "97.3"),
    ("网站全年发布图片520幅,较上年的400幅增长33%。", "33", "30"),
    ("全年编印公报24期,每期印发1850份,共44500份。", "44500", "44400"),
    ("行政审批事项由312项减少至198项,减少104项。", "104", "114"),
    ("网站开设“重点项目”“民生实事”“作风建设”“脱贫攻坚”五个专栏。", "", ""),
]


@pytest.mark.parametrize(("text", "wrong", "right"), UNIQUE)
def test_the_only_value_that_fits_is_suggested(text: str, wrong: str, right: str) -> None:
    (finding,) = _findings(text)
    if not wrong:
        assert finding.correction is None  # the number or the list may be wrong
        return
    assert finding.correction is not None
    span = finding.correction.span
    assert (text[span.start : span.end], finding.correction.text) == (wrong, right)
    assert _findings(_corrected(text, finding)) == []


@pytest.mark.parametrize(
    "text",
    [
        # any of the parts or the total can be wrong, by one typing error each
        "网站全年更新信息4385条,分为政务动态2716条、公示公告1042条、政策文件637条。",
        "全年收到政府信息公开申请50件,其中当面申请10件,传真申请11件,网络申请12件,信函申请13件。",
        # two statements, either of which can be wrong
        TITLE + "全年共收到政府信息公开申请237件。\n二、小结\n2016年全县共收到政府信息公开申请273件。",
    ],
)
def test_nothing_is_suggested_where_several_values_fit(text: str) -> None:
    (finding,) = _findings(text)
    assert finding.correction is None


@given(random=randoms, wrong=st.integers(0, 9999))
@examples(40)
def test_a_correction_makes_everything_right(random: Random, wrong: int) -> None:
    """The narrative and the parts agree on the total that the table has wrong."""
    values = consistent_values(random)
    said = f"全年共收到政府信息公开申请{values['received']}件。\n"
    assume(str(wrong) != values["received"])
    text = TITLE + said + LAYOUTS["bars"](rows(values | {"received": str(wrong)}))
    (finding,) = _findings(text)
    assert finding.correction is not None and finding.correction.text == values["received"]
    assert _findings(_corrected(text, finding)) == []


def test_places_are_named_once() -> None:
    text = "全年收到申请400件,其中网络申请250件,占62.5%;当面申请150件,占73.5%。"
    for finding in _findings(text):
        related = [(place.span.start, place.span.end) for place in finding.related]
        assert len(set(related)) == len(related)
        assert finding.span is not None and (finding.span.start, finding.span.end) not in related


@given(random=randoms)
@examples(20)
def test_findings_are_in_the_order_of_their_places(random: Random) -> None:
    values = consistent_values(random)
    for id in ("received", "staff", "review"):
        values[id] = str(int(values[id]) + 5000)
    text = LAYOUTS["markdown"](rows(values))
    assert report_of(text).tables
    starts = [finding.span.start for finding in audited(text).findings if finding.span is not None]
    assert starts == sorted(starts) and len(starts) >= 3


def test_a_count_is_corrected_to_a_whole_number() -> None:
    text = "行政复议 | 行政诉讼\n结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n" * 2
    text += "4 | 1 | 2 | 1 | 8.5 | 2 | 0 | 1 | 1 | 4 | 1 | 0 | 0 | 1 | 2"
    title = "云栖县2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
    found = {finding.code: finding for finding in _findings(title + text)}
    assert set(found) == {"GIK101", "GIK105"}
    assert found["GIK101"].correction is not None and found["GIK101"].correction.text == "8"
    assert found["GIK105"].correction is None
