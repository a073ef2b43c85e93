"""Runs of the command line one after another in a folder of their own, as data: tests/cli/stories.toml."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import DATA, run

TEXTS: dict[str, str]
STORIES: list[dict[str, Any]]
_DATA = tomllib.loads((DATA / "stories.toml").read_text(encoding="utf-8"))
TEXTS, STORIES = _DATA["texts"], _DATA["story"]
STEP_KEYS = {"write", "edit", "remove", "argv", "stdin", "exit", "stdout", "no_stdout", "stderr", "suppressed"}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXTS[text[1:]] if text.startswith("@") else text, encoding="utf-8")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_story(story: dict[str, Any], tmp_path: Path) -> None:
    for name, text in story["files"].items():
        _write(tmp_path / name, text)
    for step in story["steps"]:
        _step(step, tmp_path)


def _step(step: dict[str, Any], folder: Path) -> None:
    assert set(step) <= STEP_KEYS
    for name, text in step.get("write", {}).items():
        _write(folder / name, text)
    for name, (old, new) in step.get("edit", {}).items():
        text = (folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    for name in step.get("remove", []):
        (folder / name).unlink()
    stdin = TEXTS[step["stdin"]].encode() if "stdin" in step else b""
    result = run(step["argv"], folder, stdin)
    out, err = result.stdout.decode(), result.stderr.decode()
    assert result.returncode == step["exit"], out + err
    for fragment in step.get("stdout", []):
        assert fragment in out
    for fragment in step.get("no_stdout", []):
        assert fragment not in out
    expected = step.get("stderr", [])
    for fragment in expected:
        assert fragment in err
    assert err.count("\n") == len(expected)  # one line each
    if "suppressed" in step:
        kinds = step["suppressed"]
        found = [
            [suppression["kind"], suppression.get("justification", "")]
            for result in json.loads(out)["runs"][0]["results"]
            for suppression in result.get("suppressions", [])
        ]
        assert found == kinds


def test_names_of_stories_are_unique() -> None:
    names = [story["name"] for story in STORIES]
    assert len(set(names)) == len(names)
