"""What is different on a terminal: the progress bar, watching, completion."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from gikaudit.cli.complete import codes, formats
from gikaudit.cli.progress import MANY
from gikaudit.cli.watch import state, watch
from gikaudit.output.formats import FORMATS
from gikaudit.registry import builtin_rules
from tests.test_cli import COMMAND, REPORT, run

BAR = re.compile(r"\d+/(\d+)")
RULE = """
from gikaudit.relation import Comparison, Const, Level, Relation, counted
from gikaudit.rule import Rule, Words
from gikaudit.source import Span


class Always(Rule):
    code = "OWN101"
    name = "always"
    title = Words("MESSAGE", "MESSAGE")
    level = Level.WARNING
    message = Words("MESSAGE", "MESSAGE")

    def relations(self, report):
        yield Relation((Comparison(counted(1, "", Span(0, 1)), "=", Const(2)),))
"""
"""A rule of one's own that finds something in every report."""
RIGHT = REPORT.replace("40件", "41件")


def on_terminal(argv: list[str], folder: Path, env: dict[str, str], out: bool = False) -> tuple[int, str, str]:
    """Status, standard output and standard error, where the latter (with ``out`` both) is a terminal."""
    import pty

    terminal, end = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key not in ("CI", "NO_COLOR", "FORCE_COLOR")}
    process = subprocess.Popen(
        [*COMMAND, *argv],
        cwd=folder,
        env=environment | {"TERM": "xterm", "COLUMNS": "100"} | env,
        stdin=subprocess.DEVNULL,
        stdout=end if out else subprocess.PIPE,
        stderr=end,
    )
    os.close(end)
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    written = b""
    if process.stdout is not None:
        written = process.stdout.read()
        process.stdout.close()
    os.close(terminal)
    return process.wait(60), written.decode(), shown.decode()


@pytest.fixture
def many(tmp_path: Path) -> Path:
    for number in range(MANY):
        (tmp_path / f"{number:03}.txt").write_text(REPORT if number % 5 == 0 else RIGHT, encoding="utf-8")
    return tmp_path


POSIX = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals and signals")


@POSIX
def test_a_bar_where_many_files_are_audited(many: Path) -> None:
    status, out, err = on_terminal(["."], many, {})
    assert status == 1
    assert out == run(["."], many).stdout.decode()
    assert set(BAR.findall(err)) == {str(MANY)}


@POSIX
@pytest.mark.parametrize(
    ("argv", "env"),
    [
        ([".", "--quiet"], {}),
        (["."], {"CI": "true"}),
        (["."], {"TERM": "dumb"}),
        (["000.txt", "001.txt"], {}),
    ],
)
def test_no_bar(many: Path, argv: list[str], env: dict[str, str]) -> None:
    status, out, err = on_terminal(argv, many, env)
    assert (status, err) == (1, "")
    assert "GIK201" in out


@POSIX
def test_the_bar_makes_room_for_the_output(many: Path) -> None:
    """Where both go to one terminal, each finding begins in a line of its own and the bar is gone at the end."""
    status, _, shown = on_terminal([".", "--output-format", "concise", "--color", "never"], many, {}, out=True)
    assert status == 1
    assert BAR.search(shown)
    assert (
        len(re.findall(r"(?:^|\n|\r|\x1b\[2K|\x1b\[\?25h)\./\d+\.txt:4:7: GIK201 [^\r\n]*(?=\r\n)", shown)) == MANY / 5
    )
    assert not BAR.search(shown.rpartition("\x1b[2K")[2])


def test_rich_is_not_imported_for_a_bar_that_is_not_shown(many: Path) -> None:
    program = """
import sys
from gikaudit.cli import app
try:
    app(["."], prog_name="gikaudit")
except SystemExit as end:
    assert end.code == 1
sys.exit("rich" in sys.modules)
"""
    result = subprocess.run([sys.executable, "-c", program], cwd=many, capture_output=True, check=False, timeout=60)
    assert result.returncode == 0, result.stderr


# ---- watching


class _Stop(KeyboardInterrupt):
    pass


def steps(*actions: object) -> Iterator[None]:
    """Between two looks one action is done; behind the last one the user interrupts."""
    for action in actions:
        if callable(action):
            action()
        yield
    raise _Stop


def watched(folder: Path, *actions: object) -> tuple[int, int]:
    """The exit status of watching, and how many times it ran."""
    runs: list[int] = []
    done = steps(*actions)
    status = watch(lambda: state(sorted(map(str, folder.iterdir()))), lambda: runs.append(1), pause=lambda: next(done))
    return status, len(runs)


def test_a_run_at_first_and_no_other_while_nothing_changes(tmp_path: Path) -> None:
    assert watched(tmp_path, None, None) == (0, 1)


def test_a_run_for_each_change(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    actions = (
        lambda: report.write_text("1"),
        None,
        lambda: report.write_text("12"),
        lambda: os.utime(report, (1, 1)),
        report.unlink,
        None,
    )
    assert watched(tmp_path, *actions) == (0, 5)


def test_a_change_while_it_runs_is_not_missed(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("1")
    sizes: list[int] = []

    def once() -> None:
        sizes.append(report.stat().st_size)
        if len(sizes) == 1:
            report.write_text("12")

    done = steps(None, None)
    watch(lambda: state([str(report)]), once, pause=lambda: next(done))
    assert sizes == [1, 2]


def test_a_run_that_cannot_go_on_does_not_end_it(tmp_path: Path) -> None:
    def once() -> None:
        raise typer.Exit(2)

    done = steps(None)
    assert watch(lambda: state([str(tmp_path)]), once, pause=lambda: next(done)) == 0


@POSIX
def test_watching_from_the_command_line(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, ".", "--watch", "--output-format", "concise", "--lang", "en"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    assert b":4:7: GIK201" in process.stdout.readline()
    assert process.stderr.readline() == b"gikaudit: waiting for changes; Ctrl-C ends it.\n"
    time.sleep(0.05)  # a file system need not tell two changes at one time apart
    report.write_text("\n" + REPORT, encoding="utf-8")
    assert b":5:7: GIK201" in process.stdout.readline()
    assert process.stderr.readline().startswith(b"gikaudit: waiting")
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    assert process.stdout.read() == process.stderr.read() == b""
    process.stdout.close()
    process.stderr.close()


@POSIX
def test_what_steers_the_run_is_watched_too(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    own = tmp_path / "own" / "narrative" / "OWN101_always.py"
    own.parent.mkdir(parents=True)
    config = tmp_path / "gikaudit.toml"
    config.write_text("rules-dir = 'own'\nselect = ['OWN']\noutput-format = 'concise'\n", encoding="utf-8")

    own.write_text(RULE.replace("MESSAGE", "one"), encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, ".", "--watch", "--quiet", "--lang", "en"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert b" one" in process.stdout.readline()
    time.sleep(0.05)
    own.write_text(RULE.replace("MESSAGE", "another"), encoding="utf-8")
    assert b" another" in process.stdout.readline()
    config.write_text("select = ['GIK201']\noutput-format = 'concise'\n", encoding="utf-8")
    assert b"GIK201" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    process.stdout.close()


# ---- completion


def completed(words: str, folder: Path) -> list[str]:
    """What bash is told for the last word of a line."""
    env = {"_GIKAUDIT_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    result = run([], folder, env=env)
    assert result.stderr == b""
    return result.stdout.decode().split()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("gikaudit --output-format s", ["sarif"]),
        ("gikaudit check a.txt --output-format ju", ["junit"]),
        ("gikaudit --select GIK1,GIK20", [f"GIK1,{code.code}" for code in builtin_rules() if code.code[:5] == "GIK20"]),
        ("gikaudit rule GIK00", [code.code for code in builtin_rules() if code.code[:5] == "GIK00"]),
        ("gikaudit facts --output-format c", ["csv"]),
        ("gikaudit --fail-on w", ["warning"]),
        ("gikaudit --color a", ["auto", "always"]),
        ("gikaudit --lang e", ["en"]),
        ("gikaudit --output-fi", ["--output-file"]),
        ("gikaudit ru", ["rules", "rule"]),
    ],
)
def test_completion(words: str, found: list[str], tmp_path: Path) -> None:
    assert completed(words, tmp_path) == found != []


def test_all_is_offered() -> None:
    assert formats("") == list(FORMATS)
    assert [code for code, _ in codes("")] == [rule.code for rule in builtin_rules()]
    assert codes("E5") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell(shell: str, tmp_path: Path) -> None:
    result = run([], tmp_path, env={"_GIKAUDIT_COMPLETE": f"source_{shell}"})
    assert "_GIKAUDIT_COMPLETE" in result.stdout.decode()
