"""The baseline: the findings that were there when it was written, by file and fingerprint.

It is JSON. ``rule``, ``place`` and ``message`` are there for those who review it; only the path and the
fingerprint count.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gikaudit.audit import Audit
from gikaudit.config.errors import FileError, decoded, read_bytes
from gikaudit.config.patterns import relative
from gikaudit.failures import FAILURES, UNUSED_SUPPRESSION
from gikaudit.finding import Finding, Suppression
from gikaudit.fingerprint import VERSION as FINGERPRINTS
from gikaudit.reasons import reason
from gikaudit.rule import Words
from gikaudit.settings import Settings
from gikaudit.suppress.unused import Unused

_VERSION = 1
_FINGERPRINT = re.compile(r'(?<!\\)"fingerprint"\s*:\s*"')
_NEEDED = ("fingerprint", "rule")
_NO_FILE = "-"


class Listed(NamedTuple):
    """One finding of a baseline, as it stands in the file; ``line`` is where."""

    fingerprint: str
    rule: str
    place: str
    message: str
    line: int = 0


class Baseline:
    """A baseline in use: which of its findings were met again."""

    def __init__(self, path: str, files: Mapping[str, Sequence[Listed]]) -> None:
        self.path = path
        self.files = files
        self._folder = os.path.dirname(os.path.abspath(path))
        self._met: dict[str, set[str]] = {}
        self._looked_for: dict[str, set[str]] = {}
        """For each file audited the rules of its entries that were checked in it."""

    def key(self, path: str) -> str:
        """How the baseline names a file."""
        if path == _NO_FILE:
            return path
        return relative(path, self._folder).encode("utf-8", "backslashreplace").decode()

    def suppress(self, audit: Audit, settings: Settings) -> Iterator[Finding]:
        """The findings of a file, those in the baseline marked."""
        key = self.key(audit.path)
        entries = self.files.get(key, ())
        known = {entry.fingerprint for entry in entries}
        met = self._met.setdefault(key, set())
        if not audit.failed:
            self._looked_for.setdefault(key, set()).update(e.rule for e in entries if settings.selects(e.rule))
        for finding in audit.findings:
            if finding.code not in FAILURES and finding.fingerprint in known:
                met.add(finding.fingerprint)
                yield finding._replace(suppression=Suppression("external", os.path.basename(self.path)))
            else:
                yield finding

    def unused(self) -> Iterator[Unused]:
        """The entries of files audited in this run, and of files that are gone, that were not met."""
        for key, entries in self.files.items():
            gone = key != _NO_FILE and not os.path.exists(os.path.join(self._folder, key))
            rules = self._looked_for.get(key, set())
            for entry in entries:
                if entry.fingerprint in self._met.get(key, ()) or not (gone or entry.rule in rules):
                    continue
                why = (
                    ("文件已不存在", "the file is gone")
                    if gone
                    else ("该问题已不存在或数字已改", "it is no longer found")
                )
                yield Unused(
                    entry.line,
                    Words(
                        f"基线中{key}的{entry.rule}没有用到：{why[0]}。",
                        f"{entry.rule} of {key} in the baseline is not used: {why[1]}.",
                    ),
                )


def read_baseline(path: str) -> Baseline:
    """Read a baseline. Raises FileError."""
    text = decoded(path, read_bytes(path))
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise FileError(
            path, error.lineno, Words(f"JSON语法有误（{error.msg}）。", f"not JSON: {error.msg}.")
        ) from None
    except RecursionError:
        raise _no_baseline(path) from None
    if not isinstance(data, dict) or data.get("version") != _VERSION or not isinstance(data.get("files"), dict):
        raise _no_baseline(path)
    if data.get("fingerprints") != FINGERPRINTS:
        raise FileError(
            path,
            1,
            Words("由其他版本的gikaudit写成，请重新生成。", "another version of gikaudit wrote it; write it again."),
        )
    lines = _lines(text)
    files = {
        key: [_listed(path, entry, lines) for entry in _list(path, entries)] for key, entries in data["files"].items()
    }
    return Baseline(path, files)


def _no_baseline(path: str) -> FileError:
    return FileError(path, 1, Words("不是gikaudit的基线文件。", "it is no baseline of gikaudit."))


def _list(path: str, entries: Any) -> list[Any]:
    if not isinstance(entries, list):
        raise _no_baseline(path)
    return entries


def _listed(path: str, entry: Any, lines: Iterator[int]) -> Listed:
    if not isinstance(entry, dict) or not all(isinstance(entry.get(name), str) for name in _NEEDED):
        raise _no_baseline(path)
    texts = {name: str(entry.get(name, "")) for name in ("fingerprint", "rule", "place", "message")}
    return Listed(**texts, line=next(lines, 1))


def _lines(text: str) -> Iterator[int]:
    """The line of each entry, in order: each has one fingerprint."""
    line, position = 1, 0
    for found in _FINGERPRINT.finditer(text):
        line += text.count("\n", position, found.start())
        position = found.start()
        yield line


# ---- writing one


class NewBaseline:
    """A baseline that a run writes: everything it finds. Raises FileError where it is clear that it cannot be."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._folder = os.path.dirname(os.path.abspath(path))
        try:
            with tempfile.TemporaryFile(dir=self._folder):
                pass
        except OSError as error:
            raise self._unwritable(error) from None
        self._old = read_baseline(path) if os.path.exists(path) else Baseline(path, {})
        self._files: dict[str, list[Listed]] = {}

    @property
    def findings(self) -> int:
        """How many findings of this run it lists."""
        return sum(map(len, self._files.values()))

    def record(self, audit: Audit, language: str) -> Iterator[Finding]:
        """The findings of a file, those that are written down marked."""
        entries = self._files.setdefault(self._old.key(audit.path), [])
        for finding in audit.findings:
            if finding.code in FAILURES or finding.code == UNUSED_SUPPRESSION:
                yield finding
                continue
            place = ""
            if audit.source is not None and finding.span is not None:
                start = finding.span.start
                place = f"{audit.source.line_of(start)}:{audit.source.column(start)}"
            entries.append(Listed(finding.fingerprint, finding.code, place, finding.message.in_language(language)))
            yield finding._replace(suppression=Suppression("external", os.path.basename(self.path)))

    def write(self) -> None:
        """Write it, whole or not at all. What it said of files that this run did not audit stays, unless they are
        gone. Raises FileError."""
        others = {
            key: list(entries)
            for key, entries in self._old.files.items()
            if key not in self._files and os.path.exists(os.path.join(self._folder, key))
        }
        files = {key: entries for key, entries in sorted((others | self._files).items()) if entries}
        data = {
            "version": _VERSION,
            "fingerprints": FINGERPRINTS,
            "files": {
                key: [
                    {
                        "rule": entry.rule,
                        "fingerprint": entry.fingerprint,
                        "place": entry.place,
                        "message": entry.message,
                    }
                    for entry in entries
                ]
                for key, entries in files.items()
            },
        }
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        try:
            handle, temporary = tempfile.mkstemp(dir=self._folder, prefix=".gikaudit-")
            try:
                with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                    file.write(text)
                os.chmod(temporary, 0o666 & ~_umask())
                os.replace(temporary, self.path)
            except BaseException:
                os.unlink(temporary)
                raise
        except OSError as error:
            raise self._unwritable(error) from None

    def _unwritable(self, error: OSError) -> FileError:
        zh, en = reason(error, writing=True)
        return FileError(self.path, 0, Words(f"无法写入：{zh}。", f"cannot be written: {en}."))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
