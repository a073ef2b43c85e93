"""Regular expressions from the cache folder match what freshly compiled ones match."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit import patterns
from gikaudit.patterns import compiled, keep

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the folder is set by XDG_CACHE_HOME")

SOURCES = [
    (r"(?P<year>(?:19|20)\d\d) ?年", 0),
    (r"(?<!\d)(件|条)(?=,|。)|[^\W\d]{2,4}?率", 0),
    (r"a(?P<word>b+)(c)?", re.IGNORECASE),
]
TEXTS = ["2015 年收到40件,办结率100%。", "ABBC abb", ""]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache folder, and nothing compiled yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(patterns, "_new", {})
    kept_before = patterns._kept
    kept_before.cache_clear()
    yield tmp_path
    kept_before.cache_clear()


def kept() -> Path:
    path = patterns._path()
    assert path is not None
    return path


def matches(pattern: re.Pattern[str]) -> list[object]:
    return [(found.span(), found.groups(), found.groupdict()) for text in TEXTS for found in pattern.finditer(text)]


@pytest.mark.parametrize(("source", "flags"), SOURCES)
def test_the_same_from_the_cache_folder(source: str, flags: int, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = compiled(source, flags)
    keep()
    patterns._kept.cache_clear()
    monkeypatch.setattr(patterns, "_compile", None)  # what is kept is used
    again = compiled(source, flags)
    assert matches(again) == matches(fresh) == matches(re.compile(source, flags)) != []
    assert again.pattern == source and again.flags == re.compile(source, flags).flags
    assert again.groupindex == re.compile(source, flags).groupindex


@given(st.binary(max_size=60))
def test_a_damaged_file_is_not_used(content: bytes) -> None:
    kept().write_bytes(content)
    patterns._kept.cache_clear()
    assert matches(compiled(*SOURCES[0])) == matches(re.compile(*SOURCES[0]))


@pytest.mark.parametrize("code", [[1, 2, 3], [], "ab", None])
def test_wrong_code_is_not_used(code: object, monkeypatch: pytest.MonkeyPatch) -> None:
    source, flags = SOURCES[0]
    monkeypatch.setattr(patterns, "_kept", lambda: {(source, flags): (32, code, 1, {}, (None, None))})
    assert matches(compiled(source, flags)) == matches(re.compile(source, flags))


def test_an_expression_that_is_wrong() -> None:
    with pytest.raises(re.error):
        compiled("(")


def test_the_command_keeps_what_it_compiled(folder: Path) -> None:
    report = folder / "report.txt"
    report.write_text("收到申请40件。", encoding="utf-8")
    outputs = [subprocess.check_output([sys.executable, "-m", "gikaudit", str(report)]) for _ in range(2)]
    assert outputs[0] == outputs[1]
    assert kept().stat().st_size > 1000


def test_without_a_cache_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    assert matches(compiled(*SOURCES[0]))
    keep()
