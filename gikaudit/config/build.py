"""From the values of a configuration and of the command line to the settings of a run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from gikaudit.config.file import Config
from gikaudit.config.keys import BY_NAME, KEYS
from gikaudit.config.patterns import any_matches, matches, relative
from gikaudit.settings import ALL, Settings
from gikaudit.usage import USUAL, Usage

_FILES = ("baseline", "accepted", "rules-dir")
_FIELDS = {
    "ignore": "ignore",
    "levels": "levels",
    "rules": "options",
    "fail-on": "fail_on",
    "output-format": "output_format",
    "lang": "language",
    "all-checks": "all_checks",
    "baseline": "baseline",
    "accepted": "accepted",
    "rules-dir": "rules_dir",
}
"""The field of the settings that each key sets by itself."""
_SCOPE = {"scope.whole": "WHOLE", "scope.own-level": "OWN_LEVEL", "scope.below": "BELOW"}
"""The terminals of grammar/scope.lark that each key has words for."""


class Effective(NamedTuple):
    """What counts for the files of one configuration, with the folders that patterns count from."""

    settings: Settings
    exclude: tuple[str, ...] = ()
    excluded_from: str = ""
    per_file: Mapping[str, tuple[str, ...]] = {}
    per_file_from: str = ""

    def for_file(self, path: str) -> Settings:
        """The settings for one file."""
        never = [
            code
            for pattern, codes in self.per_file.items()
            if matches(pattern, relative(path, self.per_file_from))
            for code in codes
        ]
        if ALL in never:
            never = [""]
        return self.settings._replace(never=tuple(never)) if never else self.settings

    def excludes(self, path: str, folder: bool) -> bool:
        """Whether a file or folder is passed over."""
        return bool(self.exclude) and any_matches(self.exclude, relative(path, self.excluded_from), folder)


def build(usual: Settings, config: Config | None, given: Mapping[str, Any], everywhere: bool = False) -> Effective:
    """The settings where a configuration and the command line set something. ``everywhere`` says that the
    configuration was named for all files: its patterns count from the working directory."""
    values = merged(config, given)
    here = os.getcwd()
    folder = config.folder if config is not None and not everywhere else here

    def base(key: str) -> str:
        return here if key in given else folder

    fields = {field: values[key] for key, field in _FIELDS.items() if key in values}
    if ALL in values.get("levels", {}):
        fields["levels"] = {code.replace(ALL, ""): level for code, level in values["levels"].items()}
    selected = values.get("select", usual.select)
    fields["select"] = (*selected, *values.get("extend-select", ()))
    return Effective(
        usual._replace(usage=_usage(values), **fields),
        values.get("exclude", ()),
        base("exclude"),
        values.get("per-file-ignores", {}),
        base("per-file-ignores"),
    )


def merged(config: Config | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values by key: the command line overrides the file, except that it adds to ``extend-select``. Files are
    named from the folder of what names them."""
    values = dict(config.values) if config is not None else {}
    for key in _FILES:
        if key in values and config is not None:
            values[key] = relative(os.path.join(config.folder, values[key]), os.getcwd())
    more = values.get("extend-select", ())
    values |= given
    if more and "extend-select" in given:
        values["extend-select"] = (*more, *given["extend-select"])
    assert set(values) <= set(BY_NAME)
    return values


def without_effect(config: Config, given: Mapping[str, Any], run: Settings) -> list[str]:
    """The keys of a configuration that count for a whole run, and have another value in it."""
    return [
        key.name
        for key in KEYS
        if key.run
        and key.name in config.values
        and key.name not in given
        and config.values[key.name] != getattr(run, _FIELDS[key.name])
    ]


def _usage(values: Mapping[str, Any]) -> Usage:
    words = tuple((terminal, values[key]) for key, terminal in _SCOPE.items() if values.get(key))
    return Usage(values.get("about-tolerance", USUAL.about), words, tuple(sorted(values.get("aliases", {}).items())))
