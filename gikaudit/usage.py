"""How an office writes: words of its own, and how far its 约 reaches."""

from fractions import Fraction
from typing import NamedTuple


class Usage(NamedTuple):
    """What is read in another way than usual.

    about    how far a number with 约 may be off, as a part of it
    words    words of the office's own for terminals of grammar/scope.lark: ("WHOLE", ("全流域",))
    aliases  labels of its own for rows of the forms: ("received.fax", ("传真来件数",))
    """

    about: Fraction = Fraction(1, 20)
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    aliases: tuple[tuple[str, tuple[str, ...]], ...] = ()


USUAL = Usage()
