"""Regular expressions, with their compiled code kept in the user's cache folder.

Python compiles every expression anew in every process: for those of this project that takes longer
than it takes to audit a report. What the compiler makes of an expression depends on the version of Python alone.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]  # built into CPython, without stubs
import marshal
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

from gikaudit.cache import cache_folder, write_whole

_NAME = "patterns"
_MOST = 2_000
"""More expressions than this are not kept: they come from many versions of the sources."""

_Code = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]
_new: dict[tuple[str, int], _Code] = {}


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as ``re.compile``."""
    key = pattern, int(flags)
    try:
        code = _kept().get(key)
        if code is None:
            code = _new[key] = _compile(pattern, int(flags))
        found: re.Pattern[str] = _sre.compile(pattern, *code)
    except Exception:  # noqa: BLE001 - another Python, or a cache file that holds something else
        return re.compile(pattern, flags)
    return found


def keep() -> None:
    """Write what was compiled in this process to the cache folder, for the next one."""
    path = _path()
    if not _new or path is None:
        return
    both = _kept() | _new
    write_whole(path, marshal.dumps(both if len(both) <= _MOST else _new))
    _new.clear()


@cache
def _kept() -> dict[tuple[str, int], _Code]:
    path = _path()
    try:
        content = marshal.loads(path.read_bytes()) if path else {}  # noqa: S302 - the folder belongs to the user alone
    except (OSError, EOFError, ValueError, TypeError):
        return {}
    return content if isinstance(content, dict) else {}


def _path() -> Path | None:
    folder = cache_folder()
    version = "-".join(map(str, (sys.implementation.name, *sys.version_info[:3], _sre.MAGIC, _sre.CODESIZE)))
    return folder and folder / f"{_NAME}-{version}"


def _compile(pattern: str, flags: int) -> _Code:
    """What ``re.compile`` hands to the matcher. Raises re.error; anything else where Python does it in another way."""
    compiler: Any = re._compiler  # type: ignore[attr-defined]  # not public: see above
    parsed = compiler._parser.parse(pattern, flags)
    groups = parsed.state.groupdict
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in groups.items():
        names[number] = name
    code = [int(word) for word in compiler._code(parsed, flags)]
    return flags | parsed.state.flags, code, parsed.state.groups - 1, dict(groups), tuple(names)
