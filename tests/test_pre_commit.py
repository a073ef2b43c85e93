""".pre-commit-hooks.yaml: once with pre-commit itself, which installs gikaudit as it does at a user's, and each hook
as pre-commit calls it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gikaudit.cli.files import SUFFIXES
from tests.ci import ROOT, checkout, gikaudit, load, reports

HOOKS: list[dict[str, Any]] = load(ROOT / ".pre-commit-hooks.yaml")
PRE_COMMIT = [sys.executable, "-m", "pre_commit"]

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="there is no git: install the package git")


def git(folder: Path, *arguments: str) -> None:
    told = ["-c", "user.name=gikaudit", "-c", "user.email=gikaudit@example.invalid", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *told, *arguments], cwd=folder, env=_environment(), check=True, capture_output=True)


def _environment(**more: str) -> dict[str, str]:
    """Nothing of the repository in which the tests may run, and not its gikaudit."""
    index = ("PIP_", "SSL_", "HTTP", "http", "HOME")  # what leads pip to a package index, and to its cache
    kept = {name: value for name, value in os.environ.items() if name.startswith(index)}
    return kept | {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1"} | more


def repository(folder: Path) -> Path:
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=reports")
    return folder


@pytest.mark.usefixtures("registry")
def test_pre_commit_installs_the_hooks_and_runs_them(tmp_path: Path) -> None:
    tool = repository(checkout(tmp_path / "gikaudit"))
    given = repository(reports(tmp_path / "仓 库"))
    cache = {"PRE_COMMIT_HOME": str(tmp_path / "pre-commit"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [*PRE_COMMIT, "try-repo", str(tool), "--color=never", "--files", *_files(given / "年度报告")],
        cwd=given,
        env=_environment(**cache),
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 1, done.stdout + done.stderr
    usual, strict = done.stdout.split("gikaudit.....")[1].split("gikaudit (strict)....")
    for said in (usual, strict):
        assert "Failed" in said and "- exit code: 1" in said
        assert "年度报告/甲 县.txt:2:7: GIK201 错误" in said
        assert "年度报告/丙县2.txt:2:7: GIK201 错误" in said
        assert said.count("GIK201") == 2 and said.count("GIK202") == 1
        assert "错误2处、警告1处" in said and "报告4份（无法读取0份）" in said


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder.parent)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("files", "usual", "strict"),
    [
        (["年度报告/乙县 2017年/年报 终稿.txt"], 0, 0),
        (["年度报告/丙县[2017].txt"], 0, 1),
        (["年度报告/甲 县.txt", "年度报告/乙县 2017年/年报 终稿.txt"], 1, 1),
        (["年度报告/甲 县.txt", "年度报告/没有.txt"], 2, 2),
    ],
)
def test_exit_status(files: list[str], usual: int, strict: int, tmp_path: Path) -> None:
    given = reports(tmp_path / "仓 库")
    gikaudit(tmp_path / "bin" / "gikaudit")
    for hook, status in zip(HOOKS, (usual, strict), strict=True):
        command = [*shlex.split(hook["entry"]), *files]
        path = {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"]}
        done = subprocess.run(
            command, cwd=given, env=_environment(**path), check=False, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == status, done.stdout + done.stderr


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_the_files_are_those_that_gikaudit_reads(hook: dict[str, Any]) -> None:
    """In a folder gikaudit looks for the same files."""
    named = re.compile(hook["files"])
    for suffix in SUFFIXES:
        assert named.search(f"年度报告/乙县 2017年{suffix}")
        assert named.search(f"A{suffix.upper()}")
    suffixes = {".txt", ".md", ".html", ".htm", ".docx", ".xlsx", ".pdf", ".doc", ".py", ".txt.bak", "txt"}
    assert {suffix for suffix in suffixes if named.search(f"a{suffix}")} == suffixes & set(SUFFIXES)


def test_pre_commit_accepts_the_manifest(tmp_path: Path) -> None:
    def accepted(path: Path) -> bool:
        command = [*PRE_COMMIT, "validate-manifest", str(path)]
        return subprocess.run(command, env=_environment(), check=False, capture_output=True).returncode == 0

    manifest = ROOT / ".pre-commit-hooks.yaml"
    spoiled = tmp_path / manifest.name
    spoiled.write_text(manifest.read_text(encoding="utf-8").replace("entry:", "run:"), encoding="utf-8")
    assert accepted(manifest)
    assert not accepted(spoiled)
