"""The command line, as data: tests/cli/cases.toml says what is run and what comes of it."""

import os
import re
import signal
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from gikaudit import __version__
from gikaudit.source import MAX_BYTES

DATA = Path(__file__).parent / "cli"
CASES: list[dict[str, Any]] = tomllib.loads((DATA / "cases.toml").read_text(encoding="utf-8"))["case"]
FILES: dict[str, dict[str, str]] = tomllib.loads((DATA / "files.toml").read_text(encoding="utf-8"))
KEYS = {"name", "argv", "stdin", "env", "exit", "stdout", "no_stdout", "stderr", "no_stderr"}

COMMAND = [sys.executable, "-m", "gikaudit"]
REPORT = FILES["wrong.txt"]["text"]


def content(file: dict[str, str]) -> bytes:
    return bytes.fromhex(file["hex"]) if "hex" in file else file["text"].encode(file.get("encoding", "utf-8"))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of files.toml; the cases only read them."""
    path = tmp_path_factory.mktemp("reports")
    for name, file in FILES.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content(file))
    return path


def run(
    argv: Sequence[str | bytes], folder: Path, stdin: bytes = b"", env: dict[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    return subprocess.run(
        [*COMMAND, *argv],
        cwd=folder,
        input=stdin,
        env=environment | {"COLUMNS": "200"} | (env or {}),
        check=False,
        timeout=60,
        **({"capture_output": True} | options),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], folder: Path) -> None:
    assert set(case) <= KEYS
    stdin = content(FILES[case["stdin"]]) if "stdin" in case else b""
    result = run(case["argv"], folder, stdin, case.get("env"))
    out, err = result.stdout.decode(), result.stderr.decode()
    assert result.returncode == case["exit"], out + err
    for stream, wanted, unwanted in ((out, "stdout", "no_stdout"), (err, "stderr", "no_stderr")):
        for fragment in case.get(wanted, []):
            assert fragment in stream
        for fragment in case.get(unwanted, []):
            assert fragment not in stream
    assert "Traceback" not in err
    if case["exit"] != 2 and "stderr" not in case:
        assert err == ""


def test_names_of_cases_are_unique() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)


def test_version(folder: Path) -> None:
    assert run(["--version"], folder).stdout.decode() == f"gikaudit {__version__}\n"


def test_every_rule_is_listed_and_has_a_page(folder: Path) -> None:
    listed = run(["rules"], folder).stdout.decode().splitlines()
    codes = [line.split()[0] for line in listed]
    assert codes == sorted(codes)
    assert all(line.split()[1] in ("error", "warning", "note") for line in listed)


def test_stdout_of_a_failed_command_is_empty(folder: Path) -> None:
    result = run(["wrong.txt", "--select", "GIK77"], folder)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode().count("\n") == 1


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes(b"1" * (MAX_BYTES + 1))
    result = run(["large.txt"], tmp_path)
    assert result.returncode == 2
    assert "large.txt: GIK001 错误 文件过大，超过4 MiB的上限" in result.stdout.decode()


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "report.txt").mkdir()
    (tmp_path / "report.txt" / "inside.txt").write_text(REPORT, encoding="utf-8")
    assert "report.txt/inside.txt:4:7: GIK201" in run(["report.txt"], tmp_path).stdout.decode()


def test_files_of_a_folder_come_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "c/a.txt", "a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    lines = run(["."], tmp_path).stdout.decode().splitlines()
    names = [line.partition(":")[0] for line in lines if "GIK201" in line]
    assert names == ["./a.txt", "./a/z.txt", "./b.txt", "./c/a.txt"]


def test_one_file_written_in_several_ways(folder: Path) -> None:
    names = ["wrong.txt", "./wrong.txt", "folder/../wrong.txt", str(folder / "wrong.txt"), ".//wrong.txt"]
    result = run(names, folder).stdout.decode()
    assert "报告1份" in result and result.count("GIK201") == 1
    assert result.startswith("wrong.txt:4:7: ")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not stop root")
def test_a_file_without_permission_among_good_ones(tmp_path: Path) -> None:
    for name in ("closed.txt", "open.txt"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    (tmp_path / "closed.txt").chmod(0)
    result = run(["closed.txt", "open.txt"], tmp_path)
    assert result.returncode == 2
    assert "closed.txt: GIK001 错误 无法读取：没有读取权限。" in result.stdout.decode()
    assert "open.txt:4:7: GIK201" in result.stdout.decode()


@pytest.mark.skipif(os.name != "posix", reason="symbolic links")
def test_links_in_circles_and_to_nowhere(tmp_path: Path) -> None:
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    (tmp_path / "nowhere.txt").symlink_to("missing")
    (tmp_path / "up").symlink_to(tmp_path, target_is_directory=True)
    result = run(["."], tmp_path)
    assert result.returncode == 2
    assert result.stdout.decode().count("GIK001") == 2
    assert b"Traceback" not in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
@pytest.mark.parametrize("output_format", ["full", "json", "facts"])
def test_a_file_name_that_is_no_text(tmp_path: Path, output_format: str) -> None:
    name = b"\xff\xfe.txt"
    Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_text(REPORT, encoding="utf-8")
    argv: list[str | bytes] = ["facts", name] if output_format == "facts" else [name, "--output-format", output_format]
    result = run(argv, tmp_path)
    assert result.returncode == (0 if output_format == "facts" else 1)
    result.stdout.decode()
    assert result.stderr == b""


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_a_file_name_that_is_no_text_in_sarif(tmp_path: Path) -> None:
    name = b"\xff\xfe.txt"
    Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_text(REPORT, encoding="utf-8")
    result = run([name, "--output-format", "sarif"], tmp_path)
    assert result.returncode == 1
    assert b"%FF%FE.txt" in result.stdout


# ---- streams that are not there


@pytest.mark.skipif(os.name != "posix", reason="pipes")
@pytest.mark.parametrize(
    ("argv", "status"),
    [
        (["."], 1),
        ([".", "--color", "always"], 1),
        ([".", "--output-format", "json"], 1),
        ([".", "missing.txt"], 2),
        ([".", "--exit-zero"], 0),
        (["rules"], 0),
        (["rule", "GIK201"], 0),
        (["facts", "1.txt"], 0),
    ],
)
def test_a_reader_that_stops_reading(tmp_path: Path, argv: list[str], status: int) -> None:
    """It is no error: the exit status is that of the findings."""
    for number in range(200):
        (tmp_path / f"{number}.txt").write_text(REPORT, encoding="utf-8")
    process = subprocess.Popen([*COMMAND, *argv], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == status
    assert error == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "argv",
    [
        ["right.txt"],
        ["right.txt", "--color", "always"],
        ["right.txt", "--output-format", "json"],
        ["right.txt", "--output-format", "sarif"],
        ["facts", "right.txt"],
        ["rules"],
        ["rule", "GIK201"],
        ["--help"],
    ],
)
def test_a_disk_that_is_full(folder: Path, argv: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        result = run(argv, folder, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert result.returncode == 2
    assert re.fullmatch(rb"gikaudit: .*No space left on device.*\n", result.stderr)


@pytest.mark.skipif(os.name != "posix", reason="a shell that closes streams")
@pytest.mark.parametrize(
    ("argv", "closed", "out", "err"),
    [
        ("-", "<&-", "-: GIK001 错误 无法读取：标准输入已关闭。", ""),
        ("facts -", "<&-", "", "gikaudit: -: 无法读取：标准输入已关闭。 cannot be read: standard input is closed.\n"),
        ("right.txt", ">&-", "", "gikaudit: 标准输出已关闭。 standard output is closed.\n"),
        ("rules", ">&-", "", "gikaudit: 标准输出已关闭。 standard output is closed.\n"),
        ("right.txt", ">&- 2>&-", "", ""),
    ],
)
def test_a_stream_that_is_closed(folder: Path, argv: str, closed: str, out: str, err: str) -> None:
    result = subprocess.run(
        ["sh", "-c", f"exec {sys.executable} -m gikaudit {argv} {closed}"],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 2
    assert result.stdout.decode().startswith(out)
    assert result.stderr.decode() == err


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_an_interruption(folder: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "wrong.txt", "-"],
        cwd=folder,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    process.stdout.readline()  # with the first file done it comes to wait for its input
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    assert b"Traceback" not in process.stderr.read()
    for stream in (process.stdin, process.stdout, process.stderr):
        stream.close()


@pytest.mark.skipif(os.name != "posix", reason="XDG_CACHE_HOME")
def test_the_first_run_and_one_without_a_cache_say_the_same(folder: Path, tmp_path: Path) -> None:
    runs = [
        run(["wrong.txt"], folder, env={"XDG_CACHE_HOME": home}) for home in (str(tmp_path), str(tmp_path), "/dev/null")
    ]
    assert {result.stdout for result in runs} == {runs[0].stdout}
    assert {result.returncode for result in runs} == {1}
    assert {result.stderr for result in runs} == {b""}
