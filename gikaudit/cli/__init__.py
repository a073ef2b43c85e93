"""The command line: what a user types, the files it names, and where the output goes.

Each command imports what it needs when it runs: starting must stay fast.
"""

from gikaudit.cli.app import app, main

__all__ = ["app", "main"]
