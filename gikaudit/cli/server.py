"""The run of ``gikaudit server``."""

from __future__ import annotations

import sys

from gikaudit.cli.failed import failed, tell

_INSTALL = "pip install 'gikaudit[lsp]'"


def run(lang: str | None) -> int:
    """Serve an editor until it leaves. Returns the exit status. Raises typer.Exit where a library is missing."""
    try:
        import pygls.lsp.server  # noqa: F401 - to see whether it is there, and new enough
    except ImportError:
        raise failed(
            f"语言服务器需要pygls 2，请先安装：{_INSTALL}。",
            f"the language server needs pygls 2; install it with: {_INSTALL}",
        ) from None
    from gikaudit.server.server import serve

    if sys.stdin is None or sys.stdout is None:
        raise failed("标准输入或标准输出已关闭。", "standard input or output is closed.")
    if sys.stdin.isatty():
        tell(
            "正在等待编辑器从标准输入连接，按Ctrl-C结束。",
            "waiting for an editor on standard input; Ctrl-C ends.",
        )
    return 0 if serve(lang) else 1  # type: ignore[arg-type]  # checked by the caller
