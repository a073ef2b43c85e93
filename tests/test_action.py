"""action.yml: its steps, taken out of it and run as the runner of GitHub Actions runs them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.ci import CASES, MISTYPED, ROOT, Case, check_schema, gikaudit, load, program, reports, run
from tests.sarif_log import VALIDATOR

ACTION = ROOT / "action.yml"
STEPS: list[dict[str, Any]] = load(ACTION)["runs"]["steps"]
BASH = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c"]


class Ran(NamedTuple):
    """What came of the steps: the exit status of the last one run, the log, and the files handed to other actions."""

    status: int
    log: str
    uploaded: list[str]
    sarif: Path
    outputs: dict[str, str]


def steps(folder: Path, **given: str) -> Ran:
    """Run the steps of the action but for the installation, for which gikaudit of this checkout stands."""
    temp = folder.parent / "runner"
    gikaudit(temp / "gikaudit" / "bin" / "gikaudit")
    known = {f"inputs.{name}": value["default"] for name, value in load(ACTION)["inputs"].items()}
    assert {f"inputs.{name}" for name in given} <= set(known)
    known |= {f"inputs.{name}": value for name, value in given.items()}
    log, status = "", 0
    uploaded: list[str] = []
    outputs: dict[str, str] = {}
    for step in STEPS:
        if step["name"] in ("Python", "Install gikaudit") or not _wanted(step.get("if", ""), known):
            continue
        if "uses" in step:
            uploaded.append(_value(step["with"]["sarif_file"], known))
            continue
        written = temp / "output"
        written.write_text("", encoding="utf-8")
        variables = {name: _value(value, known) for name, value in step.get("env", {}).items()}
        done = run(BASH, step["run"], folder, **variables, RUNNER_TEMP=str(temp), GITHUB_OUTPUT=str(written))
        log, status = log + done.stdout + done.stderr, done.returncode
        found = dict(line.split("=", 1) for line in written.read_text(encoding="utf-8").splitlines())
        known |= {f"steps.{step.get('id')}.outputs.{name}": value for name, value in found.items()}
        outputs |= found
        if status:
            break
    return Ran(status, log, uploaded, temp / "gikaudit.sarif", outputs)


def _value(text: str, known: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ *(\S+) *\}\}", lambda found: known.get(found[1], ""), text)


def _wanted(condition: str, known: dict[str, str]) -> bool:
    """Whether a condition of comparisons joined by && is met."""
    if not condition:
        return True
    for part in condition.split(" && "):
        found = re.fullmatch(r"(\S+) (==|!=) '(.*)'", part)
        assert found, part
        if (known.get(found[1], "") == found[3]) != (found[2] == "=="):
            return False
    return True


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return reports(tmp_path / "仓 库")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_steps(case: Case, repository: Path) -> None:
    ran = steps(repository, paths=case.paths, args=case.args, **{"fail-on": case.fail_on})
    assert (ran.status, ran.outputs["exit-status"]) == (case.status, str(case.status)), ran.log
    assert ran.uploaded == [str(ran.sarif)] == [ran.outputs["sarif-file"]]
    log = json.loads(ran.sarif.read_text(encoding="utf-8"))
    VALIDATOR.validate(log)
    assert {result["ruleId"] for result in log["runs"][0]["results"]} == set(case.codes)
    assert all(f": {code} " in ran.log for code in case.codes)  # a reader of the log sees them, too
    assert not (repository / "oops").exists()


def test_a_mistyped_option_is_said_and_nothing_is_uploaded(repository: Path) -> None:
    ran = steps(repository, paths=MISTYPED.paths, **{"fail-on": MISTYPED.fail_on})
    assert (ran.status, ran.uploaded) == (2, [])
    assert "Did you mean error?" in ran.log


def test_without_code_scanning_findings_stand_at_their_lines(repository: Path) -> None:
    ran = steps(repository, paths="年度报告/甲 县.txt", **{"upload-sarif": "false"})
    assert (ran.status, ran.uploaded) == (1, [])
    assert ran.log.startswith("::error file=年度报告/甲 县.txt,line=2,")


def test_a_report_gives_no_commands_to_the_runner(repository: Path) -> None:
    (repository / "::error::y.txt").write_bytes((repository / "年度报告/甲 县.txt").read_bytes())
    marks = set()
    for _ in range(2):
        log = steps(repository, paths="::error::y.txt").log
        first, *between, last = log.splitlines()
        assert any(line.startswith("::error::y.txt:2:7: GIK201") for line in between)
        stopped = re.fullmatch("::stop-commands::([0-9a-f]{32})", first)
        assert stopped and last == f"::{stopped[1]}::"
        marks.add(stopped[1])
    assert len(marks) == 2  # nobody can know the mark beforehand


def test_what_a_workflow_passes_on_is_never_part_of_a_script() -> None:
    assert not [step["name"] for step in STEPS if "${{" in step.get("run", "")]


def test_each_input_is_used_and_each_one_used_is_there() -> None:
    used = set(re.findall(r"inputs\.([a-z-]+)", ACTION.read_text(encoding="utf-8")))
    assert used == set(load(ACTION)["inputs"])


def test_the_schema_of_actions_accepts_it(tmp_path: Path) -> None:
    assert not check_schema(ACTION, "vendor.github-actions")
    spoiled = tmp_path / "action.yml"
    spoiled.write_text(ACTION.read_text(encoding="utf-8").replace("shell: bash", "shel: bash"), encoding="utf-8")
    assert "shel" in check_schema(spoiled, "vendor.github-actions")


@pytest.mark.parametrize(("version", "wanted"), [("", "/the action/of gikaudit"), ("1.2.3", "gikaudit==1.2.3")])
def test_what_is_installed(version: str, wanted: str, tmp_path: Path) -> None:
    """What comes with the action, or the version named. That pip can install it is shown by pre-commit's tests."""
    (step,) = [step for step in STEPS if step["name"] == "Install gikaudit"]
    program(tmp_path / "python", "echo python")
    program(tmp_path / "runner" / "gikaudit" / "bin" / "pip", "echo pip")
    variables = {"PYTHON": str(tmp_path / "python"), "VERSION": version, "RUNNER_TEMP": str(tmp_path / "runner")}
    done = run(BASH, step["run"], tmp_path, **variables, GITHUB_ACTION_PATH="/the action/of gikaudit")
    assert done.stdout == f"python -m venv {tmp_path}/runner/gikaudit\npip install --quiet {wanted}\n"
