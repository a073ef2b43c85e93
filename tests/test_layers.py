"""What the engine must not know, and what starting it must not import."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import gikaudit
from gikaudit.registry import builtin_rules

ENGINE = sorted(Path(gikaudit.__file__).parent.rglob("*.py"))
OWN_CODES = {"gikaudit/failures.py", "gikaudit/cli/app.py", "gikaudit/config/keys.py"}
"""The codes of the tool's own failures, and examples in the help and in the reference."""


def test_the_engine_names_no_rule() -> None:
    root = Path(gikaudit.__file__).parent.parent
    codes = "|".join(rule.code for rule in builtin_rules())
    naming = {
        path.relative_to(root).as_posix()
        for path in ENGINE
        if re.search(rf"\b(?:{codes})\b", path.read_text(encoding="utf-8"))
    }
    assert naming - OWN_CODES == set()


@pytest.mark.parametrize(
    "module",
    [
        "rich.console",
        "tomllib",
        "gikaudit.config.keys",
        "pydantic",
        "jsonschema",
        "asyncio",
        "http.client",
        "socket",
        "pygls",
        "lsprotocol",
        "cattrs",
        "lxml",
        "zipfile",
        "gikaudit.annotate",
        "xlrd",
        "gikaudit.readers.sheet",
        "gikaudit.readers.archive",
    ],
)
def test_an_audit_does_not_import(module: str, tmp_path: Path) -> None:
    """Starting must stay fast, and nothing is to be fetched."""
    report = tmp_path / "report.txt"
    report.write_text("全年收到申请40件,其中当面申请10件,网络申请20件,信函申请11件。", encoding="utf-8")
    program = f"""
import sys
from gikaudit.cli import app
try:
    app([{str(report)!r}], prog_name="gikaudit")
except SystemExit as end:
    assert end.code == 1, end.code
sys.exit({module!r} in sys.modules)
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, timeout=60)
    assert b"GIK201" in result.stdout, result.stderr
    assert result.returncode == 0
