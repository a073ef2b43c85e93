"""What is said about a relation: the message with its fields, and the arithmetic."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.evaluate import Status, judge
from gikaudit.explain import arithmetic, like_printed, message, number, quoted
from gikaudit.interval import Interval, exactly, rounded, truncated
from gikaudit.relation import (
    Comparison,
    Difference,
    Operand,
    Percent,
    Product,
    Quotient,
    Relation,
    Sum,
    Wording,
)
from gikaudit.rule import Words
from gikaudit.source import Span

WORDS = Words(
    "“{label}”为{stated}，应为{computed}，相差{difference}。",
    "“{label}” is {stated}, not {computed}: {difference} apart.",
)


def count(value: int, unit: str = "件", label: str = "收到申请数") -> Operand:
    return Operand(exactly(value), f"{value}{unit}", str(value), label, Span(0, 0), exactly(value), 1, unit=unit)


def decimal(text: str, unit: str, scale: int = 1) -> Operand:
    step = Fraction(scale, 10 ** len(text.partition(".")[2]))
    value = Fraction(text) * scale
    return Operand(
        rounded(value, step), text + unit, text, "占比", Span(0, 0), truncated(value, step), step, scale, unit
    )


def approximate(low: int, high: int, shown: str, printed: str) -> Operand:
    interval = Interval(low, high, True, True)
    return Operand(interval, shown, printed, "收到申请数", Span(0, 0), interval, 1, unit="件")


BLANK = Operand(Interval(0, None), "", "", "传真申请数", Span(0, 0), unit="件")
ZH, EN = 0, 1


def said(reading: Comparison, language: int = ZH) -> tuple[str, str]:
    relation = Relation((reading,))
    verdict = judge(relation)
    return message(WORDS, relation, verdict)[language], arithmetic(verdict)


@pytest.mark.parametrize(
    ("reading", "written"),
    [
        (Comparison(count(60), "=", Sum((count(20), BLANK))), "20 + (空) ≥ 20 ? 60"),
        (Comparison(BLANK, "=", Sum((count(20), count(31)))), "20 + 31 = 51 ? (空)"),
        (Comparison(decimal("9.1", "%"), "=", Percent(count(1695), BLANK)), "1695 ÷ (空) × 100 ? 9.1"),
        (Comparison(count(7), "<=", BLANK), "7 ? (空)"),
        (Comparison(decimal("9.1", "%"), "=", Percent(count(1), count(0))), "1 ÷ 0 × 100 ? 9.1"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_nothing_is_said_of_two_sides_that_could_not_be_compared(reading: Comparison, written: str) -> None:
    verdict = judge(Relation((reading,)))
    assert verdict.status is Status.OPEN
    assert arithmetic(verdict) == written


@pytest.mark.parametrize(
    ("reading", "zh", "en", "written"),
    [
        pytest.param(
            Comparison(count(40), "=", Sum((count(10), count(31)))),
            "“收到申请数”为40件，应为41件，相差1件。",
            "“收到申请数” is 40件, not 41件: 1件 apart.",
            "10 + 31 = 41 ≠ 40",
            id="counts",
        ),
        pytest.param(
            Comparison(decimal("58.5", "%"), "=", Percent(count(24), count(43))),
            "“占比”为58.5%，应为55.81%，相差2.69个百分点。",
            "“占比” is 58.5%, not 55.81%: 2.69 percentage points apart.",
            "24 ÷ 43 × 100 = 55.81 ≠ 58.5",
            id="percentages differ by percentage points",
        ),
        pytest.param(
            Comparison(decimal("18.0", "%"), "=", Percent(Difference(count(168342), count(151870)), count(151870))),
            "“占比”为18.0%，应为10.846%，相差7.15个百分点。",
            "“占比” is 18.0%, not 10.846%: 7.15 percentage points apart.",
            "(168342 - 151870) ÷ 151870 × 100 = 10.846 ≠ 18.0",
            id="10.846 is 10.8, and 10.85 would not seem to be",
        ),
        pytest.param(
            Comparison(
                decimal("25.2", "%"), "=", Percent(decimal("8.8", "万件", 10000), decimal("43.6", "万件", 10000))
            ),
            "“占比”为25.2%，应为20.18%，相差5.02个百分点。",
            "“占比” is 25.2%, not 20.18%: 5.02 percentage points apart.",
            "8.8 ÷ 43.6 × 100 = 20.18 ≠ 25.2",
            id="rounded numbers are calculated with as printed",
        ),
        pytest.param(
            Comparison(decimal("3.9", "万份", 10000), "=", Product(count(12, "期"), count(3000, "份"))),
            "“占比”为3.9万份，应为3.6万份，相差0.3万份。",
            "“占比” is 3.9万份, not 3.6万份: 0.3万份 apart.",
            "12期 × 3000份 = 3.6万份 ≠ 3.9万份",
            id="ten thousands and single ones are written with their units",
        ),
        pytest.param(
            Comparison(count(78, "人次"), "=", Quotient(count(288, "人次"), count(4, "期"))),
            "“收到申请数”为78人次，应为72人次，相差6人次。",
            "“收到申请数” is 78人次, not 72人次: 6人次 apart.",
            "288 ÷ 4 = 72 ≠ 78",
            id="a quotient",
        ),
        pytest.param(
            Comparison(count(60), "=", Sum((count(20), BLANK, count(47)))),
            "“收到申请数”为60件，应为至少67件，相差7件以上。",
            "“收到申请数” is 60件, not at least 67件: at least 7件 apart.",
            "20 + (空) + 47 ≥ 67 > 60",
            id="a blank cell can only add to the sum",
        ),
        pytest.param(
            Comparison(approximate(600, 700, "600余件", "600"), "<=", count(587)),
            "“收到申请数”为600余件，应为587件，相差13件以上。",
            "“收到申请数” is 600余件, not 587件: at least 13件 apart.",
            "600余件 > 587",
            id="an approximate number is that far away at least",
        ),
        pytest.param(
            Comparison(approximate(3700, 3800, "3700多件", "3700"), "=", Sum((count(3000), count(700)))),
            "“收到申请数”为3700多件，应为3700件。",
            "“收到申请数” is 3700多件, not 3700件.",
            "3000 + 700 = 3700 ≠ 3700多件",
            id="a difference that is not known is not said",
        ),
        pytest.param(
            Comparison(count(6)._replace(shown="六件", number="六"), "=", count(7)),
            "“收到申请数”为六件，应为7件，相差1件。",
            "“收到申请数” is 六件, not 7件: 1件 apart.",
            "6 ≠ 7",
            id="figures in the arithmetic",
        ),
        pytest.param(
            Comparison(count(40, label=""), "=", count(41)),
            "该项为40件，应为41件，相差1件。",
            "this is 40件, not 41件: 1件 apart.",
            "40 ≠ 41",
            id="without a label",
        ),
    ],
)
def test_messages(reading: Comparison, zh: str, en: str, written: str) -> None:
    assert said(reading) == (zh, written)
    assert said(reading, EN) == (en, written)


def test_a_clause_in_the_middle_of_a_message() -> None:
    words = Words(
        "“{label}”大于{computed}，多{difference}；只计1次。", "More than {computed}: {difference} too many. Once only."
    )
    relation = Relation((Comparison(approximate(3700, 3800, "3700多件", "3700"), "<=", count(3700)),))
    assert message(words, relation, judge(relation)) == (
        "“收到申请数”大于3700件；只计1次。",
        "More than 3700件. Once only.",
    )


def test_values_of_a_relation_are_quoted_too() -> None:
    relation = Relation(
        (Wording(count(1), "年", "件"),), values={"whole": "在“政务之窗”栏目", "found": "、", "words": "“原样”"}
    )
    words = Words("“{whole}”“{found}”{words}", "“{whole}” {words}")
    assert message(words, relation, judge(relation)) == ("“在‘政务之窗’栏目”该项“原样”", "“在‘政务之窗’栏目” “原样”")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("网络申请", "“网络申请”"),
        ("、网络申请", "“网络申请”"),
        (";纠错", "“纠错”"),
        ("“政务之窗”栏目", "“‘政务之窗’栏目”"),
        ("“政务之窗", "“政务之窗”"),
        ("”栏目", "“栏目”"),
        ("设区市(含所辖县、乡)", "“设区市(含所辖县、乡)”"),
        ("", "该项"),
        (",", "该项"),
    ],
)
def test_quotation_marks(text: str, shown: str) -> None:
    assert quoted(text, "该项") == shown


@given(st.fractions(0, 1000), st.integers(0, 2))
def test_a_number_shown_is_rounded_as_the_number_is(value: Fraction, decimals: int) -> None:
    """What is shown, rounded once more to the decimals printed, gives what the value itself gives."""
    printed = Fraction(1, 10**decimals)
    shown = number(value, decimal("0" if not decimals else f"0.{'0' * decimals}", "%"))
    assert abs(Fraction(shown) - value) <= printed / 20
    if len(shown.partition(".")[2]) < 5:
        once, twice = ((number / printed + Fraction(1, 2)).__floor__() for number in (value, Fraction(shown)))
        assert once == twice


@pytest.mark.parametrize(
    ("digits", "printed", "shown"),
    [
        ("7", "六", "七"),
        ("10", "九", "十"),
        ("12", "二十", "十二"),
        ("30", "二十九", "三十"),
        ("99", "九", "九十九"),
        ("100", "九", "100"),
        ("7", "6", "7"),
        ("7.5", "六", "7.5"),
    ],
)
def test_corrections_are_written_like_what_they_replace(digits: str, printed: str, shown: str) -> None:
    assert like_printed(digits, printed) == shown
