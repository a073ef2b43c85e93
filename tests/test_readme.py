"""The READMEs say what is so: the output shown, the excerpts, the options and the rules they name.

``python -m tests.test_readme`` renews the output shown.
"""

import contextlib
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


def _output(block: str) -> str:
    """What the command in the first line of a block prints."""
    program, *arguments = shlex.split(block.split("\n", 1)[0].removeprefix("$ "))
    assert program == "gikaudit"
    with contextlib.chdir(ROOT):
        return CliRunner().invoke(app, arguments).output


def _renewed(block: str) -> str:
    """The block with what it shows as it is printed now; a finding is known by its line and code."""
    *findings, summary = _output(block).split("\n\n")
    now = {_key(finding): finding for finding in findings}
    command, shown = block.split("\n", 1)
    entries = []
    for entry in shown.split("\n\n"):
        elided = f"{ELISION}\n" if entry.startswith(ELISION) else ""
        key = _key(entry.removeprefix(elided))
        entries.append(elided + (now[key] if key else summary))
    return f"{command}\n" + "\n\n".join(entries)


def _key(finding: str) -> tuple[str, ...]:
    found = re.match(r"(\S+:\d+):\d+: (GIK\d+) ", finding)
    return found.groups() if found else ()


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
def test_the_output_shown_is_what_gikaudit_prints(name: str) -> None:
    (block,) = _blocks(name, "console")
    _stand_in_order(block.split("\n", 1)[1], _output(block))


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


if __name__ == "__main__":
    for readme in READMES:
        text = _text(readme)
        for block in _blocks(readme, "console"):
            text = text.replace(block, _renewed(block))
        (ROOT / readme).write_text(text, encoding="utf-8")
