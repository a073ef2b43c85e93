"""What the tests of the files for continuous integration share: reports, programs, and the cases."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.audits import RIGHT, SHARE, WRONG

ROOT = Path(__file__).parent.parent


class Case(NamedTuple):
    """A run of gikaudit in a pipeline. paths: one a line; codes: the rules that find something."""

    paths: str
    status: int
    args: str = ""
    fail_on: str = ""
    codes: tuple[str, ...] = ()

    @property
    def options(self) -> str:
        """The options where there is no field of its own for the level."""
        return f"{self.args} --fail-on {self.fail_on}" if self.fail_on else self.args


BOTH = "年度报告/乙县 2017年\n年度报告/甲 县.txt\n"
CASES = {
    "nothing found": Case("年度报告/乙县 2017年", 0),
    "an error": Case(BOTH, 1, codes=("GIK201",)),
    "several options": Case(BOTH, 0, args="--ignore GIK201\n  --lang en "),
    "no status for findings": Case(BOTH, 0, args="--exit-zero", codes=("GIK201",)),
    "a warning": Case("年度报告/丙县[2017].txt", 0, codes=("GIK202",)),
    "a warning that counts": Case("年度报告/丙县[2017].txt", 1, fail_on="warning", codes=("GIK202",)),
    "a file that is not there": Case(f"没有 这份.txt\n{BOTH}", 2, codes=("GIK001", "GIK201")),
    "no status for findings, and a file that is not there": Case("没有.txt", 2, args="--exit-zero", codes=("GIK001",)),
    "names like options and commands": Case("-f.txt\n$(touch oops).txt\n`touch oops`.txt", 1, codes=("GIK201",)),
}
MISTYPED = Case(".", 2, fail_on="eror")


def reports(folder: Path) -> Path:
    """A repository with reports whose names are hard."""
    texts = {
        "年度报告/乙县 2017年/年报 终稿.txt": RIGHT,
        "年度报告/甲 县.txt": WRONG,
        "年度报告/丙县[2017].txt": SHARE,
        "年度报告/丙县2.txt": WRONG,  # what the pattern [2017] would stand for
        "-f.txt": WRONG,
        "$(touch oops).txt": WRONG,
        "`touch oops`.txt": WRONG,
        "说明.rst": WRONG,
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


def program(path: Path, command: str) -> None:
    """A program that hands its arguments to a command of the shell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    path.chmod(0o755)


def gikaudit(path: Path) -> None:
    """gikaudit as it is in this checkout."""
    program(path, f"env PYTHONPATH={shlex.quote(str(ROOT))} {shlex.quote(sys.executable)} -m gikaudit")


def run(shell: list[str], script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script as a runner does, with no variables but those given and in no language of its own."""
    usual = {"PATH": os.environ["PATH"], "LC_ALL": "C", "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"]}
    return subprocess.run(
        [*shell, script],
        cwd=folder,
        env=usual | variables,
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def checkout(folder: Path) -> Path:
    """What is installed from a checkout, without what lies about in this one."""
    for name in ("gikaudit", "grammar", "rules"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder)
    return folder


def load(path: Path) -> Any:
    """A YAML file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def check_schema(file: Path, schema: str, *options: str) -> str:
    """What a schema of SchemaStore, as it comes with check-jsonschema, has against a file."""
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *options, str(file)],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr
