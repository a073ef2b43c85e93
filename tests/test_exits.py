"""The exit status of each format: tests/cli/exits.toml says what is run, with each of the formats."""

import contextlib
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from gikaudit.cli import app
from gikaudit.output.formats import FORMATS
from tests.test_cli import DATA, folder

CASES: list[dict[str, Any]] = tomllib.loads((DATA / "exits.toml").read_text(encoding="utf-8"))["case"]

__all__ = ["folder"]  # the fixture with the files of the cases


@pytest.mark.parametrize("output_format", FORMATS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_exit(case: dict[str, Any], output_format: str, folder: Path) -> None:
    with contextlib.chdir(folder):  # in this process: there are many of these
        result = CliRunner().invoke(app, ["--output-format", output_format, *case["argv"]])
    err = result.stderr
    assert result.exit_code == case["exit"], err
    if "stderr" in case:
        assert case["stderr"] in err
        assert err.count("\n") == 1
    else:
        assert err == ""


def test_every_status_is_there() -> None:
    assert {case["exit"] for case in CASES} == {0, 1, 2}
    assert len({case["name"] for case in CASES}) == len(CASES)
