"""The files that a run is about."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import typer

from gikaudit.cli.failed import tell
from gikaudit.reasons import reason
from gikaudit.rule import Words

SUFFIXES = (
    *(".txt", ".md", ".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml"),
    *(".docx", ".docm", ".pdf", ".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"),
)
_PAGES = (".html", ".htm")
_TO_SAVE_AS = {".doc": ".docx", ".wps": ".docx", ".rtf": ".docx", ".odt": ".docx", ".xlsb": ".xlsx", ".ofd": ".pdf"}
"""Documents that are not read, and what to save them as."""
_LOCKS = ("~$", ".~lock.")
"""How the files begin that Word and LibreOffice leave beside an open one."""


def files(
    paths: list[str],
    excluded: Callable[[str, bool], bool],
    quiet: bool = False,
    language: str = "zh",
    *,
    force: bool = False,
) -> Iterator[str]:
    """The files named, and those with a known suffix in the folders named, each once however it is written.

    ``excluded`` says of a file or folder (True) found in a folder whether it is passed over; with ``force`` those
    that are named are asked about, too. Documents in folders that cannot be read are named on standard error.
    """
    seen: set[str] = set()
    for path in paths:
        if force and path != "-" and excluded(path, os.path.isdir(path)):
            continue
        found = [path]
        if path != "-" and os.path.isdir(path):
            found = sorted(
                os.path.join(folder, name)
                for folder, names in _walk(path, excluded)
                for name in names
                if name.lower().endswith(SUFFIXES)
                and not name.startswith(_LOCKS)
                and not excluded(os.path.join(folder, name), False)
                and not _own_page(os.path.join(folder, name))
            )
            if not quiet:
                _say_left_out(path, found, excluded, language)
            if not found and not quiet:
                tell(
                    f"没有后缀为{'、'.join(SUFFIXES)}的文件。",
                    f"no files with the suffix {', '.join(SUFFIXES)}.",
                    path,
                )
        for file in found:
            key = file if file == "-" else os.path.normpath(Path(file).absolute())
            if key not in seen:
                seen.add(key)
                yield file


def _say_left_out(path: str, found: list[str], excluded: Callable[[str, bool], bool], language: str) -> None:
    """A line for each document in a folder that is not read, unless the same is there in a format that is."""
    read = {os.path.splitext(file)[0] for file in found}
    for folder, names in _walk(path, excluded):
        for name in sorted(names):
            file = os.path.join(folder, name)
            stem, suffix = os.path.splitext(file)
            better = _TO_SAVE_AS.get(suffix.lower())
            if better is None or stem in read or name.startswith(_LOCKS) or excluded(file, False):
                continue
            words = Words(
                f"未检查，不能读取{suffix}文件，请另存为{better}后再检查。",
                f"left out: {suffix} files are not read; save it as {better}.",
            )
            typer.echo(f"gikaudit: {file}: {words.in_language(language)}", err=True)


def _own_page(path: str) -> bool:
    """Whether a file is a page of results that gikaudit wrote: in a folder of reports it is no report."""
    if not path.lower().endswith(_PAGES):
        return False
    from gikaudit.readers.html.decode import own_page

    try:
        with Path(path).open("rb") as file:
            return own_page(file.read(4096))
    except OSError:
        return False


def _walk(path: str, excluded: Callable[[str, bool], bool]) -> Iterator[tuple[str, list[str]]]:
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not excluded(os.path.join(folder, name), True)
        )
        yield folder, names


def read(path: str) -> bytes:
    """The bytes of a file. Raises SourceError."""
    from gikaudit.source import MAX_FILE_BYTES, SourceError

    try:
        if path != "-":
            with Path(path).open("rb") as file:
                return file.read(MAX_FILE_BYTES + 1)
        if sys.stdin is not None:
            return sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        zh, en = reason(error)
        raise SourceError(f"无法读取：{zh}。", f"cannot be read: {en}.") from None
    raise SourceError("无法读取：标准输入已关闭。", "cannot be read: standard input is closed.")
