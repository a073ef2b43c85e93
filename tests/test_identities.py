"""What must hold between the rows of a form, and the small language that says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Tree
from lark.exceptions import UnexpectedInput

from gikaudit.grammar import grammar
from tests.synthetic.tables import statistics_form

ANSWERS = "already_public granted partly_granted refused not_held nonexistent amend redirect"
REASONS = "state_secret trade_secret privacy security not_information other"


def _sum(prefix: str, names: str) -> str:
    return " + ".join(f"{prefix}.{name}" for name in names.split())


EXPECTED = {
    f"received = {_sum('received', 'in_person fax online letter')}": "structure",
    f"closed = {_sum('closed', 'on_time extended')}": "structure",
    f"answered = {_sum('answer', ANSWERS)}": "structure",
    f"answer.refused = {_sum('answer.refused', REASONS)}": "structure",
    f"review = {_sum('review', 'upheld corrected other')}": "structure",
    f"lawsuit = {_sum('lawsuit', 'upheld corrected other')}": "structure",
    f"staff = {_sum('staff', 'full_time part_time')}": "structure",
    f"channel = {_sum('channel', 'gazette website weibo wechat other')}": "structure",
    f"responses = {_sum('responses', 'conference interview articles social other')}": "structure",
    "responses.conference.lead <= responses.conference": "structure",
    "responses.interview.lead <= responses.interview": "structure",
    f"disclosed <= {_sum('channel', 'gazette website weibo wechat other')}": "norm",
    f"responded <= {_sum('responses', 'conference interview articles social other')}": "soft",
    "normative.disclosed <= disclosed": "soft",
    "normative.disclosed <= normative.issued": "soft",
    "closed <= received": "soft",
    "answered <= received": "soft",
    "answered <= closed": "soft",
}
"""The relations of the form of 2014 that official notices give, with their evidence."""


@pytest.mark.parametrize("expression", EXPECTED)
def test_the_form_has_the_relation_with_its_evidence(expression: str) -> None:
    found = [identity for identity in statistics_form().identities if identity.expression == expression]
    assert [identity.evidence for identity in found] == [EXPECTED[expression]]


def test_relations_beyond_the_official_ones_are_soft() -> None:
    others = [identity for identity in statistics_form().identities if identity.expression not in EXPECTED]
    assert {identity.evidence for identity in others} <= {"soft"}


def test_no_relation_stands_twice() -> None:
    sides = [(identity.left, identity.op, identity.right) for identity in statistics_form().identities]
    assert len(set(sides)) == len(sides)


def _sides(expression: str) -> tuple[list[str], str, list[str]]:
    left, op, right = grammar("identities").parse(expression).children
    assert isinstance(left, Tree) and isinstance(op, Tree) and isinstance(right, Tree)
    return [str(token) for token in left.children], str(op.children[0]), [str(token) for token in right.children]


@pytest.mark.parametrize(
    ("expression", "left", "op", "right"),
    [
        ("a = b", ["a"], "=", ["b"]),
        ("a=b", ["a"], "=", ["b"]),
        ("a <= b", ["a"], "<=", ["b"]),
        ("a<=b+c", ["a"], "<=", ["b", "c"]),
        ("  a  =  b + c  ", ["a"], "=", ["b", "c"]),
        ("opening + received = closed + carried_over", ["opening", "received"], "=", ["closed", "carried_over"]),
        ("a.b.c = a.b_2 + a1.x9", ["a.b.c"], "=", ["a.b_2", "a1.x9"]),
        ("a = a", ["a"], "=", ["a"]),
    ],
)
def test_an_expression(expression: str, left: list[str], op: str, right: list[str]) -> None:
    assert _sides(expression) == (left, op, right)


_NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,6}(\.[a-z0-9_]{1,6}){0,2}", fullmatch=True)


@given(
    left=st.lists(_NAMES, min_size=1, max_size=3), op=st.sampled_from(["=", "<="]), right=st.lists(_NAMES, min_size=1)
)
def test_any_expression(left: list[str], op: str, right: list[str]) -> None:
    assert _sides(f"{' + '.join(left)} {op} {' + '.join(right)}") == (left, op, right)


@pytest.mark.parametrize(
    ("expression", "column"),
    [
        ("= b", 1),
        ("a == b", 4),
        ("a < b", 3),
        ("a >= b", 3),
        ("a = + b", 5),
        ("a = b - c", 7),
        ("a = b * c", 7),
        ("a = 3", 5),
        ("a = b = c", 7),
        ("a = b c", 7),
        ("a = B", 5),
        ("a = (b)", 5),
        ("收到 = b", 1),
        ("a = b; c", 6),
        ("__import__('os')", 1),
    ],
)
def test_a_bad_expression_is_refused_at_its_place(expression: str, column: int) -> None:
    with pytest.raises(UnexpectedInput) as raised:
        grammar("identities").parse(expression)
    assert raised.value.column == column


@pytest.mark.parametrize("expression", ["", "a", "a =", "a = b +", "a <= "])
def test_an_expression_that_ends_too_early_is_refused(expression: str) -> None:
    with pytest.raises(UnexpectedInput) as raised:
        grammar("identities").parse(expression)
    assert "$END" in str(raised.value)
