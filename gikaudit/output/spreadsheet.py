"""Cells that a spreadsheet shows as they are."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins so is calculated, or its beginning dropped and the rest calculated. The full-width forms
are taken for the others where the language of the spreadsheet is Chinese or Japanese."""


def guarded(value: str) -> str:
    """A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{value}" if value.startswith(_FORMULA) else value
