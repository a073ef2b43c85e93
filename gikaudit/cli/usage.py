"""The command line's own habits: ``check`` by default, mistakes in one line, and what a shell completes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any

from typer.core import TyperGroup

from gikaudit.cli.failed import Hint, did_you_mean, failed

_ALIKE = 0.75
"""From this likeness on a word is taken for a mistyped command: chekc for check, not report for rule."""


class CheckByDefault(TyperGroup):
    """``gikaudit report.txt`` is ``gikaudit check report.txt``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put ``check`` before what is no command."""
        own = {"--help", "--version", "--install-completion", "--show-completion"}
        if args and args[0] not in self.commands and args[0] not in own:
            _no_mistyped_command(args[0], self.commands)
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def main(self, *args: Any, **options: Any) -> Any:
        """Run, and end with the exit status. A mistake in the usage is said in one line."""
        try:
            status = super().main(*args, **(options | {"standalone_mode": False}))
        except Exception as error:
            if not hasattr(error, "format_message"):  # typer does not say where its exceptions come from
                raise
            raise SystemExit(_mistake(error)) from None
        sys.exit(status or 0)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The options of ``check`` too: its name need not be there."""
        found = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            known = {item.value for item in found}
            command = self.commands["check"]
            with command.make_context("check", [], parent=ctx, resilient_parsing=True) as inner:
                found += [item for item in command.shell_complete(inner, incomplete) if item.value not in known]
        return found


def _no_mistyped_command(word: str, commands: Iterable[str]) -> None:
    """Raises typer.Exit for what is no file and looks like the name of a command."""
    if word.isalpha() and not os.path.lexists(word):
        from difflib import get_close_matches

        near = get_close_matches(word, list(commands), 1, _ALIKE)
        if near:
            raise failed(
                f"没有命令{word}，也没有这个文件。是否应为{near[0]}？",
                f"there is no command and no file {word}. Did you mean {near[0]}?",
            )


def _mistake(error: Any) -> int:
    """Say what is wrong with the usage. Returns the exit status."""
    message = error.format_message().strip()
    if "\n" in message:  # gikaudit without arguments: the whole help
        error.show()
        return int(error.exit_code)
    context, option = getattr(error, "ctx", None), getattr(error, "option_name", None)
    if context is None:  # of an option that is there
        zh = "后面缺少值。" if "requires" in message else "不带值。" if "does not take" in message else "用法有误。"
        return failed(zh, message, option or "").exit_code
    hint = Hint(f"`{context.command_path} --help`显示用法。", f" `{context.command_path} --help` shows the usage.")
    known = [name for param in context.command.params for name in param.opts if name.startswith("--")]
    if option is None:
        missing = getattr(error, "param", None)
        zh = "参数过多。" if missing is None else f"缺少参数{missing.name}。"
    else:
        zh, message = f"没有选项{option}。", f"there is no option {option}."
        hint = did_you_mean(option, [*known, "--help"], hint)
    return failed(zh + hint.zh, message.rstrip(".") + "." + hint.en).exit_code
