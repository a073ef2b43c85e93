"""The READMEs say what is so: the output shown, the excerpts, the options and the rules they name."""

import re
import shlex
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from gikaudit.cli import app
from gikaudit.registry import builtin_rules

ROOT = Path(__file__).parent.parent
ELISION = "…"
READMES = ("README.md", "README.zh-CN.md")


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", _text(name), re.MULTILINE | re.DOTALL)


def _stand_in_order(shown: str, text: str) -> None:
    """Assert that the parts of a block between its lines … stand in a text in this order, and that the block
    begins and ends where the text does unless it begins or ends with such a line."""
    position = 0
    parts = re.split(rf"^{ELISION}\n", shown, flags=re.MULTILINE)
    for number, part in enumerate(parts):
        assert part in text[position:]
        place = text.index(part, position)
        assert number or not part or place == 0
        position = place + len(part)
    assert not parts[-1] or position == len(text)


@pytest.mark.parametrize("name", READMES)
def test_the_output_shown_is_what_gikaudit_prints(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = _blocks(name, "console")
    assert blocks
    for block in blocks:
        command, shown = block.split("\n", 1)
        program, *arguments = shlex.split(command.removeprefix("$ "))
        assert program == "gikaudit"
        _stand_in_order(shown, CliRunner().invoke(app, arguments).output)


@pytest.mark.parametrize("name", READMES)
def test_the_excerpt_stands_in_the_example(name: str) -> None:
    (excerpt,) = _blocks(name, "text")
    _stand_in_order(f"{ELISION}\n{excerpt}{ELISION}\n", _text("docs/examples/errors.txt"))


def test_both_readmes_have_the_same_commands() -> None:
    commands = _blocks(READMES[0], "bash")
    assert len(commands) == 2
    assert commands == _blocks(READMES[1], "bash")


def test_both_readmes_have_the_same_sections_and_tables() -> None:
    first, second = ([line.split(" ")[0] for line in _text(name).splitlines() if line[:1] in "#|"] for name in READMES)
    assert first == second


def _options() -> set[str]:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    return {
        option for command in (group, *group.commands.values()) for param in command.params for option in param.opts
    }


@pytest.mark.parametrize("name", READMES)
def test_every_option_named_exists(name: str) -> None:
    prose = re.sub(r"^```bash\n.*?^```", "", _text(name), flags=re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", prose))
    assert named
    assert named <= _options()


@pytest.mark.parametrize("name", READMES)
def test_every_rule_and_family_named_exists(name: str) -> None:
    codes = [rule.code for rule in builtin_rules()]
    named = set(re.findall(r"GIK\w+", _text(name)))
    families = {code.removesuffix("xx") for code in named if code.endswith("xx")}
    assert families == {code[:4] for code in codes}
    for code in named:
        assert any(known.startswith(code.removesuffix("xx")) for known in codes), code


@pytest.mark.parametrize("name", READMES)
def test_every_link_leads_to_a_file(name: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", _text(name)):
        assert (ROOT / target).exists(), target
