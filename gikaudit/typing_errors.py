"""Typing errors: whether one of them explains a sum that is off, and how likely that is by chance."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache


@lru_cache(maxsize=4096)
def slips(digits: str) -> frozenset[int]:
    """By how much a whole number changes if one digit is replaced, left out, added, or swapped with the next."""
    value = int(digits)
    changed = {10 * value + digit for digit in range(10)}
    place = 1
    for number in range(len(digits)):
        ahead, behind = divmod(value, place)
        ahead, own = divmod(ahead, 10)
        if len(digits) > 1:
            changed.add(ahead * place + behind)
        for digit in range(10):
            changed.add((10 * ahead + digit) * place + behind)
            changed.add((100 * ahead + 10 * digit + own) * place + behind)
        if number + 1 < len(digits):
            further, before = divmod(ahead, 10)
            changed.add((100 * further + 10 * own + before) * place + behind)
        place *= 10
    return frozenset(other - value for other in changed if other != value)


def chance_of_slip(total: int, parts: Iterable[int]) -> Fraction | None:
    """The odds that a sum which is off is by chance one typing error away from being right.

    None if no single typing error explains the difference. The differences that slips can explain are
    compared with all that are possible: a list of five 5-digit numbers is seldom so close by chance,
    one of three 2-digit numbers often.
    """
    parts = list(parts)
    missing = total - sum(parts)
    explained = {change for part in parts for change in slips(str(part))}
    explained |= {-change for change in slips(str(total))}
    if missing not in explained:
        return None
    reach = max(abs(missing), total)
    return Fraction(sum(-reach <= change <= reach for change in explained), 2 * reach + 1)


def mistyped(digits: str, right: str) -> bool:
    """Whether one digit was replaced, or two beside each other were exchanged."""
    if len(digits) != len(right):
        return False
    places = [place for place, (one, other) in enumerate(zip(digits, right, strict=True)) if one != other]
    if len(places) == 2:
        one, other = places
        return other == one + 1 and digits[one] == right[other] and digits[other] == right[one]
    return len(places) == 1
