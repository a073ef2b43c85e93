"""What is made from the table of keys: the schema for editors, the reference page, and ``--show-settings``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from gikaudit.config.build import merged
from gikaudit.config.file import Config
from gikaudit.config.keys import KEYS, Key
from gikaudit.config.kinds import OFF
from gikaudit.config.tables import option_kind
from gikaudit.registry import builtin_rules
from gikaudit.relation import Level


def schema() -> dict[str, Any]:
    """The JSON Schema of gikaudit.toml, for editors."""
    properties: dict[str, Any] = {}
    for key in KEYS:
        entry = {"description": f"{key.meaning.zh} / {key.meaning.en}", **key.kind.schema()}
        if key.default is not None:
            entry["default"] = key.default
        table, _, name = key.name.rpartition(".")
        if table:
            inner = properties.setdefault(table, {"type": "object", "properties": {}, "additionalProperties": False})
            inner["properties"][name] = entry
        else:
            properties[name] = entry
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "gikaudit",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


# ---- --show-settings


def shown(path: str, config: Config | None, given: Mapping[str, Any]) -> Iterator[str]:
    """The settings for a file as a configuration file would say them, with where each comes from."""
    values = merged(config, given)
    yield f"# {_one_line(path)}\n"
    yield f"# {_one_line(config.path) if config is not None else '没有配置文件 no configuration file'}\n\n"
    for key in KEYS:
        origins = []
        if config is not None and key.name in config.values and (key.name not in given or key.name == "extend-select"):
            origins.append(f"{_one_line(config.path)}:{config.places[key.name]}")
        if key.name in given:
            origins.append(key.option)
        value = toml(plain(values[key.name])) if key.name in values else toml(key.default)
        comment = ", ".join(origins) or "默认 default"
        unset = "# " if key.name not in values and key.default is None else ""
        yield f"{unset}{key.name} = {value}  # {comment}\n"


def plain(value: Any) -> Any:
    """A value of the settings in the shape that TOML gives it."""
    match value:
        case None:
            return OFF
        case Level():
            return value.value
        case Fraction():
            percent = value * 100
            return int(percent) if percent.denominator == 1 else float(percent)
        case tuple():
            return [plain(item) for item in value]
        case Mapping():
            return {key: plain(item) for key, item in value.items()}
    return value


def toml(value: Any) -> str:
    """A value as TOML writes it in one line."""
    match value:
        case None:
            return '""'
        case bool():
            return "true" if value else "false"
        case list():
            return f"[{', '.join(map(toml, value))}]"
        case dict():
            return "{" + ", ".join(f"{_string(key)} = {toml(item)}" for key, item in value.items()) + "}"
        case str():
            return _string(value)
    return str(value)


def _string(text: str) -> str:
    return json.dumps(text.encode("utf-8", "backslashreplace").decode(), ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_line(text: str) -> str:
    return _string(text)[1:-1]


# ---- docs/reference/configuration.md


def page() -> str:
    """The part of the reference page that says what each key is."""
    parts = ["| 键 Key | 值 Value | 默认 Default | 命令行 Option |\n|---|---|---|---|\n"]
    parts += [_row(key) for key in KEYS]
    parts += [_section(key) for key in KEYS]
    parts.append(
        "\n## 规则选项 Options of rules\n\n| 规则 Rule | 选项 Option | 值 Value | 默认 Default | 含义 Meaning |\n"
    )
    parts.append("|---|---|---|---|---|\n")
    for rule in builtin_rules():
        for option in rule.options:
            value, meaning = option_kind(option).words, option.meaning
            parts.append(
                f"| {rule.code} | `{option.name}` | {value.zh} {value.en} | `{toml(option.default)}` "
                f"| {meaning.zh} {meaning.en} |\n"
            )
    return "".join(parts)


def _row(key: Key) -> str:
    words = key.kind.words
    default = "—" if key.default is None else f"`{toml(key.default)}`"
    option = f"`{key.option}`" if key.option else "—"
    return f"| [`{key.name}`](#{key.name.replace('.', '')}) | {words.zh} {words.en} | {default} | {option} |\n"


def _section(key: Key) -> str:
    run = (
        "\n\n对整次运行有效，不按文件区分。 It counts for a whole run, not for each file by itself." if key.run else ""
    )
    zh, en = key.meaning
    return f"\n## {key.name}\n\n{zh}。\n\n{en[0].upper()}{en[1:]}.{run}\n\n```toml\n{key.example}\n```\n"
