"""The file for the output: in full or not at all."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from gikaudit.cli.output_file import write_file
from tests.test_cli import REPORT, run


def test_it_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("old")
    assert write_file(str(tmp_path / "out.txt"), ["一", "\r\n", "\udcff"])
    assert (tmp_path / "out.txt").read_bytes() == "一\r\n\\udcff".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_the_older_one_stays_until_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")

    def texts() -> Iterator[str]:
        yield "new"
        assert target.read_text() == "old"

    assert write_file(str(target), texts())
    assert target.read_text() == "new"


def test_an_interruption_leaves_the_older_one(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("old")

    def texts() -> Iterator[str]:
        yield "new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_file(str(tmp_path / "out.txt"), texts())
    assert (tmp_path / "out.txt").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")
def test_modes_and_links_stay(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("old")
    (tmp_path / "out.txt").chmod(0o640)
    (tmp_path / "link").symlink_to("out.txt")
    assert write_file(str(tmp_path / "link"), ["new"])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "out.txt").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "out.txt").stat().st_mode) == 0o640
    umask = os.umask(0o027)
    try:
        assert write_file(str(tmp_path / "fresh.txt"), ["new"])
    finally:
        os.umask(umask)
    assert stat.S_IMODE((tmp_path / "fresh.txt").stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix", reason="/dev/null")
def test_a_device_is_written_to_and_stays_one() -> None:
    assert write_file(os.devnull, ["text"])
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_disk_that_is_full(tmp_path: Path) -> None:
    (tmp_path / "wrong.txt").write_text(REPORT, encoding="utf-8")
    result = run(["wrong.txt", "missing.txt", "--output-file", "/dev/full", "--statistics", "--lang", "en"], tmp_path)
    assert result.returncode == 2
    first, *statistics = result.stderr.decode().splitlines()
    assert first == (
        "gikaudit: --output-file: /dev/full无法写入：磁盘空间不足。 "
        "/dev/full cannot be written: No space left on device."
    )
    assert [line.split()[1] for line in statistics] == ["GIK001", "GIK201"]  # the run went on to its end


@pytest.mark.parametrize("output_format", ["full", "json", "csv", "sarif"])
def test_the_file_holds_what_standard_output_would(tmp_path: Path, output_format: str) -> None:
    (tmp_path / "wrong.txt").write_text(REPORT, encoding="utf-8")
    argv = ["wrong.txt", "--output-format", output_format]
    result = run([*argv, "--output-file", "结果.out"], tmp_path)
    assert (result.returncode, result.stdout, result.stderr) == (1, b"", b"")
    assert (tmp_path / "结果.out").read_bytes() == run(argv, tmp_path).stdout


def test_where_it_cannot_be_written_the_output_is_not_lost(tmp_path: Path) -> None:
    (tmp_path / "wrong.txt").write_text(REPORT, encoding="utf-8")
    result = run(["wrong.txt", "--output-file", "no/folder/out.txt"], tmp_path)
    assert result.returncode == 2
    assert result.stdout == run(["wrong.txt"], tmp_path).stdout
    assert result.stderr.decode().count("\n") == 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not stop root")
def test_a_file_that_is_closed_to_writing_stays(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("old")
    (tmp_path / "out.txt").chmod(0o444)
    assert not write_file(str(tmp_path / "out.txt"), ["new"])
    assert (tmp_path / "out.txt").read_text() == "old"


def test_the_output_of_before_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "wrong.txt").write_text(REPORT, encoding="utf-8")
    argv = [".", "--output-file", "out.txt"]
    assert [run(argv, tmp_path).returncode for _ in range(2)] == [1, 1]
    assert "报告1份" in (tmp_path / "out.txt").read_text(encoding="utf-8")


def test_colours_do_not_go_into_files(tmp_path: Path) -> None:
    (tmp_path / "wrong.txt").write_text(REPORT, encoding="utf-8")
    run(["wrong.txt", "--output-file", "out.txt"], tmp_path)
    assert "\x1b" not in (tmp_path / "out.txt").read_text(encoding="utf-8")
    run(["wrong.txt", "--output-file", "out.txt", "--color", "always"], tmp_path)
    assert "\x1b" in (tmp_path / "out.txt").read_text(encoding="utf-8")
