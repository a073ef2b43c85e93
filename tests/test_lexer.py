"""Whatever a text holds, reading and auditing it comes to an end without an error."""

from typing import Any

import lark
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gikaudit.audit import Audit, audit
from gikaudit.document import join, normalise
from gikaudit.grammar import grammar
from gikaudit.lexer import AnchorLexer
from gikaudit.output.formats import FORMATS, renderer
from gikaudit.parser import parser
from gikaudit.parsing.elements import read_elements
from gikaudit.settings import Settings

ALL = Settings(all_checks=True)

FRAGMENTS = """0 1 41 ４１ 1,234 94.3 100% 12.5 2015年 2015年12月31日 〔2016〕8号 第二十条 ① (一) 一、 1. 一是 其一
一 两 三十五 〇 百 千 万 亿 点 百分之 分之 半
十几 件 条 次 人 人次 个 篇 份 元 万元 工作日 小时 年 月 日 % ‰ 个百分点 倍
约 近 超过 不足 余 多 几 左右 以上 以下 至 - ～ 共 合计 其中 包括 分别为 分为 组成 以及 和 等 其他 均 全部 没有 未 无
占 比重 率 同比 增长 下降 每 平均 累计 截至 前三位 以下 如下 部分 方面 全市 市本级 各县区 去年
收到申请 当面申请 网络申请 信函申请 主动公开政府信息数 申请答复数 举报投诉 政府信息公开情况统计表 统计指标 单位 统计数
, 。 、 ; : ( ) （ ） [ ] “ ” 《 》 ! ? | / \\ < > <td> </tr> _ . + × = * & # @ http:// www. a@b ～ …"""
fragments = st.sampled_from([*FRAGMENTS.split(), "\n", "\r\n", "\t", " ", "　", "\u200b", "𠀀", "\x1b[31m"])
report_like = st.lists(fragments, max_size=60).map("".join)


def rendered(result: Audit) -> None:
    """Every output of an audit can be written."""
    for name in FORMATS:
        written = "".join(renderer(name)([result], ALL))
        assert written or not result.findings


@settings(max_examples=300)
@given(report_like)
def test_any_report_is_audited(content: str) -> None:
    rendered(audit("report.txt", content.encode("utf-8", "surrogatepass"), ALL))


@given(st.text(max_size=300))
def test_any_text_is_audited(content: str) -> None:
    rendered(audit("report.txt", content.encode("utf-8", "surrogatepass"), ALL))


@given(st.binary(max_size=300))
def test_any_bytes_are_audited(data: bytes) -> None:
    rendered(audit("report.txt", data, ALL))


@given(report_like)
def test_coverage_adds_up(content: str) -> None:
    result = audit("report.txt", content.encode(), Settings())
    coverage = result.coverage
    assert coverage.relations == coverage.holding + coverage.broken + coverage.open == len(result.ledger)
    assert coverage.numbers == coverage.used + coverage.set_aside + coverage.unchecked


@given(report_like)
def test_findings_point_into_the_file(content: str) -> None:
    result = audit("report.txt", content.encode(), Settings())
    for finding in result.findings:
        spans = [place.span for place in finding.related] + ([finding.span] if finding.span else [])
        for span in spans:
            assert result.source is not None
            assert 0 <= span.start <= span.end <= len(result.source.text)
        assert finding.message.zh and finding.message.en
        assert "{" not in finding.message.zh + finding.message.en or "{" in content


@given(report_like)
def test_the_same_text_gives_the_same_findings(content: str) -> None:
    once, again = (audit("report.txt", content.encode(), Settings()) for _ in range(2))
    assert once.findings == again.findings
    assert once.coverage == again.coverage


# ---- elements


@settings(max_examples=300)
@given(report_like | st.text(max_size=200))
def test_elements_are_in_order_and_inside_the_text(content: str) -> None:
    read = join([(normalise("文" + content), 0)])
    elements = read_elements(read)
    starts = [element.start for element in elements]
    assert starts == sorted(starts)
    assert all(0 <= element.start < element.end <= len(read.text) for element in elements)


@given(report_like)
def test_a_full_stop_separates(content: str) -> None:
    """What stands behind 。 is read as it is alone."""
    alone = "全年收到申请41件。"
    both = join([(normalise(content + "。\n" + alone), 0)])
    start = len(both.text) - len(alone)
    expected = [
        (element.kind, element.start + start, element.end + start) for element in read_elements(join([(alone, 0)]))
    ]
    assert [
        (element.kind, element.start, element.end) for element in read_elements(both) if element.start >= start
    ] == expected


# ---- texts that make a careless reader slow


RUNS = """1 1, 1,234 一 万 亿 十百 约 约近 余多 占 率 每 增长 其中 共41件, ( ((1) 《 “ a@ a. www. http://
2015 2015- 1: 1- 1×
1+ 1/
第 第一 〔2016〕 电话 电话:1- - | <td> < (一) ① 一是 、 其中41件( 分别为1件、 \u200b1 1\u200b"""
LINES = [
    "1 ",
    "|\n",
    "1|\n",
    "\t",
    "  ",
    "- 1 -\n",
    "\n",
    "一、\n",
    "1.\n",
    "收到申请数|件|41\n",
    "统计指标\n",
    "一、主动公开\n",
]


@pytest.mark.parametrize("piece", [*RUNS.split(), *LINES], ids=repr)
def test_a_long_run_of_one_piece_is_read_to_its_end(piece: str) -> None:
    repeated = "全年" + piece * (4000 // len(piece))
    assert audit("report.txt", repeated.encode(), Settings()).path == "report.txt"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("收到申请" + "1" * 5000 + "件。", id="count"),
        pytest.param("占1." + "3" * 5000 + "%。", id="decimals"),
        pytest.param("收到申请" + "一" * 5000 + "件。", id="Chinese digits"),
        pytest.param("答复时间1-" + "9" * 5000 + "天。", id="range"),
        pytest.param("统计指标|单位|统计数\n" + "收到申请数|件|" + "1" * 5000, id="cell"),
        pytest.param("本报告由" + "6" * 5000 + "部分组成。", id="announced number"),
    ],
)
def test_a_number_of_thousands_of_digits_is_no_crash(content: str) -> None:
    rendered(audit("report.txt", content.encode(), ALL))


# ---- the lexer itself


def test_a_unit_is_one_only_behind_a_number() -> None:
    kinds = [element.kind for element in read_elements(join([("文件条例人员个别次要41件", 0)]))]
    assert kinds == ["count"]


def test_marks_are_of_the_last_text_read() -> None:
    claims = parser("claims")
    assert isinstance(claims.lexer, AnchorLexer)
    claims.parse("其中41件,")
    assert claims.lexer.marks == [("AMONG", 0, 2), ("COMMA", 5, 6)]
    claims.parse("文")
    assert claims.lexer.marks == []


def _plain(node: Any) -> Any:
    """A tree or a token as data, whichever parser made it."""
    if hasattr(node, "data"):
        return str(node.data), [_plain(child) for child in node.children]
    return (node.type, node.start_pos, node.end_pos) if isinstance(node, lark.Token) else tuple(node)


@pytest.mark.parametrize("name", ["claims", "table"])
@given(content=report_like)
def test_a_text_is_read_as_the_parser_of_lark_reads_it(name: str, content: str) -> None:
    text, ours, theirs = normalise(content).replace("\n", " "), parser(name), LARK[name]
    tree = ours.parse(text)
    assert _plain(tree) == _plain(theirs.parse(text))
    assert ours.lexer.marks == getattr(theirs.parser.lexer, "marks", [])


LARK = {name: grammar(name) for name in ("claims", "table")}
