"""Numbers in a text, and typing errors put into them."""

import re


def spot(text: str, number: str, nth: int = 0) -> int:
    """Where a printed number stands: the offset of its nth occurrence as a number of its own."""
    found = [match.start() for match in re.finditer(rf"(?<![\d.]){re.escape(number)}(?![\d]|\.\d)", text)]
    return found[nth]


def misprinted(number: str, by: int = 3) -> str:
    """A number with another last digit."""
    return number[:-1] + str((int(number[-1]) + by) % 10)


def with_misprint(text: str, number: str, by: int = 3) -> tuple[str, int]:
    """A text with a typing error in one of its numbers, and where that number stands."""
    place = spot(text, number)
    return text[:place] + misprinted(number, by) + text[place + len(number) :], place
