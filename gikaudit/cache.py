"""The user's cache folder: things that take long to build and depend on nothing but the installation."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")


def cached(name: str, sources: Iterable[Path], build: Callable[[], T], detail: str = "") -> T:
    """What ``build`` returns, or what it returned before for the same sources and the same detail.

    A cache folder that others can write to, or that cannot be used, is not used: the files in it are
    pickles. A cache file that cannot be read, or holds something else, is built again.
    """
    folder = cache_folder()
    if folder is None:
        return build()
    wanted = _state(sources) + detail
    path = folder / f"{name}-{crc32(wanted.encode('utf-8', 'surrogatepass')):08x}"
    try:
        with path.open("rb") as file:
            content: tuple[str, T] = pickle.load(file)  # noqa: S301 - the folder belongs to the user alone
        key, value = content
        if key != wanted:
            raise pickle.UnpicklingError(f"{path} was not written for this")
    except Exception:  # noqa: BLE001 - whatever is wrong with a cache file, it can be built again
        value = build()
        if write_whole(path, pickle.dumps((wanted, value), protocol=pickle.HIGHEST_PROTOCOL)):
            _prune(path)
    return value


def write_whole(path: Path, content: bytes) -> bool:
    """Write a cache file whole or not at all: other processes may be reading it. Returns whether it was written."""
    import tempfile  # needed only where something is written

    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).replace(path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError:
        return False
    return True


def _prune(path: Path) -> None:
    """Remove what was kept for other versions of the sources."""
    prefix = path.name.rpartition("-")[0] + "-"
    with suppress(OSError):
        for other in path.parent.iterdir():
            if other.name.startswith(prefix) and other != path:
                other.unlink(missing_ok=True)


def _state(sources: Iterable[Path]) -> str:
    """The paths, sizes and times of some sources, by which Python's own compiled files are known too: hashing what
    is in them would take longer."""
    states = [(str(source), status.st_size, status.st_mtime_ns) for source in sources for status in [source.stat()]]
    return repr((sys.version_info[:2], states))


def cache_folder() -> Path | None:
    """The user's cache folder for gikaudit, made if need be; None where there is none to be trusted."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    if not base or not Path(base).is_absolute():
        return None
    folder = Path(base, "gikaudit")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform != "win32":
            status = folder.stat()
            if status.st_uid != os.getuid() or status.st_mode & 0o022:
                return None
    except OSError:
        return None
    return folder
