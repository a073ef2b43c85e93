"""What the command line sets, in the shape of a configuration, and which configuration counts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from gikaudit.cli.failed import failed
from gikaudit.config.errors import FileError
from gikaudit.config.find import Configurations

if TYPE_CHECKING:
    from gikaudit.settings import Settings

_LISTS = {"select", "extend-select", "ignore", "exclude"}


def configurations(usual: Settings, given: Mapping[str, str | bool], config: str, isolated: bool) -> Configurations:
    """The configurations of a run whose command line sets some keys. Raises typer.Exit."""
    if config and isolated:
        raise failed("不能与--config同时使用。", "--config cannot be used with it.", "--isolated")
    values = _checked(given) if given else {}
    if not config:
        return Configurations(usual, values, None, isolated)
    from gikaudit.config.file import read_config

    try:
        return Configurations(usual, values, read_config(config))
    except FileError as error:
        raise failed(error.words.zh, error.words.en, error.place) from None


def in_use(path: str, rules_dir: str | None, config: str, isolated: bool) -> Settings:
    """The settings for one report, for the commands that audit nothing. Raises typer.Exit."""
    from gikaudit.settings import Settings

    given = {} if rules_dir is None else {"rules-dir": rules_dir}
    try:
        return configurations(Settings(), given, config, isolated).settings(path)
    except FileError as error:
        raise failed(error.words.zh, error.words.en, error.place) from None


def _checked(given: Mapping[str, str | bool]) -> dict[str, Any]:
    """What the command line sets, as the settings have it. Raises typer.Exit for a value that is wrong."""
    from gikaudit.config.keys import BY_NAME
    from gikaudit.config.kinds import WrongValueError, rules_of

    values: dict[str, Any] = {}
    for name, text in sorted(given.items(), key=lambda pair: pair[0] != "rules-dir"):
        key = BY_NAME[name]
        try:
            with rules_of(values.get("rules-dir", "")):
                values[name] = key.kind.read(_as_in_file(key.option, name, text))
        except WrongValueError as wrong:
            raise failed(wrong.words.zh, wrong.words.en, key.option) from None
    own = values.get("rules-dir", "")
    if own and not os.path.isdir(own):
        raise failed(f"{own}不是文件夹。", f"{own} is no folder.", "--rules-dir")
    if "select" in values and not values["select"]:
        raise failed(
            "没有写明规则；核对全部规则时不用此选项。",
            "no rule is named; leave the option out to check all rules.",
            "--select",
        )
    return values


def _as_in_file(option: str, name: str, text: str | bool) -> Any:
    """The value of an option in the shape that it has in a configuration file."""
    if isinstance(text, bool):
        return text
    if name in _LISTS:
        return _items(text)
    if name != "per-file-ignores":
        return text
    table: dict[str, list[str]] = {}
    pattern = ""
    for item in _items(text):
        before, colon, code = item.rpartition(":")
        if colon:
            pattern = before.strip()
        if not pattern:
            raise failed(
                "路径模式和规则代码之间用冒号，如2014/:GIK1。",
                "a pattern and a code are joined by a colon, as in 2014/:GIK1.",
                option,
            )
        table.setdefault(pattern, []).append(code)
    return table


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def shown(found: Configurations, path: str) -> Iterator[str]:
    """What --show-settings writes. Raises typer.Exit where the configuration is wrong."""
    from gikaudit.config.find import common_folder
    from gikaudit.config.reference import shown

    try:
        config = found.config(common_folder([path]))
    except FileError as error:
        raise failed(error.words.zh, error.words.en, error.place) from None
    return shown(os.path.normpath(path), config, found.given)
