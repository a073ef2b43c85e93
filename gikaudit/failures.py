"""The codes of the tool's own failures. They are findings like any other; their pages are in rules/tool."""

UNREADABLE = "GIK001"
TABLE_NOT_UNDERSTOOD = "GIK002"
RULE_CRASHED = "GIK003"

FAILURES = frozenset({UNREADABLE, TABLE_NOT_UNDERSTOOD, RULE_CRASHED})
"""A run with one of these is incomplete: exit status 2."""
