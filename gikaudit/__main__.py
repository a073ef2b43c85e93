"""``python -m gikaudit``."""

from gikaudit.cli import main

main()
