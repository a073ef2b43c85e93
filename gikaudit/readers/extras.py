"""What is said where a file needs a library that comes with an extra of gikaudit."""

from gikaudit.source import SourceError


def missing(zh: str, en: str, extra: str) -> SourceError:
    """The error for a kind of file that cannot be read without an extra, with the command that installs it."""
    return SourceError(
        f"读取{zh}需要附加组件，请先运行：pip install 'gikaudit[{extra}]'",
        f"to read {en}, install what it needs: pip install 'gikaudit[{extra}]'",
    )
