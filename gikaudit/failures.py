"""The tool's own failures. They are findings like any other; their pages are in rules/tool."""

from __future__ import annotations

from pathlib import Path

UNREADABLE = "GIK001"
TABLE_NOT_UNDERSTOOD = "GIK002"
RULE_CRASHED = "GIK003"
AUDIT_CRASHED = "GIK004"
RULES_UNUSABLE = "GIK005"
UNUSED_SUPPRESSION = "GIK006"
WRONG_SETTINGS = "GIK007"

FAILURES = frozenset({UNREADABLE, TABLE_NOT_UNDERSTOOD, RULE_CRASHED, AUDIT_CRASHED, RULES_UNUSABLE, WRONG_SETTINGS})
"""A run with one of these is incomplete: exit status 2."""

_LONGEST = 160


def describe(error: BaseException) -> str:
    """An unforeseen error in one line, with the place in the program where it came up."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    words = " ".join(str(error).split())[:_LONGEST]
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace is not None else ""
    return ", ".join(filter(None, (f"{type(error).__name__}: {words}" if words else type(error).__name__, place)))
