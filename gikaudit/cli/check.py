"""The run of ``gikaudit check``: files in, output and exit status out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import typer

from gikaudit.cli.failed import EXIT_CLEAN, EXIT_FAILURE, EXIT_FINDINGS, failed
from gikaudit.cli.files import files, read
from gikaudit.cli.output import Output
from gikaudit.config.errors import FileError, decoded, read_bytes
from gikaudit.rule import Words

if TYPE_CHECKING:
    from gikaudit.audit import Audit
    from gikaudit.config.find import Configurations
    from gikaudit.settings import Settings
    from gikaudit.suppress.run import Suppressions


def run(
    paths: list[str], stdin_name: str, configurations: Configurations, write_baseline: str = "", annotate: str = ""
) -> int:
    """Audit files and write what was found. Returns the exit status."""
    from gikaudit.output.formats import renderer

    settings = configurations.for_run([stdin_name if path == "-" else path for path in paths])
    if annotate:
        from gikaudit.cli.annotate import check_usage

        check_usage(paths, annotate, settings.output_file)
    run = _Run(configurations, settings, write_baseline, annotate)
    output = Output(settings)
    found = _files(paths, configurations, settings)
    audits = output.counted(run.audits(output.passing(found), stdin_name))
    written = output.write(renderer(settings.output_format)(audits, settings))
    return run.code() if written else EXIT_FAILURE


def run_and_watch(paths: list[str], stdin_name: str, configurations: Configurations, write_baseline: str = "") -> int:
    """Run, and again whenever a file changes. Returns the exit status."""
    from gikaudit.cli.watch import State, clear, say_waiting, state, watch

    if "-" in paths:
        raise failed("标准输入无法监视。", "standard input cannot be watched.", "--watch")
    settings = configurations.for_run(paths)

    def once() -> None:
        from gikaudit.registry import ruleset

        clear()
        ruleset.cache_clear()  # rules of one's own may have changed, too
        run(paths, stdin_name, configurations.again(), write_baseline)

    def look() -> State:
        now = configurations.again()
        steering = now.steering(paths)
        return state([*_files(paths, now, settings._replace(quiet=True)), *steering])

    return watch(look, once, waiting=lambda: say_waiting(settings.language, settings.quiet))


def _files(paths: list[str], configurations: Configurations, settings: Settings) -> list[str]:
    """The files of a run; not among them is the one that is written. Raises typer.Exit if it is named."""
    found = list(files(paths, configurations.excludes, settings.quiet, settings.language, force=settings.force_exclude))
    output_file = settings.output_file
    if not output_file:
        return found
    from gikaudit.cli.output_file import same_file

    for path in paths:
        if same_file(path, output_file) and os.path.isfile(path):
            raise failed(
                f"{path}是要核对的报告，不会改写。",
                f"{path} is a report to be audited; it stays as it is.",
                "--output-file",
            )
    return [path for path in found if not same_file(path, output_file)]


class _Run:
    """The audits of a run, and the exit status that they lead to. ``settings`` are those of the whole run."""

    def __init__(self, configurations: Configurations, settings: Settings, write_baseline: str, annotate: str) -> None:
        self.configurations = configurations
        self.settings = settings
        self.failed = False
        self.found = False
        self._annotate = annotate
        self._told: set[str] = set()
        """The files that steer the run, and places in them, of which it was said that they are wrong."""
        self._rules_dirs: set[str] = set()
        self._suppressions: Suppressions | None = None
        named = {key: configurations.given[key] for key in ("baseline", "accepted") if key in configurations.given}
        if write_baseline:
            from gikaudit.suppress.run import Suppressions

            try:
                self._suppressions = Suppressions(write_baseline)
            except FileError as error:  # as without it: all that is found is shown
                self._not_written(error)
        if named:
            from gikaudit.suppress.run import Suppressions

            self._suppressions = self._suppressions or Suppressions()
            try:  # files named on the command line: without them nothing is audited
                self._suppressions.prepare(settings._replace(**named))
            except FileError as error:
                raise failed(error.words.zh, error.words.en, error.place) from None

    def audits(self, paths: Iterable[str], stdin_name: str) -> Iterator[Audit]:
        """The result for each file, and for each file that steers the run of which there is something to say."""
        yield from self._unusable(self.settings)
        for path in paths:
            name = stdin_name if path == "-" else path
            try:
                settings = self.configurations.settings(name)
                yield from self._unusable(settings)
                yield self._audit(path, name, settings)
            except FileError as error:
                yield from self._wrong(error)
        if self._suppressions is not None:
            yield from self._unused(self._suppressions)
            if self._suppressions.new is not None:
                self._write(self._suppressions)

    def code(self) -> int:
        """The exit status."""
        if self.failed:
            return EXIT_FAILURE
        return EXIT_FINDINGS if self.found and not self.settings.exit_zero else EXIT_CLEAN

    def _unusable(self, settings: Settings) -> Iterator[Audit]:
        """What is said, once, of rules that cannot be used."""
        from gikaudit.audit import unusable

        if settings.rules_dir not in self._rules_dirs:
            self._rules_dirs.add(settings.rules_dir)
            for audit in unusable(settings):
                told = f"{audit.path}: {audit.findings[0].message.zh}"  # two plug-ins can be announced in one file
                if told not in self._told:
                    self._told.add(told)
                    self._count(audit, settings)
                    yield audit

    def _audit(self, path: str, name: str, settings: Settings) -> Audit:
        """The audit of one file. Raises FileError where what steers it is wrong."""
        from gikaudit.audit import audit, unreadable
        from gikaudit.source import SourceError

        if not self.settings.quiet:
            self._say_what_is_without_effect(name)
        suppressions = self._suppressions
        if suppressions is None and (settings.baseline or settings.accepted):
            from gikaudit.suppress.run import Suppressions

            suppressions = self._suppressions = Suppressions()
        if suppressions is not None:
            suppressions.prepare(settings)
        data = b""
        try:
            data = read(path)
            result = audit(name, data, settings)
        except SourceError as error:
            result = unreadable(name, error)
        if suppressions is not None:
            result = suppressions.apply(result, settings)
        self._count(result, settings)
        if self._annotate:
            from gikaudit.cli.annotate import write_copy

            written = write_copy(self._annotate, path, data, result, self.settings.language)
            self.failed = self.failed or not written
        return result

    def _say_what_is_without_effect(self, name: str) -> None:
        """A line for each key of a configuration that counts for whole runs, and for this one another value."""
        for place, key in self.configurations.without_effect(name, self.settings):
            if place not in self._told:
                self._told.add(place)
                words = Words(
                    f"{key}对整次运行有效，此处不起作用。", f"{key} counts for a whole run; here it is without effect."
                )
                typer.echo(f"gikaudit: {place}: {words.in_language(self.settings.language)}", err=True)

    def _count(self, audit: Audit, settings: Settings) -> None:
        from gikaudit.relation import Level

        order = list(Level)
        worst = audit.worst()
        self.failed = self.failed or audit.failed
        if worst is not None and order.index(worst) <= order.index(settings.fail_on):
            self.found = True

    def _wrong(self, error: FileError) -> Iterator[Audit]:
        """What is said, once, of a file that steers the run and is wrong."""
        from gikaudit.failures import WRONG_SETTINGS

        self.failed = True
        if error.path not in self._told:
            self._told.add(error.path)
            yield self._steering(error.path, WRONG_SETTINGS, [(error.line, error.words)])

    def _unused(self, suppressions: Suppressions) -> Iterator[Audit]:
        from gikaudit.failures import UNUSED_SUPPRESSION

        if self.settings.selects(UNUSED_SUPPRESSION):
            for path, found in suppressions.unused():
                audit = self._steering(path, UNUSED_SUPPRESSION, found)
                self._count(audit, self.settings)
                yield audit

    def _steering(self, path: str, code: str, told: Iterable[tuple[int, Words]]) -> Audit:
        from gikaudit.audit import steering

        try:
            text = decoded(path, read_bytes(path))
        except FileError:
            text = None
        return steering(path, text, code, told, self.settings)

    def _write(self, suppressions: Suppressions) -> None:
        from gikaudit.suppress.run import written

        assert suppressions.new is not None
        try:
            suppressions.new.write()
        except FileError as error:
            self._not_written(error)
            return
        if not self.settings.quiet:
            typer.echo(f"gikaudit: {written(suppressions.new).in_language(self.settings.language)}", err=True)

    def _not_written(self, error: FileError) -> None:
        """A line about a baseline that cannot be written; the run goes on."""
        self.failed = True
        typer.echo(f"gikaudit: {error.in_language(self.settings.language)}", err=True)
