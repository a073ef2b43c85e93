"""The baselines and lists of a run: each is read once, and what of it was not used is said at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from gikaudit.audit import Audit
from gikaudit.config.errors import FileError
from gikaudit.finding import Finding
from gikaudit.rule import Words
from gikaudit.settings import Settings
from gikaudit.suppress.accepted import AcceptedList, read_accepted
from gikaudit.suppress.baseline import Baseline, NewBaseline, read_baseline
from gikaudit.suppress.unused import Unused

_List = Baseline | AcceptedList


class Suppressions:
    """What suppresses findings in a run. ``write`` is the baseline that the run writes, "" for none."""

    def __init__(self, write: str = "") -> None:
        self.new = NewBaseline(write) if write else None
        self._lists: dict[str, _List | FileError] = {}

    def prepare(self, settings: Settings) -> None:
        """Read what the settings name. Raises FileError."""
        for _ in self._named(settings):
            pass

    def apply(self, audit: Audit, settings: Settings) -> Audit:
        """An audit with the findings set apart that are suppressed."""
        for one in self._named(settings):
            audit = _apart(audit, one.suppress(audit, settings))
        if self.new is not None:
            audit = _apart(audit, self.new.record(audit, settings.language))
        return audit

    def unused(self) -> Iterator[tuple[str, list[Unused]]]:
        """What was not used of each file that was read."""
        for path, one in self._lists.items():
            found = list(one.unused()) if not isinstance(one, FileError) else []
            if found:
                yield path, found

    def _named(self, settings: Settings) -> Iterator[_List]:
        if settings.accepted:
            yield self._read(settings.accepted, lambda path: read_accepted(path, settings.rules_dir))
        if settings.baseline and self.new is None:
            yield self._read(settings.baseline, read_baseline)

    def _read(self, path: str, read: Callable[[str], _List]) -> _List:
        if path not in self._lists:
            try:
                self._lists[path] = read(path)
            except FileError as error:
                self._lists[path] = error
        found = self._lists[path]
        if isinstance(found, FileError):
            raise found
        return found


def _apart(audit: Audit, findings: Iterable[Finding]) -> Audit:
    marked = list(findings)
    suppressed = [finding for finding in marked if finding.suppression is not None]
    if not suppressed:
        return audit
    kept = tuple(finding for finding in marked if finding.suppression is None)
    return replace(audit, findings=kept, suppressed=(*audit.suppressed, *suppressed))


def written(new: NewBaseline) -> Words:
    """What to say about a baseline that was written."""
    return Words(f"{new.path}: 基线已写入，共{new.findings}处。", f"{new.path}: {new.findings} findings written.")
