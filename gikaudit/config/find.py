"""Which configuration counts for a file.

Most runs have none: what only a configuration needs is imported when one is found.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from gikaudit.config.errors import FileError

if TYPE_CHECKING:
    from gikaudit.config.build import Effective
    from gikaudit.config.file import Config
    from gikaudit.settings import Settings

OWN_NAME, SHARED_NAME = "gikaudit.toml", "pyproject.toml"
_WAYS = (b"tool.gikaudit", b"[tool]", b"\ntool=")
"""How a table for gikaudit can be written, without blanks and quotation marks."""


class Configurations:
    """The configurations of a run.

    Each report has the nearest configuration above it; ``config`` is one for all of them, ``isolated`` says that
    none counts. ``given`` is what the command line sets, by key; ``usual`` are the settings where nothing is set.
    """

    def __init__(
        self, usual: Settings, given: Mapping[str, Any], config: Config | None = None, isolated: bool = False
    ) -> None:
        self.usual = usual
        self.given = given
        self._config = config
        self._isolated = isolated
        self._nearest: dict[str, str] = {}
        self._read: dict[str, Config | FileError] = {}
        self._effective: dict[str, Effective] = {}

    def again(self) -> Configurations:
        """The same with nothing read yet: files may have changed."""
        return Configurations(self.usual, self.given, self._config, self._isolated)

    def settings(self, path: str) -> Settings:
        """The settings for a report. Raises FileError where its configuration is wrong."""
        config = self.config(_folder(path))
        if config is None and not self.given:
            return self.usual
        return self._built(config).for_file(path)

    def excludes(self, path: str, folder: bool = False) -> bool:
        """Whether a file or folder found in a folder is passed over: never where its configuration is wrong."""
        try:
            config = self.config(_folder(path))
        except FileError:
            return False
        if config is None and not self.given:
            return False
        return self._built(config).excludes(path, folder)

    def for_run(self, paths: Iterable[str]) -> Settings:
        """The settings for what concerns the whole run: those of the folder that holds all paths. Where its
        configuration is wrong, those of the command line."""
        try:
            config = self.config(common_folder(paths))
        except FileError:
            config = None
        return self._built(config).settings if config is not None or self.given else self.usual

    def steering(self, paths: Iterable[str]) -> list[str]:
        """The files that steer a run as a whole: its configuration, the lists of findings, the rules of one's own."""
        paths = list(paths)
        settings = self.for_run(paths)
        found = [settings.baseline, settings.accepted]
        with suppress(FileError):
            config = self.config(common_folder(paths))
            found.append(config.path if config is not None else "")
        for folder, _, names in os.walk(settings.rules_dir) if settings.rules_dir else ():
            found.extend(os.path.join(folder, name) for name in names if not name.endswith(".pyc"))
        return [path for path in found if path]

    def without_effect(self, path: str, run: Settings) -> list[tuple[str, str]]:
        """The keys that the configuration of a report sets and that another one decides for the whole run, each
        with its place. Raises FileError where the configuration is wrong."""
        config = self.config(_folder(path))
        if config is None:
            return []
        from gikaudit.config.build import without_effect

        return [(f"{config.path}:{config.places[key]}", key) for key in without_effect(config, self.given, run)]

    def config(self, folder: str) -> Config | None:
        """The configuration for the reports in a folder. Raises FileError where it is wrong."""
        if self._isolated or self._config is not None:
            return self._config
        path = self._find(folder)
        if not path:
            return None
        if path not in self._read:
            from gikaudit.config.file import read_config
            from gikaudit.config.patterns import relative

            try:
                self._read[path] = read_config(relative(path, os.getcwd()))
            except FileError as error:
                self._read[path] = error
        found = self._read[path]
        if isinstance(found, Exception):
            raise found
        return found

    def _built(self, config: Config | None) -> Effective:
        key = config.path if config is not None else ""
        if key not in self._effective:
            from gikaudit.config.build import build

            self._effective[key] = build(self.usual, config, self.given, self._config is not None)
        return self._effective[key]

    def _find(self, folder: str) -> str:
        """The configuration file in a folder or the nearest one above it, or ""."""
        if folder not in self._nearest:
            above = os.path.dirname(folder)
            found = _in_folder(folder)
            self._nearest[folder] = found or (self._find(above) if above != folder else "")
        return self._nearest[folder]


def _folder(path: str) -> str:
    return os.getcwd() if path == "-" else os.path.dirname(os.path.abspath(path))


def common_folder(paths: Iterable[str]) -> str:
    """The folder that holds all paths of a run."""
    folders = [os.path.abspath(path) if os.path.isdir(path) else _folder(path) for path in paths]
    try:
        return os.path.commonpath(folders)
    except ValueError:  # several drives
        return os.getcwd()


def _in_folder(folder: str) -> str:
    own = os.path.join(folder, OWN_NAME)
    if os.path.isfile(own):
        return own
    shared = os.path.join(folder, SHARED_NAME)
    return shared if os.path.isfile(shared) and _speaks_of_gikaudit(shared) else ""


def _speaks_of_gikaudit(path: str) -> bool:
    """Whether a pyproject.toml has a table for gikaudit: most have none, and are not read any further."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError:
        return False
    bare = b"\n" + content.translate(None, b" \t\"'")
    if not any(way in bare for way in _WAYS):
        return False
    import tomllib

    try:
        return "gikaudit" in tomllib.loads(content.decode()).get("tool", {})
    except (ValueError, AttributeError, TypeError):
        return b"[tool.gikaudit" in content
