"""The command line's own habits: ``check`` by default, mistakes in one line, and what a shell completes."""

from __future__ import annotations

import sys
from typing import Any

from typer.core import TyperGroup

from gikaudit.cli.failed import did_you_mean, failed


class CheckByDefault(TyperGroup):
    """``gikaudit report.txt`` is ``gikaudit check report.txt``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put ``check`` before what is no command."""
        own = {"--help", "--version", "--install-completion", "--show-completion"}
        if args and args[0] not in self.commands and args[0] not in own:
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


def _mistake(error: Any) -> int:
    """Say what is wrong with the usage. Returns the exit status."""
    message = error.format_message().strip()
    if "\n" in message:  # gikaudit without arguments: the whole help
        error.show()
        return int(error.exit_code)
    context, option = getattr(error, "ctx", None), getattr(error, "option_name", None)
    otherwise = f" `{context.command_path} --help` shows the usage." if context is not None else ""
    if context is not None and option is not None:
        known = [name for param in context.command.params for name in param.opts if name.startswith("--")]
        if option not in known:
            message = f"there is no option {option}."
            otherwise = did_you_mean(option, [*known, "--help"], otherwise)
    return failed(message + otherwise).exit_code
