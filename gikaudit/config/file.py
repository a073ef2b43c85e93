"""Reading a configuration file."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from gikaudit.config.errors import FileError, decoded, read_bytes
from gikaudit.config.find import SHARED_NAME
from gikaudit.config.patterns import relative
from gikaudit.config.places import Path, line_of, lines
from gikaudit.rule import Words

_RULES_DIR = "rules-dir"
_AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)$")


class Config:
    """A configuration file: the values of its keys as the settings have them, and their lines."""

    def __init__(self, path: str, values: Mapping[str, Any], places: Mapping[str, int]) -> None:
        self.path = path
        self.values = values
        self.places = places

    @property
    def folder(self) -> str:
        """What its paths and patterns count from."""
        return os.path.dirname(os.path.abspath(self.path))


def parse_toml(path: str, text: str) -> dict[str, Any]:
    """The content of a TOML text, decimals as fractions. Raises FileError."""
    import tomllib

    try:
        return tomllib.loads(text, parse_float=_decimal)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        found = _AT_LINE.search(message)
        line = int(found[1]) if found else text.count("\n") + 1
        message = message[: found.start()] if found else message.removesuffix(" (at end of document)")
    except RecursionError as error:
        line, message = 0, str(error)
    raise FileError(path, line, Words(f"TOML语法有误（{message}）。", f"it is not valid TOML: {message}."))


def _decimal(text: str) -> Fraction | float:
    """A decimal number exactly; one that no setting can have (nan, 1e999999) as tomllib usually gives it."""
    number = float(text)
    if number == 0:
        return Fraction(0)
    return Fraction(text) if _SMALLEST < abs(number) < _LARGEST else number


_SMALLEST, _LARGEST = 1e-9, 1e9


def read_config(path: str) -> Config:
    """Read a configuration file. Raises FileError."""
    return parse_config(path, decoded(path, read_bytes(path)))


def parse_config(path: str, text: str) -> Config:
    """The configuration in a text: all of it, or the table tool.gikaudit of a pyproject.toml. Raises FileError."""
    data = parse_toml(path, text)
    above = ("tool", "gikaudit") if os.path.basename(path) == SHARED_NAME else ()
    found = lines(text)
    for name in above:
        data = data.get(name, {})
        if not isinstance(data, dict):
            raise FileError(
                path, line_of(found, above), Words("[tool.gikaudit]应为表。", "[tool.gikaudit] is a table.")
            )
    from gikaudit.config.keys import BY_NAME
    from gikaudit.config.kinds import WrongValueError, rules_of

    values, places = {}, {}
    folder = os.path.dirname(os.path.abspath(path))
    own = ""
    for way, value in sorted(_settings(path, data, found, above), key=lambda pair: pair[0] != (_RULES_DIR,)):
        name = ".".join(way)
        line = line_of(found, (*above, *way))
        try:
            with rules_of(own):
                values[name] = BY_NAME[name].kind.read(value)
            if name == _RULES_DIR:
                own = relative(os.path.join(folder, values[name]), os.getcwd())
                if not os.path.isdir(own):
                    raise WrongValueError(f"没有文件夹{own}。", f"there is no folder {own}.")
        except WrongValueError as wrong:
            line = line_of(found, (*above, *way, *wrong.path))
            raise FileError(path, line, Words(f"{name}：{wrong.words.zh}", f"{name}: {wrong.words.en}")) from None
        places[name] = line
    return Config(path, values, places)


def _settings(
    path: str, data: Mapping[str, Any], places: Mapping[Path, int], above: Path
) -> list[tuple[tuple[str, ...], Any]]:
    """The keys of a configuration with their values as TOML gives them. Raises FileError for unknown ones."""
    from gikaudit.config.keys import BY_NAME
    from gikaudit.config.kinds import meant

    found: list[tuple[tuple[str, ...], Any]] = []
    tables = {name.partition(".")[0] for name in BY_NAME if "." in name}
    for key, value in data.items():
        pairs: list[tuple[tuple[str, ...], Any]] = [((key,), value)]
        if key in tables and isinstance(value, dict):
            pairs = [((key, inner), item) for inner, item in value.items()]
        for way, item in pairs:
            name = ".".join(way)
            if name not in BY_NAME:
                zh, en = meant(name, BY_NAME)
                line = line_of(places, (*above, *way))
                raise FileError(path, line, Words(f"没有“{name}”这一项。{zh}", f"there is no key {name}.{en}"))
            found.append((way, item))
    return found
