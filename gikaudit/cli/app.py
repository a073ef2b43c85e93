"""The commands and their options."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from gikaudit import __version__
from gikaudit.cli.failed import choice, did_you_mean, failed
from gikaudit.cli.files import read
from gikaudit.cli.streams import colored, discard_output, write
from gikaudit.output.formats import FORMATS

if TYPE_CHECKING:
    from gikaudit.settings import Settings

_RARELY = 200_000
RulesDir = Annotated[str, typer.Option(help="A folder with rules, forms and identities of your own.")]
_LISTED = " `gikaudit rules` lists them."


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
    select: Annotated[str, typer.Option(help="Rules to check, as code prefixes separated by commas.")] = "ALL",
    ignore: Annotated[str, typer.Option(help="Rules to leave out, as code prefixes separated by commas.")] = "",
    output_format: Annotated[str, typer.Option(help=f"One of {', '.join(FORMATS)}.")] = "full",
    fail_on: Annotated[str, typer.Option(help="Exit with 1 from this level on: error, warning or note.")] = "error",
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even where there are findings.")] = False,
    all_checks: Annotated[
        bool, typer.Option("--all-checks", help="Show every relation checked, not only the broken ones.")
    ] = False,
    lang: Annotated[str, typer.Option(help="Language of the messages: zh or en.")] = "zh",
    color: Annotated[str, typer.Option(help="Colours in text output: auto, always or never.")] = "auto",
    stdin_filename: Annotated[str, typer.Option(help="Name to report for standard input.")] = "-",
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Findings only: no totals, no remarks, no progress bar.")
    ] = False,
    rules_dir: RulesDir = "",
) -> None:
    """Audit report files."""
    from gikaudit.cli.check import run

    settings = _settings(
        select, ignore, output_format, fail_on, exit_zero, all_checks, lang, color, rules_dir
    )._replace(quiet=quiet)
    raise typer.Exit(run(paths, stdin_filename, settings))


@app.command()
def rules(lang: Annotated[str, typer.Option(help="zh or en.")] = "zh", rules_dir: RulesDir = "") -> None:
    """List the rules."""
    from gikaudit.registry import ruleset

    language = choice("--lang", lang, ("zh", "en"))
    _check_folder(rules_dir)
    found = ruleset(rules_dir)
    write(f"{rule.code}  {rule.level.value:7}  {rule.title.in_language(language)}\n" for rule in found.rules)
    unusable = [failed(f"{problem.path}: {problem.reason.in_language(language)}") for problem in found.problems]
    if unusable:
        raise unusable[0]


@app.command()
def rule(
    code: Annotated[str, typer.Argument(help="Code of a rule, such as GIK201.")], rules_dir: RulesDir = ""
) -> None:
    """Show the page of a rule."""
    from gikaudit.registry import page, ruleset

    _check_folder(rules_dir)
    known = {rule.code: rule for rule in ruleset(rules_dir).rules}
    if code.upper() not in known:
        raise failed(f"there is no rule {code}.{did_you_mean(code.upper(), known, _LISTED)}")
    write([page(known[code.upper()])])


@app.command()
def facts(
    path: Annotated[str, typer.Argument(help="A report file; - reads standard input.")],
    output_format: Annotated[str, typer.Option(help="table, json or csv.")] = "table",
    rules_dir: RulesDir = "",
) -> None:
    """Show what was read from a report: its table, the numbers of its narrative, what was set aside."""
    from gikaudit.failures import describe
    from gikaudit.output.facts import render
    from gikaudit.read import read_report
    from gikaudit.readers.text import read_text
    from gikaudit.registry import ruleset
    from gikaudit.source import SourceError, read_source

    wanted = choice("--output-format", output_format, ("table", "json", "csv"))
    _check_folder(rules_dir)
    try:
        report = read_report(read_text(read_source(path, read(path))), known=ruleset(rules_dir).forms)
    except SourceError as error:
        raise failed(f"{path}: {error.en}") from None
    except Exception as error:  # noqa: BLE001 - no traceback for what a file holds
        raise failed(f"{path}: reading crashed ({describe(error)})") from None
    write([render(report, wanted)])


def _settings(
    select: str,
    ignore: str,
    output_format: str,
    fail_on: str,
    exit_zero: bool,
    all_checks: bool,
    lang: str,
    color: str,
    rules_dir: str,
) -> Settings:
    from gikaudit.relation import Level
    from gikaudit.settings import Settings

    _check_folder(rules_dir)
    selected = _codes("--select", select, rules_dir)
    if not selected:
        raise failed("--select: no rule is named; leave the option out to check all rules.")
    return Settings(
        select=selected,
        ignore=_codes("--ignore", ignore, rules_dir),
        fail_on=Level(choice("--fail-on", fail_on, [level.value for level in Level])),
        exit_zero=exit_zero,
        all_checks=all_checks,
        language=choice("--lang", lang, ("zh", "en")),  # type: ignore[arg-type]
        output_format=choice("--output-format", output_format, tuple(FORMATS)),
        color=colored(choice("--color", color, ("auto", "always", "never"))),
        rules_dir=rules_dir,
    )


def _check_folder(rules_dir: str) -> None:
    if rules_dir and not os.path.isdir(rules_dir):
        raise failed(f"--rules-dir: {rules_dir} is no folder.")


def _codes(option: str, text: str, rules_dir: str) -> tuple[str, ...]:
    codes = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    if not codes:
        return ()
    from gikaudit.registry import ruleset
    from gikaudit.settings import ALL

    found = ruleset(rules_dir)
    known = [ALL, *(rule.code for rule in found.rules)]
    for code in codes:
        # a rule that cannot be used may be the one that is meant: what is wrong with it is said later
        if not found.problems and not any(other.startswith(code) for other in known):
            raise failed(f"{option}: no rule begins with {code}.{did_you_mean(code, known, _LISTED)}")
    return codes


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
            discard_output()
        raise SystemExit(failed(f"cannot go on: {describe(error)}").exit_code) from None
    finally:
        from gikaudit import patterns

        patterns.keep()
        gc.freeze()
