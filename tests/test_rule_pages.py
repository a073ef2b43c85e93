"""The pages of the rules: their headings, and their examples, which are the tests of the rules."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from gikaudit.audit import audit
from gikaudit.registry import builtin_rules, page
from gikaudit.resources import resource
from gikaudit.settings import Settings

HEADINGS = [
    "## 检查内容 What it checks",
    "## 理由 Why",
    "## 示例 Examples",
    "## 例外 Exceptions",
    "## 依据 Source",
]


class Example(NamedTuple):
    code: str
    kind: str
    text: str


def _examples() -> list[Example]:
    return [
        Example(rule.code, kind, text)
        for rule in builtin_rules()
        for kind, text in re.findall(r"```(finding|ok)\n(.*?)\n```", page(rule), re.DOTALL)
    ]


@pytest.mark.parametrize("rule", builtin_rules(), ids=lambda rule: rule.code)
def test_page_has_the_fixed_headings(rule) -> None:  # type: ignore[no-untyped-def]
    text = page(rule)
    assert re.findall(r"^## .*", text, re.MULTILINE) == HEADINGS
    assert text.startswith(f"# {rule.code} {rule.title.zh}\n")
    assert f"`{rule.name}`" in text


@pytest.mark.parametrize("example", _examples(), ids=lambda e: f"{e.code}-{e.kind}-{e.text[:12]}")
def test_example(example: Example) -> None:
    found = {finding.code for finding in audit("example.txt", example.text.encode(), Settings()).findings}
    if example.kind == "finding":
        assert example.code in found
    else:
        assert example.code not in found


def test_every_rule_but_failures_has_both_kinds_of_examples() -> None:
    kinds = {(example.code, example.kind) for example in _examples()}
    for rule in builtin_rules():
        if not rule.code.startswith("GIK0"):
            assert {(rule.code, "finding"), (rule.code, "ok")} <= kinds, rule.code


def test_each_page_belongs_to_a_rule() -> None:
    pages = {path.stem for path in (Path(resource("rules"))).glob("*/GIK*.md")}
    modules = {path.stem for path in (Path(resource("rules"))).glob("*/GIK*.py")}
    assert pages == modules


def test_names_and_titles_are_unique() -> None:
    rules = builtin_rules()
    assert len({rule.name for rule in rules}) == len(rules)
    assert len({rule.title for rule in rules}) == len(rules)
