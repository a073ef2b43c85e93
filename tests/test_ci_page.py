"""docs/how-to/ci.md: what is to be copied from it works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

from gikaudit import __version__
from tests.ci import ROOT, blocks, check_schema, gikaudit, load, program, reports, run
from tests.test_junit import suites

PAGE = ROOT / "docs" / "how-to" / "ci.md"
PRE_COMMIT, GITHUB, GITLAB, GITEE = blocks(PAGE, "yaml")
(JENKINS,) = blocks(PAGE, "groovy")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return reports(tmp_path / "仓 库")


def test_pre_commit(tmp_path: Path) -> None:
    config = tmp_path / ".pre-commit-config.yaml"
    config.write_text(PRE_COMMIT, encoding="utf-8")
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(config)]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    (hook,) = yaml.safe_load(PRE_COMMIT)["repos"][0]["hooks"]
    hooks = {hook["id"]: hook["files"] for hook in load(ROOT / ".pre-commit-hooks.yaml")}
    for name in ("年度报告/甲 县.txt", "年度报告/乙县 2017年/年报.md"):
        assert re.search(hook["files"], name) and re.search(hooks[hook["id"]], name)
    assert not re.search(hook["files"], "requirements.txt")
    assert set(re.findall(r"id: ([\w-]+)", PAGE.read_text(encoding="utf-8"))) <= set(hooks)


def test_github(tmp_path: Path) -> None:
    workflow = tmp_path / "gikaudit.yml"
    workflow.write_text(GITHUB, encoding="utf-8")
    assert not check_schema(workflow, "vendor.github-workflows")
    _, step = yaml.safe_load(GITHUB)["jobs"]["audit"]["steps"]
    assert set(step["with"]) <= set(load(ROOT / "action.yml")["inputs"])


def test_the_inputs_and_outputs_listed_are_those_of_the_action() -> None:
    action, text = load(ROOT / "action.yml"), PAGE.read_text(encoding="utf-8")
    table = text.split("| 输入 input |")[1].split("\n\n")[0]
    assert dict(re.findall(r"^\| `([a-z-]+)` \| *`?([^|`]*?)`? *\|", table, re.MULTILINE)) == {
        name: value["default"] for name, value in action["inputs"].items()
    }
    (outputs,) = re.findall(r"outputs: (.*)。", text)
    assert outputs.replace("`", "").split(", ") == list(action["outputs"])


def test_gitlab(tmp_path: Path) -> None:
    pipeline = tmp_path / ".gitlab-ci.yml"
    pipeline.write_text(GITLAB, encoding="utf-8")
    assert not check_schema(pipeline, "vendor.gitlab-ci", "--data-transform", "gitlab-ci")
    told, template = yaml.safe_load(GITLAB), load(ROOT / "ci" / "gitlab.yml")
    assert told["include"] == [{"local": "ci/gitlab.yml"}]
    assert set(told["gikaudit"]["variables"]) <= set(template["gikaudit"]["variables"])


def _gitee() -> str:
    ((step,),) = (stage["steps"] for stage in yaml.safe_load(GITEE)["stages"])
    return "\n".join(step["command"])


def _jenkins() -> str:
    (script,) = re.findall(r"sh '''\n(.*?)'''", JENKINS, re.DOTALL)
    return dedent(script)


@pytest.mark.parametrize("shell", [_gitee, _jenkins])
def test_commands(shell: Any, repository: Path, tmp_path: Path) -> None:
    """The commands with findings, with none, with --exit-zero, and with a folder that is not there."""
    script, programs = shell(), tmp_path / "programs"
    gikaudit(programs / "gikaudit")
    gikaudit(repository / ".gikaudit" / "bin" / "gikaudit")
    for name in (programs / "pip", programs / "python3", repository / ".gikaudit" / "bin" / "pip"):
        program(name, f"echo {name.name} >> asked.log #")

    def status(script: str) -> int:
        return run(["sh", "-ec"], script, repository, PATH=f"{programs}:/usr/bin:/bin").returncode

    def junit() -> int:
        found = suites((repository / "gikaudit-junit.xml").read_text(encoding="utf-8"))
        return sum(int(suite.get("failures", "")) for suite in found)

    assert (status(script), junit()) == (1, 2)
    assert (status(script.replace("年度报告", '"年度报告/乙县 2017年"')), junit()) == (0, 0)
    assert (status(script.replace("gikaudit check", "gikaudit check --exit-zero")), junit()) == (0, 2)
    assert status(script.replace("年度报告", "没有")) == 2
    assert "pip" in (repository / "asked.log").read_text(encoding="utf-8")


def test_the_version_is_the_one_at_hand() -> None:
    assert set(re.findall(r"\bv(\d+\.\d+\.\d+)\b", PAGE.read_text(encoding="utf-8"))) == {__version__}


def test_links() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", PAGE.read_text(encoding="utf-8")):
        assert (PAGE.parent / target).exists(), target
