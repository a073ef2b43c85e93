"""What a shell completes. Each function is given what stands there and returns values, with or without a remark."""

from __future__ import annotations

from gikaudit.output.formats import FORMATS


def formats(incomplete: str) -> list[str]:
    """The output formats."""
    return [name for name in FORMATS if name.startswith(incomplete)]


def fact_formats(incomplete: str) -> list[str]:
    """The formats of ``gikaudit facts``."""
    return [name for name in ("table", "json", "csv") if name.startswith(incomplete)]


def levels(incomplete: str) -> list[str]:
    """The levels of findings."""
    return [level for level in ("error", "warning", "note") if level.startswith(incomplete)]


def languages(incomplete: str) -> list[tuple[str, str]]:
    """The languages of messages."""
    return [(code, name) for code, name in (("zh", "中文"), ("en", "English")) if code.startswith(incomplete)]


def colors(incomplete: str) -> list[str]:
    """When output is coloured."""
    return [name for name in ("auto", "always", "never") if name.startswith(incomplete)]


def code(incomplete: str) -> list[tuple[str, str]]:
    """The codes of rules, with their titles."""
    from gikaudit.registry import builtin_rules

    wanted = incomplete.upper()
    return [(rule.code, rule.title.zh) for rule in builtin_rules() if rule.code.startswith(wanted)]


def codes(incomplete: str) -> list[tuple[str, str]]:
    """The codes of rules for the last one of a list separated by commas; what stands before it stays."""
    before, comma, last = incomplete.rpartition(",")
    return [(f"{before}{comma}{found}", title) for found, title in code(last)]
