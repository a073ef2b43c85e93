"""The command line. Each command imports what it needs when it runs: starting must stay fast."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from gikaudit import __version__

if TYPE_CHECKING:
    from gikaudit.audit import Audit
    from gikaudit.settings import Settings

EXIT_CLEAN, EXIT_FINDINGS, EXIT_FAILURE = 0, 1, 2
SUFFIXES = (".txt",)
_RARELY = 200_000


class _CheckByDefault(TyperGroup):
    """``gikaudit report.txt`` is ``gikaudit check report.txt``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        own = {"--help", "--version", "--install-completion", "--show-completion"}
        if args and args[0] not in self.commands and args[0] not in own:
            args = ["check", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_CheckByDefault,
    add_completion=True,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Audit 政府信息公开工作年度报告 for contradictions in their numbers.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"gikaudit {__version__}")
        raise typer.Exit()


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command()
def check(
    paths: Annotated[list[str], typer.Argument(help="Report files or folders; - reads standard input.")],
    select: Annotated[str, typer.Option(help="Rules to check, as code prefixes separated by commas.")] = "GIK",
    ignore: Annotated[str, typer.Option(help="Rules to leave out, as code prefixes separated by commas.")] = "",
    output_format: Annotated[str, typer.Option(help="text, json or sarif.")] = "text",
    fail_on: Annotated[str, typer.Option(help="Exit with 1 from this level on: error, warning or note.")] = "error",
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even where there are findings.")] = False,
    all_checks: Annotated[
        bool, typer.Option("--all-checks", help="Show every relation checked, not only the broken ones.")
    ] = False,
    lang: Annotated[str, typer.Option(help="Language of the messages: zh or en.")] = "zh",
    color: Annotated[str, typer.Option(help="Colours in text output: auto, always or never.")] = "auto",
    stdin_filename: Annotated[str, typer.Option(help="Name to report for standard input.")] = "-",
) -> None:
    """Audit report files."""
    settings = _settings(select, ignore, output_format, fail_on, exit_zero, all_checks, lang)
    status = _Status(settings)
    audits = status.watch(_audits(paths, stdin_filename, settings))
    _write(audits, settings, _choice("--color", color, ("auto", "always", "never")))
    raise typer.Exit(status.code())


@app.command()
def rules(lang: Annotated[str, typer.Option(help="zh or en.")] = "zh") -> None:
    """List the rules."""
    from gikaudit.registry import builtin_rules

    language = _choice("--lang", lang, ("zh", "en"))
    _print(f"{rule.code}  {rule.level.value:7}  {rule.title.in_language(language)}\n" for rule in builtin_rules())


@app.command()
def rule(code: Annotated[str, typer.Argument(help="Code of a rule, such as GIK201.")]) -> None:
    """Show the page of a rule."""
    from gikaudit.registry import builtin_rules, page

    known = {rule.code: rule for rule in builtin_rules()}
    if code.upper() not in known:
        raise _failed(f"there is no rule {code}{_hint(code.upper(), known)}")
    _print([page(known[code.upper()])])


@app.command()
def facts(
    path: Annotated[str, typer.Argument(help="A report file; - reads standard input.")],
    output_format: Annotated[str, typer.Option(help="table, json or csv.")] = "table",
) -> None:
    """Show what was read from a report: its table, the numbers of its narrative, what was set aside."""
    from gikaudit.failures import describe
    from gikaudit.output.facts import render
    from gikaudit.read import read_report
    from gikaudit.readers.text import read_text
    from gikaudit.source import SourceError, read_source

    wanted = _choice("--output-format", output_format, ("table", "json", "csv"))
    try:
        report = read_report(read_text(read_source(path, _read(path))))
    except SourceError as error:
        raise _failed(f"{path}: {error.en}") from None
    except Exception as error:  # noqa: BLE001 - no traceback for what a file holds
        raise _failed(f"{path}: reading crashed ({describe(error)})") from None
    _print([render(report, wanted)])


# ---- settings


def _settings(
    select: str, ignore: str, output_format: str, fail_on: str, exit_zero: bool, all_checks: bool, lang: str
) -> Settings:
    from gikaudit.relation import Level
    from gikaudit.settings import Settings

    selected = _codes("--select", select)
    if not selected:
        raise _failed("--select: no rule is named; leave the option out to check all rules.")
    return Settings(
        selected,
        _codes("--ignore", ignore),
        Level(_choice("--fail-on", fail_on, [level.value for level in Level])),
        exit_zero,
        all_checks,
        _choice("--lang", lang, ("zh", "en")),  # type: ignore[arg-type]
        _choice("--output-format", output_format, ("text", "json", "sarif")),  # type: ignore[arg-type]
    )


def _codes(option: str, text: str) -> tuple[str, ...]:
    codes = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    if not codes:
        return ()
    from gikaudit.registry import builtin_rules

    known = [rule.code for rule in builtin_rules()]
    for code in codes:
        if not any(other.startswith(code) for other in known):
            raise _failed(f"{option}: no rule begins with {code}{_hint(code, known)}")
    return codes


def _hint(code: str, known: Iterable[str]) -> str:
    """The code that may have been meant, else where to look."""
    from difflib import get_close_matches

    near = get_close_matches(code, list(known), 1)
    return f"; did you mean {near[0]}?" if near else "; `gikaudit rules` lists them."


def _choice(option: str, value: str, choices: Any) -> str:
    if value not in choices:
        from difflib import get_close_matches

        near = get_close_matches(value, choices, 1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise _failed(f"{option}: {value!r} is none of {', '.join(choices)}.{hint}")
    return value


def _failed(message: str) -> typer.Exit:
    """To be raised: says in one line why the command cannot go on."""
    typer.echo(f"gikaudit: {message}", err=True)
    return typer.Exit(EXIT_FAILURE)


# ---- files


def _audits(paths: list[str], stdin_name: str, settings: Settings) -> Iterator[Audit]:
    from gikaudit.audit import audit, unreadable
    from gikaudit.source import SourceError

    for path in _files(paths):
        name = stdin_name if path == "-" else path
        try:
            yield audit(name, _read(path), settings)
        except SourceError as error:
            yield unreadable(name, error)


def _files(paths: list[str]) -> Iterator[str]:
    """The files named, and those with a known suffix in the folders named, each once however it is written."""
    seen: set[str] = set()
    for path in paths:
        found = [path]
        if path != "-" and os.path.isdir(path):
            found = sorted(
                os.path.join(folder, name)
                for folder, folders, names in _walk(path)
                for name in names
                if name.lower().endswith(SUFFIXES)
            )
            if not found:
                typer.echo(f"gikaudit: {path}: no files with the suffix {', '.join(SUFFIXES)}", err=True)
        for file in found:
            key = file if file == "-" else os.path.normpath(Path(file).absolute())
            if key not in seen:
                seen.add(key)
                yield file


def _walk(path: str) -> Iterator[tuple[str, list[str], list[str]]]:
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield folder, folders, names


_REASONS = {
    errno.ENOENT: "文件不存在",
    errno.EACCES: "没有读取权限",
    errno.EPERM: "没有读取权限",
    errno.EISDIR: "这是文件夹,不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ELOOP: "符号链接循环",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EIO: "读写出错",
}
"""What the operating system says most often, in Chinese."""


def _read(path: str) -> bytes:
    """The bytes of a file. Raises SourceError."""
    from gikaudit.source import MAX_BYTES, SourceError

    try:
        if path != "-":
            with Path(path).open("rb") as file:
                return file.read(MAX_BYTES + 1)
        if sys.stdin is not None:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        zh = _REASONS.get(error.errno or 0, reason)
        raise SourceError(f"无法读取:{zh}。", f"cannot be read: {reason}.") from None
    raise SourceError("无法读取:标准输入已关闭。", "cannot be read: standard input is closed.")


# ---- results


class _Status:
    """The exit status, found while the audits pass through."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.failed = False
        self.found = False

    def watch(self, audits: Iterator[Audit]) -> Iterator[Audit]:
        from gikaudit.relation import Level

        order = list(Level)
        for audit in audits:
            self.failed = self.failed or audit.failed
            worst = audit.worst()
            if worst is not None and order.index(worst) <= order.index(self.settings.fail_on):
                self.found = True
            yield audit

    def code(self) -> int:
        if self.failed:
            return EXIT_FAILURE
        return EXIT_FINDINGS if self.found and not self.settings.exit_zero else EXIT_CLEAN


def _write(audits: Iterator[Audit], settings: Settings, color: str) -> None:
    if settings.output_format == "json":
        from gikaudit.output import json

        _print([json.render(audits, settings)])
    elif settings.output_format == "sarif":
        from gikaudit.output import sarif

        _print([sarif.render(audits, settings)])
    else:
        from gikaudit.output import text

        pieces = text.render(audits, settings)
        if _colored(color):
            from gikaudit.output.color import styled

            _print(styled(pieces))
        else:
            _print(piece.text for piece in pieces)


def _print(texts: Iterable[str]) -> None:
    """Write to standard output.

    A reader that stops reading is no error: the rest is still made, as the exit status depends on it.
    """
    if sys.stdout is None:
        raise _failed("standard output is closed.")
    for text in chain(texts, [None]):
        try:
            if text is None:
                sys.stdout.flush()
            else:
                sys.stdout.write(text)
        except BrokenPipeError:
            _discard_output()
        except OSError as error:
            _discard_output()
            raise _failed(f"cannot write the output: {error.strerror or error}.") from None


def _discard_output() -> None:
    """Let what is still to be written, when the program ends at the latest, go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _colored(color: str) -> bool:
    """NO_COLOR wins over FORCE_COLOR; an option wins over both."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout is not None and sys.stdout.isatty())


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # An audit makes many objects and no cycles: looking for cycles while it runs, and once more at the
    # end, takes a tenth of the time and frees nothing.
    gc.set_threshold(_RARELY)
    try:
        app(prog_name="gikaudit")
    except Exception as error:  # noqa: BLE001 - one line for the user, and the status that says so
        from gikaudit.failures import describe

        if isinstance(error, OSError):  # standard output that does not take the help
            _discard_output()
        raise SystemExit(_failed(f"cannot go on: {describe(error)}").exit_code) from None
    finally:
        gc.freeze()
