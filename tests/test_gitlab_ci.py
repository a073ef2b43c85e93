"""ci/gitlab.yml: its script, run by both shells that runners of GitLab use, and what it leaves for GitLab."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from subprocess import CompletedProcess
from xml.etree import ElementTree as ET

import pytest

from tests.ci import CASES, MISTYPED, ROOT, Case, check_schema, gikaudit, load, program, reports, run
from tests.test_gitlab import issues
from tests.test_junit import suites

TEMPLATE = ROOT / "ci" / "gitlab.yml"
JOB = load(TEMPLATE)["gikaudit"]


def script(folder: Path, shell: str = "bash", **given: str) -> CompletedProcess[str]:
    """Run the script of the job. What pip is asked for is the last line of the log; it is not installed."""
    programs = folder.parent / "programs"
    gikaudit(programs / "gikaudit")
    program(programs / "pip", "echo pip >&2")
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"there is no {shell}: install the package {shell} (apt-get install {shell})")
    assert set(given) <= set(JOB["variables"])
    variables = JOB["variables"] | given | {"PATH": f"{programs}:/usr/bin:/bin"}
    return run([found, "-ec"], "\n".join(JOB["script"]), folder, **variables)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return reports(tmp_path / "仓 库")


def handed_over(repository: Path) -> tuple[str, str]:
    """The reports that GitLab takes: code quality and tests."""
    reported = JOB["artifacts"]["reports"]
    quality, junit = (repository / reported[name] for name in ("codequality", "junit"))
    return quality.read_text(encoding="utf-8"), junit.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_script(case: Case, repository: Path) -> None:
    done = script(repository, GIKAUDIT_PATHS=case.paths, GIKAUDIT_ARGS=case.options)
    assert done.returncode == case.status, done.stderr
    quality, junit = handed_over(repository)
    assert {issue["check_name"] for issue in issues(quality)} == set(case.codes)
    names = [test.get("name", "") for suite in suites(junit) for test in suite]
    assert {name.split(" ")[0] for name in names if name.startswith("GIK")} == set(case.codes)
    assert all(f": {code} " in done.stdout for code in case.codes)  # a reader of the log sees them, too
    assert not (repository / "oops").exists()


@pytest.mark.parametrize("shell", ["sh", "dash"])
def test_the_script_in_other_shells(shell: str, repository: Path) -> None:
    case = CASES["several options"]
    done = script(repository, shell, GIKAUDIT_PATHS=case.paths, GIKAUDIT_ARGS=case.options)
    assert (done.returncode, done.stderr.count("gikaudit:")) == (case.status, 0), done.stderr
    assert "2 reports" in done.stdout


def test_a_mistyped_option_is_said(repository: Path) -> None:
    done = script(repository, GIKAUDIT_PATHS=MISTYPED.paths, GIKAUDIT_ARGS=MISTYPED.options)
    assert done.returncode == 2
    assert "Did you mean error?" in done.stderr


def test_all_that_is_given_by_default(repository: Path) -> None:
    done = script(repository)
    assert done.returncode == 1
    assert done.stderr.splitlines()[0].split(" ")[-1] == "gikaudit"  # what pip installs
    assert len(suites(handed_over(repository)[1])) == len(list(repository.rglob("*.txt")))


def test_what_is_installed_may_be_chosen(repository: Path) -> None:
    done = script(repository, GIKAUDIT_PACKAGE="dist/gik audit.whl", GIKAUDIT_PATHS="年度报告/乙县 2017年")
    assert done.returncode == 0
    assert done.stderr.endswith(" dist/gik audit.whl\n")


def test_the_artifacts_are_what_the_script_writes_and_are_kept_when_it_fails() -> None:
    written = re.findall(r"> (gikaudit\S+)", "\n".join(JOB["script"]))
    assert sorted(written) == sorted(JOB["artifacts"]["reports"].values())
    assert JOB["artifacts"]["when"] == "always"


def test_a_failing_test_for_each_finding_that_fails_the_job(repository: Path) -> None:
    script(repository, GIKAUDIT_PATHS=CASES["an error"].paths)
    root = ET.fromstring(handed_over(repository)[1].encode())
    assert len(root.findall("testsuite/testcase/failure")) == 1


def test_the_schema_of_gitlab_accepts_it(tmp_path: Path) -> None:
    assert not check_schema(TEMPLATE, "vendor.gitlab-ci", "--data-transform", "gitlab-ci")
    spoiled = tmp_path / "gitlab.yml"
    spoiled.write_text(TEMPLATE.read_text(encoding="utf-8").replace("codequality:", "quality:"), encoding="utf-8")
    assert "quality" in check_schema(spoiled, "vendor.gitlab-ci", "--data-transform", "gitlab-ci")
