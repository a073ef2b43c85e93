"""``--output-file``: a file that is there in full or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from gikaudit.cli.failed import NO_HINT, Hint, tell
from gikaudit.cli.streams import write
from gikaudit.reasons import reason

_NEW = 0o666


def write_file(path: str, texts: Iterable[str], before: Callable[[], None] = lambda: None) -> bool:
    """Write to a file, which takes the place of an older one when all is written. Returns whether it was written.

    Where it cannot be written, the run goes on: where it cannot even be begun, on standard output.
    """
    try:
        file = _OutputFile(path)
    except OSError as error:
        _say(path, error, Hint("结果改由标准输出给出。", " The output follows on standard output."))
        write(texts, before)
        return False
    good = True
    try:
        for text in texts:
            if good:
                try:
                    file.write(text.encode("utf-8", "backslashreplace"))
                except OSError as error:
                    good = False
                    _say(path, error)
        if good:
            try:
                file.finish()
            except OSError as error:
                good = False
                _say(path, error)
    finally:
        file.discard()
    return good


def write_bytes(path: str, data: bytes) -> None:
    """Write a file in full or not at all. Raises OSError."""
    file = _OutputFile(path)
    try:
        file.write(data)
        file.finish()
    finally:
        file.discard()


def same_file(one: str, other: str) -> bool:
    """Whether two names lead to one file that is there."""
    try:
        return Path(one).samefile(other)
    except OSError:
        return False


def _say(path: str, error: OSError, more: Hint = NO_HINT) -> None:
    zh, en = reason(error, writing=True)
    tell(f"{path}无法写入：{zh}。{more.zh}", f"{path} cannot be written: {en}.{more.en}", "--output-file")


class _OutputFile:
    """A file under another name in the same folder, until it is finished."""

    def __init__(self, path: str) -> None:
        target = Path(os.path.realpath(path))  # a link stays a link
        try:
            mode = target.stat().st_mode
        except FileNotFoundError:
            mode = None
        if mode is not None and stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        self._target = target
        self._other: Path | None = None
        if mode is not None and not stat.S_ISREG(mode):  # a device or a pipe cannot be replaced
            self._file = target.open("wb")
            return
        self._other = target.with_name(f".gikaudit-{os.getpid()}.tmp")
        handle = os.open(self._other, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _NEW)
        self._file = open(handle, "wb")  # noqa: SIM115 - finish or discard closes it
        if mode is not None:
            with suppress(OSError):  # not every file system knows modes
                self._other.chmod(stat.S_IMODE(mode))

    def write(self, data: bytes) -> None:
        self._file.write(data)

    def finish(self) -> None:
        """Put it in its place."""
        self._file.close()
        if self._other is not None:
            self._other.replace(self._target)
            self._other = None

    def discard(self) -> None:
        """Leave nothing behind unless it is finished."""
        with suppress(OSError):
            self._file.close()
        if self._other is not None:
            with suppress(OSError):
                self._other.unlink()
