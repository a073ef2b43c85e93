"""``--annotate``: a copy of the report with a comment at the number of each finding."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import typer

from gikaudit.cli.failed import failed, tell
from gikaudit.cli.output_file import same_file, write_bytes
from gikaudit.reasons import reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gikaudit.audit import Audit
    from gikaudit.settings import Language


def check_usage(paths: Sequence[str], target: str, output_file: str) -> None:
    """Raises typer.Exit, with a line that says why, where no copy can be made."""
    from gikaudit.annotate import SUFFIXES, suffix_of

    suffixes = ", ".join(SUFFIXES)
    if len(paths) != 1 or paths[0] == "-" or os.path.isdir(paths[0]):
        raise _wrong(f"须指定一份报告（{suffixes}）。", f"name exactly one report ({suffixes}).")
    source = paths[0]
    if suffix_of(source) not in SUFFIXES:
        raise _wrong(f"{source}不是{suffixes}文件。", f"{source} is none of {suffixes}.")
    if suffix_of(target) != suffix_of(source):
        suffix = suffix_of(source)
        raise _wrong(f"{target}应与报告一样以{suffix}结尾。", f"{target} does not end in {suffix}, as the report does.")
    if same_file(source, target) or os.path.abspath(source) == os.path.abspath(target):
        raise _wrong(f"{source}是报告本身，不会改写。", f"{source} is the report itself; it stays as it is.")
    if output_file and (same_file(target, output_file) or os.path.abspath(target) == os.path.abspath(output_file)):
        raise _wrong(f"{target}是结果文件。", f"{target} is the file for the output.")


def _wrong(zh: str, en: str) -> typer.Exit:
    return failed(zh, en, "--annotate")


def write_copy(target: str, path: str, data: bytes, audit: Audit, language: Language) -> bool:
    """Write the copy. Where that is not possible, a line says why. Returns whether it was written."""
    from gikaudit.annotate import annotated
    from gikaudit.failures import describe
    from gikaudit.source import SourceError

    if audit.source is None:
        return _not_written(target, "报告无法读取", "the report cannot be read")
    try:
        write_bytes(target, annotated(path, data, audit, language))
    except SourceError as error:
        return _not_written(target, f"{path}：{error.zh.rstrip('。')}", f"{path}: {error.en.rstrip('.')}")
    except OSError as error:
        return _not_written(target, *reason(error, writing=True))
    except Exception as error:  # noqa: BLE001 - the findings are shown all the same
        return _not_written(target, describe(error), describe(error))
    return True


def _not_written(target: str, zh: str, en: str) -> bool:
    tell(f"{target}无法写入：{zh}。", f"{target} cannot be written: {en}.", "--annotate")
    return False
