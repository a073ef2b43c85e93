"""A broken relation, or a failure of the tool, as shown to a person."""

from typing import Literal, NamedTuple

from gikaudit.relation import Level
from gikaudit.rule import Words
from gikaudit.source import Span


class Place(NamedTuple):
    """A place that belongs to a finding, and what stands there."""

    span: Span
    words: Words


class Correction(NamedTuple):
    """The one value that makes everything right: what to put in the place of ``span``."""

    span: Span
    text: str
    words: Words


class Suppression(NamedTuple):
    """Why a finding is not shown: a remark in the document itself, or a file beside it."""

    kind: Literal["inSource", "external"]
    reason: str


class Finding(NamedTuple):
    """One thing to look at.

    span        the place to look at first; None for a file that could not be read
    related     the other numbers that take part, each once
    arithmetic  both sides written out, "" where there is nothing to calculate
    note        why the relation must hold, and how far the numbers miss each other
    correction  where exactly one value makes everything right
    folded      the codes of the findings that follow from this one and are not shown
    fingerprint the same for the same contradiction wherever it moves to, another once a number in it changes
    suppression why it is not shown; None for a finding that is
    """

    code: str
    level: Level
    message: Words
    span: Span | None
    related: tuple[Place, ...] = ()
    arithmetic: str = ""
    note: Words = Words("", "")
    correction: Correction | None = None
    folded: tuple[str, ...] = ()
    fingerprint: str = ""
    suppression: Suppression | None = None
