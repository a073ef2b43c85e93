"""The rules in a SARIF log: what they are, and what is set for them in a run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from gikaudit.failures import FAILURES
from gikaudit.registry import family, page
from gikaudit.relation import Level
from gikaudit.rule import Rule
from gikaudit.settings import Settings

_LONGEST_DESCRIPTION = 1000
_SEVERITIES = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "recommendation"}
"""GitHub's words for the levels, by which alerts can be filtered."""
_EXAMPLES = {"finding": "不符 Finding:", "ok": "相符 OK:"}
"""What the mark of an example says, which is not shown where Markdown is rendered."""
_EXAMPLE = re.compile(rf"^```({'|'.join(_EXAMPLES)})$", re.MULTILINE)
_MARKS = re.compile(r"^(?:#+ |```.*\n?)", re.MULTILINE)


def rule_object(rule: Rule, language: str) -> dict[str, Any]:
    """A rule as a reportingDescriptor. Its help is its page, in both languages."""
    text = page(rule)
    markdown = _EXAMPLE.sub(lambda mark: f"{_EXAMPLES[mark[1]]}\n\n```text", text)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.title.in_language(language) + ("." if language == "en" else "。")},
        "fullDescription": {"text": _purpose(text) or "。".join(rule.title)},
        "defaultConfiguration": _usual(rule),
        "help": {"text": _MARKS.sub("", markdown), "markdown": markdown},
        "properties": {
            "precision": rule.precision,
            "problem.severity": _SEVERITIES[rule.level],
            "tags": [family(rule)],
        },
    }


def overrides(rules: Sequence[Rule], settings: Settings) -> list[dict[str, Any]]:
    """What is set for rules in a run: that it leaves them out, another level, options. The tool's own failures
    always count, as they are."""
    found = []
    for number, rule in enumerate(rules):
        configuration: dict[str, Any] = {}
        if rule.code in FAILURES:
            continue
        if not settings.selects(rule.code):
            configuration["enabled"] = False
        level = settings.level(rule.code, rule.level)
        if level not in (None, rule.level):
            configuration["level"] = level
        if rule.code in settings.options:
            configuration["parameters"] = dict(settings.options[rule.code])
        if configuration:
            found.append({"descriptor": {"id": rule.code, "index": number}, "configuration": configuration})
    return found


def _usual(rule: Rule) -> dict[str, Any]:
    """How a rule is configured where nothing is set for it."""
    configuration: dict[str, Any] = {"level": rule.level.value}
    if rule.options:
        configuration["parameters"] = {option.name: option.default for option in rule.options}
    return configuration


def _purpose(text: str) -> str:
    """The first section of a rule's page: what it checks."""
    _, _, section = text.partition("\n## ")
    words = " ".join(section.partition("\n## ")[0].partition("\n")[2].split())
    return words if len(words) <= _LONGEST_DESCRIPTION else words[: _LONGEST_DESCRIPTION - 1] + "…"
