"""Where each key of a TOML file stands: tomllib reads values without their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

Path = tuple[str | int, ...]
"""The way to a value: keys, and numbers of the items of arrays."""

_SPACE = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'''"""(?:[^\\]|\\.)*?"{3,5}(?!")|\'{3}.*?\'{3,5}(?!\')|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'''',
    re.DOTALL,
)
_PLAIN = re.compile(r"[^\s,\]}#]+(?: \d[^\s,\]}#]*)?")


def lines(text: str) -> dict[Path, int]:
    """The line of each key and array item of a TOML text, which must be valid."""
    reader = _Reader(text)
    reader.document()
    starts = [found.end() for found in re.finditer("\n", text)]
    return {path: bisect_right(starts, offset) + 1 for path, offset in reader.places.items()}


class _Reader:
    """Goes over a valid TOML text and notes where the keys begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.places: dict[Path, int] = {}
        self.items: dict[Path, int] = {}
        """How many items each array of tables has so far."""

    def document(self) -> None:
        table: Path = ()
        while True:
            self._skip(_SPACE)
            if self.position >= len(self.text):
                return
            if self.text.startswith("[", self.position):
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        start = self.position
        array = self.text.startswith("[[", start)
        self.position += 2 if array else 1
        names = self._key()
        self._skip(_BLANK)
        self.position += 2 if array else 1
        table: Path = ()
        for number, name in enumerate(names):
            table = (*table, name)
            if array and number == len(names) - 1:
                self.items[table] = self.items.get(table, 0) + 1
            self.places.setdefault(table, start)
            if table in self.items:
                table = (*table, self.items[table] - 1)
                self.places.setdefault(table, start)
        return table

    def _pair(self, table: Path) -> None:
        """``key = value``, in a table or an inline table."""
        start = self.position
        path = table
        for name in self._key():
            path = (*path, name)
            self.places.setdefault(path, start)
        self._skip(_BLANK)
        self.position += 1  # =
        self._skip(_BLANK)
        self._value(path)

    def _key(self) -> list[str]:
        """A key of one or more names joined by dots."""
        names: list[str] = []
        while True:
            self._skip(_BLANK)
            found = _BARE.match(self.text, self.position) or _STRING.match(self.text, self.position)
            assert found is not None
            self.position = found.end()
            names.append(_plain(found[0]))
            self._skip(_BLANK)
            if not self.text.startswith(".", self.position):
                return names
            self.position += 1

    def _value(self, path: Path) -> None:
        opened = self.text[self.position]
        if opened in "[{":
            self.position += 1
            for number in range(len(self.text)):
                self._skip(_SPACE)
                if self.text[self.position] in "]}":
                    break
                if opened == "{":
                    self._pair(path)
                else:
                    self.places[(*path, number)] = self.position
                    self._value((*path, number))
                self._skip(_SPACE)
                if self.text[self.position] == ",":
                    self.position += 1
            self.position += 1
        else:
            found = _STRING.match(self.text, self.position) or _PLAIN.match(self.text, self.position)
            assert found is not None
            self.position = found.end()

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.position)
        assert found is not None
        self.position = found.end()


def _plain(name: str) -> str:
    """A key without its quotation marks, its escapes resolved."""
    if name[0] not in "\"'":
        return name
    import tomllib

    (value,) = tomllib.loads(f"value = {name}").values()
    return str(value)


def line_of(places: Mapping[Path, int], path: Path) -> int:
    """The line of a value, else that of what holds it, else the first."""
    for length in range(len(path), 0, -1):
        if path[:length] in places:
            return places[path[:length]]
    return 1
