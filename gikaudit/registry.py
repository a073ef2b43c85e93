"""Finding and loading the rules."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

from gikaudit.resources import resource
from gikaudit.rule import Rule

_CODE_LENGTH = len("GIK000")


class RuleError(Exception):
    """A rule module is wrong; the message names the file and what to change."""


@cache
def builtin_rules() -> tuple[Rule, ...]:
    """The rules in ``rules/``, by code. Raises RuleError."""
    return load_rules(resource("rules"))


def load_rules(folder: Path) -> tuple[Rule, ...]:
    """One instance of each rule in the families of a folder. Raises RuleError for a module that is wrong."""
    rules: dict[str, Rule] = {}
    for path in sorted(folder.glob("*/GIK*.py")):
        rule = _load(path)
        if rule.code in rules:
            raise RuleError(f"{path}: the code {rule.code} is taken by another rule")
        rules[rule.code] = rule
    return tuple(rules[code] for code in sorted(rules))


def page(rule: Rule) -> str:
    """The Markdown page of a rule, which stands beside its module."""
    path = Path(sys.modules[type(rule).__module__].__file__ or "")
    return path.with_suffix(".md").read_text(encoding="utf-8")


def family(rule: Rule) -> str:
    """The name of the folder a rule is in."""
    return type(rule).__module__.rpartition(".")[0].rpartition(".")[2]


def _load(path: Path) -> Rule:
    code, separator, words = path.stem.partition("_")
    if not (separator and words and len(code) == _CODE_LENGTH and code[3:].isdigit()):
        raise RuleError(f"{path}: a rule module is named GIK201_in_words.py")
    module = _module(path)
    classes = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Rule) and value.__module__ == module.__name__
    ]
    if len(classes) != 1:
        raise RuleError(f"{path}: a rule module defines one class derived from Rule, this one {len(classes)}")
    rule = classes[0]()
    for attribute in ("code", "name", "title", "level", "message"):
        if not hasattr(rule, attribute):
            raise RuleError(f"{path}: the rule has no {attribute}")
    if rule.code != code:
        raise RuleError(f"{path}: the code {rule.code} is not that of the file's name")
    return rule


def _module(path: Path) -> ModuleType:
    name = f"gikaudit.rules.{path.parent.name}.{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise RuleError(f"{path}: cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # before execution: dataclasses look their module up
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        raise RuleError(f"{path}: {type(error).__name__}: {error}") from error
    return module
