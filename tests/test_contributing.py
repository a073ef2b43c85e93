"""The rule in CONTRIBUTING.md is a rule that works."""

import re
from pathlib import Path

from gikaudit.evaluate import Status, judge
from gikaudit.read import read_report
from gikaudit.readers.text import read_text
from gikaudit.registry import load_rules
from gikaudit.rule import Rule
from gikaudit.source import read_source

TEXT = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")


def _block(language: str) -> str:
    (block,) = re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    assert isinstance(block, str)
    return block


def _verdicts(rule: Rule, text: str) -> list[Status]:
    report = read_report(read_text(read_source("example.txt", text.encode())))
    return [judge(relation).status for relation in rule.relations(report)]


def test_the_rule_shown_finds_what_it_says(tmp_path: Path) -> None:
    module = tmp_path / "narrative" / "GIK299_trainees_of_trainings.py"
    module.parent.mkdir()
    module.write_text(_block("python"), encoding="utf-8")
    (rule,) = load_rules(tmp_path)
    assert _verdicts(rule, _block("finding")) == [Status.BROKEN]
    assert _verdicts(rule, _block("ok")) == [Status.HOLDS]


def test_the_identity_shown_is_one_of_the_form() -> None:
    form = Path(__file__).parent.parent / "rules" / "forms" / "statistics-2014.toml"
    assert _block("toml") in form.read_text(encoding="utf-8")
