"""Baselines that cannot be written or read to the end."""

import errno
import json
import os
from pathlib import Path

import pytest

from gikaudit.cli.check import run
from gikaudit.cli.settings import configurations
from gikaudit.config.errors import FileError, read_bytes
from gikaudit.settings import Settings


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    report = tmp_path / "report.txt"
    report.write_text("全年收到申请40件，其中当面申请10件，网络申请20件，信函申请11件。", encoding="utf-8")
    monkeypatch.setattr(os, "replace", full)
    found = configurations(Settings(), {"output-format": "json"}, "", isolated=True)

    assert run([str(report)], "-", found, str(tmp_path / "known.json")) == 2

    output, errors = capsys.readouterr()
    assert [file["path"] for file in json.loads(output)["files"]] == [str(report)]
    assert errors.splitlines() == [f"gikaudit: {tmp_path / 'known.json'}: 无法写入：磁盘空间不足。"]
    assert os.listdir(tmp_path) == ["report.txt"]


def test_a_file_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    endless = tmp_path / "endless.json"
    with endless.open("wb") as file:
        file.truncate(33 * 1024 * 1024)
    with pytest.raises(FileError, match="too large"):
        read_bytes(str(endless))
