"""The tutorials do what they say, and the index of rules is that of the code.

The blocks of a tutorial are carried out in order in an empty folder: one with a file name behind its language is
that file, one of the language console a command with what it prints. ``python -m tests.test_docs`` renews what is
printed and the index.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gikaudit.audit import audit
from gikaudit.registry import builtin_rules, family
from gikaudit.rule import Rule
from gikaudit.settings import Settings

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
TUTORIALS = sorted((DOCS / "tutorial").glob("*.md"))
READING = DOCS / "how-to" / "read-a-finding.md"
WRITING = DOCS / "how-to" / "write-a-rule.md"
INDEX = DOCS / "reference" / "rules.md"
PAGES = [*TUTORIALS, READING, WRITING, INDEX]
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def commands(tmp_path: Path) -> Path:
    """A folder with the command ``gikaudit`` in it: that of this checkout."""
    return _commands(tmp_path / "bin")


def _commands(folder: Path) -> Path:
    folder.mkdir()
    command = folder / "gikaudit"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gikaudit "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder


def _printed(block: str, folder: Path, commands: Path) -> str:
    """A console block with what its command prints now."""
    command = block.split("\n", 1)[0].removeprefix("$ ")
    environment = os.environ | {"PATH": f"{commands}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={name: value for name, value in environment.items() if name not in ("FORCE_COLOR", "COLUMNS")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return f"$ {command}\n{result.stdout}"


def _carried_out(text: str, folder: Path, commands: Path) -> Iterator[tuple[str, str]]:
    """The console blocks of a text as they stand there, and as they are printed now."""
    for language, name, block in _BLOCK.findall(text):
        if name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(block, encoding="utf-8")
        elif language == "console":
            yield block, _printed(block, folder, commands)


@pytest.mark.skipif(os.name != "posix", reason="the commands are those of a shell")
@pytest.mark.parametrize("path", TUTORIALS, ids=lambda path: path.name)
def test_a_tutorial_does_what_it_says(path: Path, tmp_path: Path, commands: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    blocks = list(_carried_out(path.read_text(encoding="utf-8"), folder, commands))
    assert len(blocks) >= 3
    for shown, printed in blocks:
        assert shown == printed


def test_the_tutorial_finds_an_error_with_each_thing_it_writes() -> None:
    text = (DOCS / "tutorial" / "rules-of-your-own.md").read_text(encoding="utf-8")
    shown = [block for language, _, block in _BLOCK.findall(text) if language == "console"]
    for code in ("LDS101 警告", "GIK101 错误", "LDS201 警告"):
        assert any(code in block for block in shown), code


@pytest.mark.skipif(os.name != "posix", reason="the commands are those of a shell")
def test_the_finding_explained_is_what_gikaudit_prints(commands: Path) -> None:
    ((shown, printed),) = _carried_out(READING.read_text(encoding="utf-8"), ROOT, commands)
    assert shown == printed


@pytest.mark.parametrize("kind", ["finding", "ok"])
def test_the_rule_shown_finds_what_it_says(kind: str, tmp_path: Path) -> None:
    text = WRITING.read_text(encoding="utf-8")
    blocks = {language: block for language, _, block in _BLOCK.findall(text)}
    module = tmp_path / "own" / "LDS202_trainees_of_trainings.py"
    module.parent.mkdir()
    module.write_text(blocks["python"], encoding="utf-8")
    result = audit("report.txt", blocks[kind].encode(), Settings(select=("LDS",), rules_dir=str(tmp_path)))
    assert [finding.code for finding in result.findings] == (["LDS202"] if kind == "finding" else [])
    assert result.coverage.relations == 1


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        assert (path.parent / target).exists(), target


def test_the_index_is_that_of_the_code() -> None:
    assert INDEX.read_text(encoding="utf-8") == index()


# ---- the index of rules

_HEAD = """\
# 规则索引 Index of rules

<!-- generated: python -m tests.test_docs -->

`gikaudit rules` 列出规则，包括自编规则和插件；`gikaudit rule 代码` 显示说明。
级别的含义见 [README](../../README.zh-CN.md#怎样看结果)；把握指提示正确的可能。

`gikaudit rules` lists the rules, those of your own and of plug-ins too; `gikaudit rule CODE` shows the page of one. For
the levels see the [README](../../README.md#reading-the-output); precision is how often a finding is right.
"""
_FAMILIES = {
    "tool": "GIK0xx 工具自身 The tool itself",
    "tables": "GIK1xx 统计表 The statistics table",
    "narrative": "GIK2xx 正文中的计算 Arithmetic of the narrative",
    "repeats": "GIK3xx 前后重复的数字 The same thing said twice",
    "structure": "GIK4xx 结构 Structure",
    "wording": "GIK5xx 数字的写法 Wording of numbers",
}


def index() -> str:
    """The page docs/reference/rules.md."""
    families: dict[str, list[Rule]] = {}
    for rule in builtin_rules():
        families.setdefault(family(rule), []).append(rule)
    parts = [_HEAD]
    for name, rules in families.items():
        rows = "".join(
            f"| [{rule.code}](../../rules/{name}/{rule.path.with_suffix('.md').name}) | {rule.title.zh}"
            f" | {rule.title.en} | {rule.level.value} | {rule.precision} | `{rule.name}` |\n"
            for rule in rules
        )
        parts.append(
            f"\n## {_FAMILIES[name]}\n\n"
            "| 代码 code | 标题 | title | 级别 level | 把握 precision | 名称 name |\n|---|---|---|---|---|---|\n" + rows
        )
    return "".join(parts)


def _renew() -> None:
    INDEX.parent.mkdir(exist_ok=True)
    INDEX.write_text(index(), encoding="utf-8")
    with tempfile.TemporaryDirectory() as temporary:
        commands = _commands(Path(temporary, "bin"))
        for path in (*TUTORIALS, READING):
            folder = ROOT if path == READING else Path(temporary, path.stem)
            folder.mkdir(exist_ok=True)
            text = path.read_text(encoding="utf-8")
            for shown, printed in _carried_out(text, folder, commands):
                text = text.replace(f"```console\n{shown}```", f"```console\n{printed}```")
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _renew()
