"""Relations between the quantities of a form, in the language of grammar/identities.lark."""

from collections.abc import Callable, Collection
from typing import Any, Literal, NamedTuple

from gikaudit.parser import Token, Tree, UnexpectedTextError, parser
from gikaudit.relation import Comparison, Operand, Sum, Term

Evidence = Literal["norm", "structure", "soft"]


class EntryError(ValueError):
    """An entry of a data file is wrong; said in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


class Identity(NamedTuple):
    """A relation between indicators: ``left = Σ right`` or ``Σ left ≤ Σ right``."""

    expression: str
    left: tuple[str, ...]
    op: Literal["=", "<="]
    right: tuple[str, ...]
    kind: str
    evidence: Evidence

    def comparison(self, operand: Callable[[str], Operand]) -> Comparison:
        """The relation over the operands of its indicators."""

        def side(ids: tuple[str, ...]) -> Term:
            terms = tuple(operand(id) for id in ids)
            return terms[0] if len(terms) == 1 else Sum(terms)

        return Comparison(side(self.left), self.op, side(self.right))


def only(entry: dict[str, Any], keys: Collection[str]) -> None:
    """Raises EntryError for a key that is none of those an entry can have."""
    for key in entry:
        if key not in keys:
            from difflib import get_close_matches

            near = get_close_matches(key, keys, 1)
            zh, en = (f"，是否应为{near[0]}", f"; did you mean {near[0]}?") if near else ("", "")
            raise EntryError(f"不认识的键{key}{zh}", f"unknown key {key}{en}")


def parse_identity(expression: str, known: Collection[str], kind: str, evidence: Evidence) -> Identity:
    """An identity between known indicators, from the language of grammar/identities.lark. Raises EntryError."""
    try:
        tree = parser("identities").parse(expression)
    except UnexpectedTextError as error:
        place = expression[error.position :] or expression
        raise EntryError(
            f"关系式“{expression}”有误，见“{place}”处", f"the expression {expression!r} is wrong at {place!r}"
        ) from error
    left, op, right = tree.children
    assert isinstance(left, Tree) and isinstance(op, Tree) and isinstance(right, Tree)
    sides = [
        tuple(expression[token.start : token.end] for token in side.children if isinstance(token, Token))
        for side in (left, right)
    ]
    for id in (*sides[0], *sides[1]):
        if id not in known:
            from difflib import get_close_matches

            near = get_close_matches(id, known, 1)
            zh, en = (f"，是否应为{near[0]}", f"; did you mean {near[0]}?") if near else ("", "")
            raise EntryError(f"关系式“{expression}”中没有指标{id}{zh}", f"no indicator {id} for {expression!r}{en}")
    sign = op.children[0]
    assert isinstance(sign, Token)
    return Identity(expression, sides[0], "=" if sign.type == "EQUAL" else "<=", sides[1], kind, evidence)
