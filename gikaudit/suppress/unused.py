"""Entries that suppress nothing."""

from typing import NamedTuple

from gikaudit.rule import Words


class Unused(NamedTuple):
    """An entry of a baseline or list that suppressed nothing in this run: its line, and what to say about it."""

    line: int
    words: Words
