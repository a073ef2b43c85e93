"""The commands and their options."""

from __future__ import annotations

import gc
import sys
from typing import Annotated

import typer

from gikaudit import __version__
from gikaudit.cli import complete
from gikaudit.cli.failed import Hint, choice, did_you_mean, failed
from gikaudit.cli.files import read
from gikaudit.cli.settings import configurations, in_use, shown
from gikaudit.cli.streams import colored, discard_output, write
from gikaudit.cli.usage import CheckByDefault
from gikaudit.output.formats import FORMATS

_RARELY = 200_000
RulesDir = Annotated[str | None, typer.Option(help="A folder with rules, forms and identities of your own.")]
Config = Annotated[
    str, typer.Option("--config", help="A configuration file, in place of those found.", show_default=False)
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")]
_LISTED = Hint("`gikaudit rules`列出全部规则。", " `gikaudit rules` lists them.")


app = typer.Typer(
    cls=CheckByDefault,
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
    select: Annotated[
        str | None,
        typer.Option(
            help="Rules to check, as code prefixes separated by commas.",
            show_default="all",
            autocompletion=complete.codes,
        ),
    ] = None,
    extend_select: Annotated[
        str | None, typer.Option(help="Rules to check besides those selected.", autocompletion=complete.codes)
    ] = None,
    ignore: Annotated[
        str | None,
        typer.Option(help="Rules to leave out, as code prefixes separated by commas.", autocompletion=complete.codes),
    ] = None,
    per_file_ignores: Annotated[
        str | None, typer.Option(help="Rules to leave out in some files: 2014/:GIK1,GIK4,*.md:GIK5.")
    ] = None,
    exclude: Annotated[
        str | None, typer.Option(help="Files and folders to pass over in folders, as patterns separated by commas.")
    ] = None,
    force_exclude: Annotated[
        bool, typer.Option("--force-exclude", help="Pass over excluded files and folders even where they are named.")
    ] = False,
    output_format: Annotated[
        str | None,
        typer.Option(help=f"One of {', '.join(FORMATS)}.", show_default="full", autocompletion=complete.formats),
    ] = None,
    output_file: Annotated[
        str, typer.Option(help="Write the output to this file, in full or not at all.", show_default=False)
    ] = "",
    annotate: Annotated[
        str,
        typer.Option(
            help="Write a copy of the report (Word, Excel) with a comment at the number of each finding.",
            show_default=False,
        ),
    ] = "",
    fail_on: Annotated[
        str | None,
        typer.Option(
            help="Exit with 1 from this level on: error, warning or note.",
            show_default="error",
            autocompletion=complete.levels,
        ),
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even where there are findings.")] = False,
    all_checks: Annotated[
        bool | None,
        typer.Option("--all-checks/--no-all-checks", help="Show every relation checked, not only the broken ones."),
    ] = None,
    baseline: Annotated[str | None, typer.Option(help="A baseline: findings listed in it are not shown.")] = None,
    write_baseline: Annotated[str, typer.Option(help="Write all findings into a baseline.", show_default=False)] = "",
    accepted: Annotated[str | None, typer.Option(help="A list of accepted findings, with reasons and dates.")] = None,
    config: Config = "",
    isolated: Isolated = False,
    show_settings: Annotated[
        bool, typer.Option("--show-settings", help="Show the settings for the first path, and where they come from.")
    ] = False,
    lang: Annotated[
        str | None,
        typer.Option(help="Language of the messages: zh or en.", show_default="zh", autocompletion=complete.languages),
    ] = None,
    color: Annotated[
        str, typer.Option(help="Colours in text output: auto, always or never.", autocompletion=complete.colors)
    ] = "auto",
    stdin_filename: Annotated[str, typer.Option(help="Name to report for standard input.")] = "-",
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Findings only: no totals, no remarks, no progress bar.")
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Say on standard error how many findings there are of each rule.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Audit again whenever a file changes, until Ctrl-C.")] = False,
    rules_dir: RulesDir = None,
) -> None:
    """Audit report files."""
    from gikaudit.settings import Settings

    given = {
        "select": select,
        "extend-select": extend_select,
        "ignore": ignore,
        "per-file-ignores": per_file_ignores,
        "exclude": exclude,
        "fail-on": fail_on,
        "lang": lang,
        "output-format": output_format,
        "all-checks": all_checks,
        "baseline": baseline,
        "accepted": accepted,
        "rules-dir": rules_dir,
    }
    usual = Settings(
        exit_zero=exit_zero,
        color=colored(choice("--color", color, ("auto", "always", "never")), to_file=bool(output_file)),
        quiet=quiet,
        statistics=statistics,
        output_file=output_file,
        force_exclude=force_exclude,
    )
    found = configurations(usual, {key: value for key, value in given.items() if value is not None}, config, isolated)
    if write_baseline and baseline is not None:
        raise failed("不能与--baseline同时使用。", "--baseline cannot be used with it.", "--write-baseline")
    if show_settings:
        write(shown(found, stdin_filename if paths[0] == "-" else paths[0]))
        return
    from gikaudit.cli.check import run, run_and_watch

    if watch:
        if annotate:
            raise failed("不能与--watch同时使用。", "cannot be used with --watch.", "--annotate")
        raise typer.Exit(run_and_watch(paths, stdin_filename, found, write_baseline))
    raise typer.Exit(run(paths, stdin_filename, found, write_baseline, annotate))


@app.command()
def rules(
    lang: Annotated[str, typer.Option(help="zh or en.", autocompletion=complete.languages)] = "zh",
    rules_dir: RulesDir = None,
    config: Config = "",
    isolated: Isolated = False,
) -> None:
    """List the rules."""
    from gikaudit.registry import ruleset

    language = choice("--lang", lang, ("zh", "en"))
    found = ruleset(in_use("-", rules_dir, config, isolated).rules_dir)
    write(f"{rule.code}  {rule.level.value:7}  {rule.title.in_language(language)}\n" for rule in found.rules)
    unusable = [failed(problem.reason.zh, problem.reason.en, problem.path) for problem in found.problems]
    if unusable:
        raise unusable[0]


@app.command()
def rule(
    code: Annotated[str, typer.Argument(help="Code of a rule, such as GIK201.", autocompletion=complete.code)],
    rules_dir: RulesDir = None,
    config: Config = "",
    isolated: Isolated = False,
) -> None:
    """Show the page of a rule."""
    from gikaudit.registry import page, ruleset

    known = {rule.code: rule for rule in ruleset(in_use("-", rules_dir, config, isolated).rules_dir).rules}
    if code.upper() not in known:
        hint = did_you_mean(code.upper(), known, _LISTED)
        raise failed(f"没有规则{code}。{hint.zh}", f"there is no rule {code}.{hint.en}")
    write([page(known[code.upper()])])


@app.command()
def facts(
    path: Annotated[str, typer.Argument(help="A report file; - reads standard input.")],
    output_format: Annotated[
        str, typer.Option(help="table, json or csv.", autocompletion=complete.fact_formats)
    ] = "table",
    rules_dir: RulesDir = None,
    config: Config = "",
    isolated: Isolated = False,
) -> None:
    """Show what was read from a report: its table, the numbers of its narrative, what was set aside."""
    from gikaudit.failures import describe
    from gikaudit.output.facts import render
    from gikaudit.read import read_report
    from gikaudit.readers.read import read_document
    from gikaudit.registry import ruleset
    from gikaudit.source import SourceError

    wanted = choice("--output-format", output_format, ("table", "json", "csv"))
    settings = in_use(path, rules_dir, config, isolated)
    try:
        document = read_document(path, read(path))
        report = read_report(document, settings.usage, ruleset(settings.rules_dir).forms)
    except SourceError as error:
        raise failed(error.zh, error.en, path) from None
    except Exception as error:  # noqa: BLE001 - no traceback for what a file holds
        what = describe(error)
        raise failed(f"读取时程序出错（{what}）。", f"reading crashed ({what}).", path) from None
    write([render(report, wanted)])


@app.command()
def server(
    lang: Annotated[
        str, typer.Option(help="Language of the messages: zh or en.", show_default="as configured, else zh")
    ] = "",
    stdio: Annotated[  # noqa: ARG001 - there is no other way, but editors say it
        bool, typer.Option("--stdio", help="Talk over standard input and output, as it does anyway.")
    ] = False,
) -> None:
    """Serve an editor: a language server over standard input and output."""
    from gikaudit.cli.server import run

    raise typer.Exit(run(choice("--lang", lang, ("zh", "en")) if lang else None))


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    # An audit makes many objects and no cycles: looking for cycles while it runs, and once more at the
    # end, takes a tenth of the time and frees nothing.
    gc.set_threshold(_RARELY)
    try:
        app(prog_name="gikaudit")
    except Exception as error:  # noqa: BLE001 - one line for the user, and the status that says so
        from gikaudit.failures import describe

        if isinstance(error, OSError):  # standard output that does not take the help
            discard_output()
        what = describe(error)
        raise SystemExit(failed(f"无法继续：{what}。", f"cannot go on: {what}").exit_code) from None
    finally:
        from gikaudit import patterns

        patterns.keep()
        gc.freeze()
