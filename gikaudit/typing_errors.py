"""Typing errors: whether one of them explains a sum that is off, and how likely that is by chance."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache


@lru_cache(maxsize=4096)
def slips(digits: str) -> frozenset[int]:
    """By how much a whole number changes if one digit is replaced, left out, added, or swapped with the next."""
    value = int(digits)
    changed = set()
    for place in range(len(digits)):
        changed.add(digits[:place] + digits[place + 1 :])
        for digit in "0123456789":
            changed.add(digits[:place] + digit + digits[place + 1 :])
            changed.add(digits[:place] + digit + digits[place:])
        changed.add(digits[:place] + digits[place : place + 2][::-1] + digits[place + 2 :])
    changed.update(digits + digit for digit in "0123456789")
    return frozenset(int(other) - value for other in changed if other) - {0}


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
