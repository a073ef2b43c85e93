"""Reading a file that steers the run, and saying what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gikaudit.reasons import reason

if TYPE_CHECKING:
    from gikaudit.rule import Words


_MAX_BYTES = 32 * 1024 * 1024


class FileError(Exception):
    """A file that steers the run is wrong: which, in which line (0 for none), and why."""

    def __init__(self, path: str, line: int, words: Words) -> None:
        self.path, self.line = path, line
        self.words = words._replace(zh=_one_line(words.zh), en=_one_line(words.en))
        super().__init__(self.in_language("en"))

    @property
    def place(self) -> str:
        """The file, and the line if there is one."""
        return f"{self.path}:{self.line}" if self.line else self.path

    def in_language(self, language: str) -> str:
        """One line that names the place."""
        return f"{self.place}: {self.words.in_language(language)}"


def _one_line(text: str) -> str:
    """A text in which names and values of the file cannot start a new line or steer a terminal."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def read_bytes(path: str) -> bytes:
    """The content of a file. Raises FileError."""
    try:
        with open(path, "rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        from gikaudit.rule import Words

        zh, en = reason(error)
        raise FileError(path, 0, Words(f"无法读取：{zh}。", f"cannot be read: {en}.")) from None
    if len(data) > _MAX_BYTES:  # a device without end, for example
        from gikaudit.rule import Words

        raise FileError(path, 0, Words("文件过大。", "the file is too large."))
    return data


def decoded(path: str, data: bytes) -> str:
    """The text of a file. Raises FileError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        from gikaudit.rule import Words

        line = data[: error.start].count(b"\n") + 1
        raise FileError(path, line, Words("不是UTF-8编码。", "it is not UTF-8.")) from None
