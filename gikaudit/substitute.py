"""What a relation would be if a number in it were another one."""

from gikaudit.interval import exactly, rounded, truncated
from gikaudit.parsing.numerals import arabic
from gikaudit.relation import (
    Comparison,
    Const,
    Difference,
    Operand,
    Percent,
    Product,
    Quotient,
    Relation,
    Sum,
    Term,
    Wording,
)


def reworded(operand: Operand, text: str) -> Operand:
    """An operand as it would be if another text stood in its place."""
    value, step = arabic(text)
    value, step = value * operand.scale, step * operand.scale
    exact = operand.interval.exact
    return operand._replace(
        interval=exactly(value) if exact else rounded(value, step),
        cut=exactly(value) if exact else truncated(value, step),
        number=text,
        shown=operand.shown.replace(operand.number, text, 1),
    )


def substituted(relation: Relation, changed: Operand) -> Relation:
    """A relation with an operand put in the place of the one that is the same printed number."""
    readings = tuple(
        reading
        if isinstance(reading, Wording)
        else Comparison(_put(reading.left, changed), reading.op, _put(reading.right, changed))
        for reading in relation.readings
    )
    return relation._replace(readings=readings)


def _put(term: Term, changed: Operand) -> Term:
    match term:
        case Operand():
            return changed if term.key == changed.key else term
        case Const():
            return term
        case Sum(terms):
            return Sum(tuple(_put(part, changed) for part in terms))
        case Difference(left, right):
            return Difference(_put(left, changed), _put(right, changed))
        case Product(left, right):
            return Product(_put(left, changed), _put(right, changed))
        case Quotient(left, right):
            return Quotient(_put(left, changed), _put(right, changed))
        case Percent(part, whole):
            return Percent(_put(part, changed), _put(whole, changed))
