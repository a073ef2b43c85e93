"""What docs/how-to/suppress.md shows works as it says."""

import re
import shlex
from pathlib import Path

from tests.test_cli import run

PAGE = (Path(__file__).parent.parent / "docs" / "how-to" / "suppress.md").read_text(encoding="utf-8")
SENTENCE = "全年收到申请40件，其中当面申请10件，网络申请20件，信函申请11件。\n"


def _block(language: str) -> str:
    (block,) = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return str(block)


def test_the_commands_for_a_baseline(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(SENTENCE, encoding="utf-8")
    assert run(["reports"], tmp_path).returncode == 1
    commands = _block("sh").splitlines()
    assert len(commands) == 2
    for command in commands:
        program, *argv = shlex.split(command)
        assert program == "gikaudit"
        assert run(argv, tmp_path).returncode == 0


def test_the_list_of_accepted_findings(tmp_path: Path) -> None:
    (tmp_path / "accepted.toml").write_text(_block("toml"), encoding="utf-8")
    (tmp_path / "2015").mkdir()
    (tmp_path / "2015" / "a.txt").write_text(SENTENCE, encoding="utf-8")
    assert run(["2015"], tmp_path).returncode == 1
    result = run(["2015", "--accepted", "accepted.toml", "--fail-on", "note"], tmp_path)
    assert result.returncode == 0, result.stdout.decode()


def test_the_remark(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(_block("markdown"), encoding="utf-8")
    (tmp_path / "a.txt").write_text(_block("markdown"), encoding="utf-8")
    assert run(["a.md", "--fail-on", "note"], tmp_path).returncode == 0
    assert run(["a.txt"], tmp_path).returncode == 1
