"""The identity in CONTRIBUTING.md is one of the form."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_identity_shown_is_one_of_the_form() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert block in (ROOT / "rules" / "forms" / "statistics-2014.toml").read_text(encoding="utf-8")
