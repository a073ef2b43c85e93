"""The rules of a run: gikaudit's own, those of installed plug-ins, and those of a folder of the user."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from gikaudit.forms import Form, FormError, forms, load_form
from gikaudit.patterns import compiled
from gikaudit.plugins import installed
from gikaudit.relation import Level
from gikaudit.resources import resource
from gikaudit.rule import Rule, Words

_CODE = compiled(r"[A-Z]{2,8}\d{3}")
_OWN = "GIK"
_MEANT_AS_RULE = compiled(r"[A-Z]{2,}\d")
"""Other modules may stand beside the rules; their names begin with a small letter."""
_TYPES = {"code": str, "name": str, "title": Words, "level": Level, "message": Words}


class RuleError(Exception):
    """Rules cannot be used: the file that is wrong, and what to change, in Chinese and English."""

    def __init__(self, path: Path, zh: str, en: str) -> None:
        super().__init__(f"{path}: {en}")
        self.path, self.zh, self.en = path, zh, en


class Problem(NamedTuple):
    """Rules of somebody that cannot be used: in which file, whose they are, and why."""

    path: str
    origin: str
    reason: Words


class Ruleset(NamedTuple):
    """What a run checks with. ``problems`` are rules that should be among the others and cannot be."""

    rules: tuple[Rule, ...]
    forms: tuple[Form, ...]
    problems: tuple[Problem, ...] = ()


@cache
def ruleset(rules_dir: str = "") -> Ruleset:
    """The rules and forms of a run, the rules by code: gikaudit's own, those of plug-ins, those of a folder.

    Raises RuleError or FormError for what is wrong in gikaudit itself.
    """
    collected = _Collected(list(builtin_rules()), list(forms()), [])
    for plugin in installed():
        try:
            folder = plugin.folder()
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the rules of others must not end a run
            said = _crashed(plugin.announced, error)
            collected.problems.append(Problem(str(said.path), plugin.name, Words(said.zh, said.en)))
        else:
            collected.add(folder, plugin.name, plugin.package)
    if rules_dir:
        collected.add(Path(rules_dir), rules_dir, "gikaudit.rules_dir")
    rules = sorted(collected.rules, key=lambda rule: rule.code)
    return Ruleset(tuple(rules), tuple(collected.forms), tuple(collected.problems))


@cache
def builtin_rules() -> tuple[Rule, ...]:
    """The rules in ``rules/``, by code. Raises RuleError."""
    return load_rules(resource("rules"))


def load_rules(folder: Path) -> tuple[Rule, ...]:
    """One instance of each rule in the families of a folder. Raises RuleError for a module that is wrong."""
    rules: dict[str, Rule] = {}
    for path in _rule_files(folder):
        rule = _load(path, "gikaudit.rules")
        if rule.code in rules:
            raise _taken(path, rules[rule.code])
        rules[rule.code] = rule
    return tuple(rules[code] for code in sorted(rules))


def page(rule: Rule) -> str:
    """The Markdown page of a rule: the file beside its module, else its title and what it says about itself."""
    beside = rule.path.with_suffix(".md")
    if rule.path.suffix == ".py" and beside.is_file():
        return beside.read_text(encoding="utf-8")
    said = (type(rule).__doc__ or sys.modules[type(rule).__module__].__doc__ or "").strip()
    return f"# {rule.code} {rule.title.zh}\n\n{rule.title.en} (`{rule.name}`)\n" + (f"\n{said}\n" if said else "")


def family(rule: Rule) -> str:
    """The name of the folder a rule is in."""
    return rule.path.parent.name


class _Collected(NamedTuple):
    rules: list[Rule]
    forms: list[Form]
    problems: list[Problem]

    def add(self, folder: Path, origin: str, package: str) -> None:
        """Add what a folder holds: rules, forms/*.toml, identities/*.toml."""
        found = False
        for path in _rule_files(folder):
            found = True
            try:
                self._add_rule(_load(path, package), path, origin)
            except RuleError as error:
                self.problems.append(Problem(str(error.path), origin, Words(error.zh, error.en)))
        for path in sorted(folder.glob("forms/*.toml")):
            found = True
            try:
                self._add_form(load_form(path), path)
            except FormError as error:
                self.problems.append(Problem(str(path), origin, Words(error.zh, error.en)))
        for path in sorted(folder.glob("identities/*.toml")):
            found = True
            self._add_identities(path, origin)
        if not found:
            words = Words("没有可用的规则、统计表或关系式", "there are no rules, forms or identities in it")
            self.problems.append(Problem(str(folder), origin, words))

    def _add_rule(self, rule: Rule, path: Path, origin: str) -> None:
        if rule.code.startswith(_OWN):
            raise RuleError(
                path,
                f"规则代码{rule.code}：{_OWN}开头的代码由gikaudit自用，请另选字母",
                f"the code {rule.code}: codes with {_OWN} are gikaudit's own; choose other letters",
            )
        other = next((known for known in self.rules if known.code == rule.code), None)
        if other is not None:
            raise _taken(path, other)
        rule.path, rule.origin = path, origin
        self.rules.append(rule)

    def _add_form(self, form: Form, path: Path) -> None:
        if any(known.id == form.id for known in self.forms):
            raise FormError(path, f"统计表{form.id}已有", f"there is a form {form.id} already")
        self.forms.append(form)

    def _add_identities(self, path: Path, origin: str) -> None:
        from gikaudit.identities import load_identities

        try:
            for rule in load_identities(path, self.forms):
                if not _CODE.fullmatch(rule.code):
                    raise _no_code(path, rule.code)
                self._add_rule(rule, path, origin)
        except (FormError, RuleError) as error:
            self.problems.append(Problem(str(path), origin, Words(error.zh, error.en)))


def _rule_files(folder: Path) -> list[Path]:
    paths = [*folder.glob("*.py"), *folder.glob("*/*.py")]
    return sorted(path for path in paths if _MEANT_AS_RULE.match(path.stem))


def _load(path: Path, package: str) -> Rule:
    code, separator, words = path.stem.partition("_")
    if not (separator and words and _CODE.fullmatch(code)):
        raise _no_code(path, path.name)
    module = _module(path, f"{package}.{path.parent.name}.{path.stem}")
    classes = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Rule) and value.__module__ == module.__name__
    ]
    if len(classes) != 1:
        raise RuleError(
            path,
            f"规则文件应有且只有一个由Rule派生的类，现有{len(classes)}个",
            f"a rule module defines one class derived from Rule, this one {len(classes)}",
        )
    rule = _instance(classes[0], path)
    for attribute, kind in _TYPES.items():
        if not hasattr(rule, attribute):
            raise RuleError(path, f"规则缺少{attribute}", f"the rule has no {attribute}")
        if not isinstance(getattr(rule, attribute), kind):
            name = kind.__name__
            raise RuleError(path, f"规则的{attribute}应为{name}", f"the {attribute} of the rule must be of type {name}")
    if rule.code != code:
        raise RuleError(
            path,
            f"规则代码{rule.code}与文件名不符",
            f"the code {rule.code} is not that of the file's name",
        )
    rule.path = path
    return rule


def _module(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise RuleError(path, "无法导入", "it cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # before execution: dataclasses look their module up
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        raise _crashed(path, error) from error
    return module


def _instance(rule: type[Rule], path: Path) -> Rule:
    try:
        return rule()
    except (Exception, SystemExit) as error:
        raise _crashed(path, error) from error


def _crashed(path: Path, error: BaseException) -> RuleError:
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return RuleError(path, f"导入时出错（{words}）", words)


def _no_code(path: Path, name: str) -> RuleError:
    return RuleError(
        path,
        f"{name}不是规则代码：规则文件按ABC101_in_words.py的样式命名，代码为2至8个大写字母加3位数字",
        f"{name} has no code: a rule module is named ABC101_in_words.py, 2 to 8 capital letters and three digits",
    )


def _taken(path: Path, other: Rule) -> RuleError:
    return RuleError(
        path,
        f"规则代码{other.code}已由{other.path}使用",
        f"the code {other.code} is taken by another rule, {other.path}",
    )
