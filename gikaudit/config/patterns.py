"""Patterns of paths, as in .gitignore."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from fnmatch import fnmatchcase


def matches(pattern: str, path: str, folder: bool = False) -> bool:
    """Whether a path (relative, with ``/``) or a folder it is in fits a pattern.

    A pattern without ``/`` fits a name at any depth; one with ``/`` counts from the folder of the patterns.
    With ``/`` at its end it only fits folders. ``*``, ``?`` and ``[…]`` stay within a name, ``**`` does not.
    """
    names = path.split("/")
    only_folders = pattern.endswith("/")
    parts = pattern.strip("/").split("/")
    if "/" not in pattern.rstrip("/"):
        parts = ["**", *parts]
    return any(
        _fit(names[:end], parts) for end in range(1, len(names) + 1) if folder or end < len(names) or not only_folders
    )


def any_matches(patterns: Sequence[str], path: str, folder: bool = False) -> bool:
    """Whether a list of patterns takes a path in: the last one that fits decides, and ``!`` before it says no."""
    for pattern in reversed(patterns):
        if matches(pattern.removeprefix("!"), path, folder):
            return not pattern.startswith("!")
    return False


def relative(path: str, base: str) -> str:
    """A path as seen from a folder, with ``/``."""
    path = os.path.abspath(path)
    with suppress(ValueError):  # another drive
        path = os.path.relpath(path, base)
    return path.replace(os.sep, "/")


def _fit(names: Sequence[str], parts: Sequence[str]) -> bool:
    if not parts:
        return not names
    if parts[0] == "**":
        if len(parts) == 1:
            return bool(names)
        return any(_fit(names[start:], parts[1:]) for start in range(len(names) + 1))
    return bool(names) and fnmatchcase(names[0], parts[0]) and _fit(names[1:], parts[1:])
