"""Installed packages that bring rules of their own."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import NamedTuple

GROUP = "gikaudit.rules"
_INSTALLED = (".dist-info", ".egg-info")


class Plugin(NamedTuple):
    """A package that announces rules.

    name       as it is announced
    package    the package whose folder holds the rules
    announced  the file that announces it
    """

    name: str
    package: str
    announced: Path

    def folder(self) -> Path:
        """The folder of the package, which is not imported for this. Raises whatever a package above it raises."""
        spec = importlib.util.find_spec(self.package)
        places = spec.submodule_search_locations if spec is not None else None
        if not places:
            raise ModuleNotFoundError(f"No package named {self.package!r}")
        return Path(next(iter(places)))


def installed() -> tuple[Plugin, ...]:
    """The plug-ins on the module path, by name.

    The files are looked through here because importlib.metadata takes longer to import than a whole audit;
    where nothing is installed, this is one pass over the names in a few folders.
    """
    found: dict[tuple[str, str], Plugin] = {}
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if not name.endswith(_INSTALLED) or name.startswith("~"):  # ~ is what pip could not remove
                continue
            path = os.path.join(folder, name, "entry_points.txt")
            try:
                with open(path, "rb") as file:
                    content = file.read()
            except OSError:
                continue
            if GROUP.encode() in content:
                for plugin in _announced(Path(path), content.decode("utf-8", "replace")):
                    found.setdefault(plugin[:2], plugin)
    return tuple(found[key] for key in sorted(found))


def _announced(path: Path, content: str) -> list[Plugin]:
    plugins = []
    inside = False
    for line in map(str.strip, content.splitlines()):
        if line.startswith("["):
            inside = line == f"[{GROUP}]"
        elif inside and line and line[0] not in "#;":
            name, _, package = line.partition("=")
            plugins.append(Plugin(name.strip(), package.strip(), path))
    return plugins
