"""The cache folder helps, and does no harm."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gikaudit import grammar as grammars
from gikaudit import parser as parsers
from gikaudit.cache import cached

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the folder is set by XDG_CACHE_HOME")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "thing.lark"
    path.write_text("start: A", encoding="utf-8")
    return path


class Builder:
    """Builds a value and counts how often."""

    def __init__(self) -> None:
        self.built = 0

    def __call__(self) -> str:
        self.built += 1
        return "built"


def files(home: Path) -> list[Path]:
    folder = home / "gikaudit"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def test_a_value_is_built_once(home: Path, source: Path) -> None:
    build = Builder()
    assert [cached("thing", [source], build) for _ in range(3)] == ["built"] * 3
    assert build.built == 1
    assert len(files(home)) == 1
    assert (home / "gikaudit").stat().st_mode & 0o777 == 0o700


def test_a_changed_source_is_built_again_and_the_old_value_is_removed(home: Path, source: Path) -> None:
    build = Builder()
    cached("thing", [source], build)
    (before,) = files(home)
    source.write_text("start: B", encoding="utf-8")
    cached("thing", [source], build)
    assert build.built == 2
    (after,) = files(home)
    assert after != before


def test_names_do_not_disturb_each_other(home: Path, source: Path) -> None:
    cached("thing", [source], lambda: 1)
    cached("other", [source], lambda: 2)
    assert cached("thing", [source], lambda: 3) == 1
    assert cached("other", [source], lambda: 4) == 2


def _plant(path: Path) -> None:
    """Put another value into a cache file, as whoever can write to the folder could."""
    key, _ = pickle.loads(path.read_bytes())
    path.write_bytes(pickle.dumps((key, "planted")))


def test_what_is_planted_is_returned_where_the_folder_is_trusted(home: Path, source: Path) -> None:
    """What the tests below plant would be used if the folder were not looked at."""
    cached("thing", [source], Builder())
    _plant(files(home)[0])
    assert cached("thing", [source], Builder()) == "planted"


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5])


def _foreign_class(path: Path) -> None:
    path.write_bytes(b"cno_such_module\nno_such_name\n.")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(_truncate, id="truncated"),
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: path.write_bytes(b"\xff" * 100), id="no pickle"),
        pytest.param(_foreign_class, id="of an unknown class"),
        pytest.param(_folder, id="a folder"),
        pytest.param(lambda path: path.write_bytes(pickle.dumps("something else")), id="another value"),
        pytest.param(lambda path: path.write_bytes(pickle.dumps(("other", "value"))), id="under another name"),
    ],
)
def test_a_damaged_file_is_built_again(home: Path, source: Path, damage: Callable[[Path], None]) -> None:
    build = Builder()
    cached("thing", [source], build)
    damage(files(home)[0])
    assert cached("thing", [source], build) == "built"
    assert build.built == 2


@pytest.mark.parametrize("value", ["", "relative/path"])
def test_no_usable_folder(value: str, monkeypatch: pytest.MonkeyPatch, source: Path, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", value)
    monkeypatch.setenv("HOME", "relative")
    build = Builder()
    assert [cached("thing", [source], build) for _ in range(2)] == ["built"] * 2
    assert build.built == 2
    assert not list(tmp_path.rglob("gikaudit"))


def test_a_file_in_place_of_the_folder(home: Path, source: Path) -> None:
    (home / "gikaudit").write_text("not a folder", encoding="utf-8")
    assert cached("thing", [source], Builder()) == "built"


def test_a_folder_in_which_nothing_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked / "below"))
    assert cached("thing", [source], Builder()) == "built"


def test_a_folder_that_others_can_write_to_is_not_read(home: Path, source: Path) -> None:
    """Whoever can write there could have anything executed: the files are pickles."""
    build = Builder()
    cached("thing", [source], build)
    (home / "gikaudit").chmod(0o777)
    _plant(files(home)[0])
    assert cached("thing", [source], build) == "built"
    assert build.built == 2


def test_a_folder_of_another_user_is_not_read(home: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cached("thing", [source], lambda: "planted")
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert cached("thing", [source], Builder()) == "built"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not stop root")
def test_a_folder_that_cannot_be_written(home: Path, source: Path) -> None:
    folder = home / "gikaudit"
    folder.mkdir(mode=0o700)
    folder.chmod(0o500)
    assert cached("thing", [source], Builder()) == "built"
    assert files(home) == []


def test_a_write_that_fails_leaves_nothing_behind(home: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert cached("thing", [source], Builder()) == "built"
    assert files(home) == []


def test_an_error_of_the_builder_is_not_hidden(home: Path, source: Path) -> None:
    def fail() -> str:
        raise RuntimeError("no such grammar")

    with pytest.raises(RuntimeError, match="no such grammar"):
        cached("thing", [source], fail)
    assert files(home) == []


# ---- grammars


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A grammar folder of its own."""
    path = tmp_path / "grammar"
    path.mkdir()
    monkeypatch.setattr(grammars, "resource", lambda _: path)
    monkeypatch.setattr(parsers, "resource", lambda _: path)
    return path


def test_a_changed_grammar_is_not_served_from_the_old_cache(home: Path, folder: Path) -> None:
    load = parsers.parser.__wrapped__  # without the memory of this process
    (folder / "words.lark").write_text('start: A\nA: "a"', encoding="utf-8")
    assert load("words").parse("a").data == "start"
    (folder / "words.lark").write_text('start: B\nB: "b"', encoding="utf-8")
    assert load("words").parse("b").data == "start"


def test_a_changed_import_counts_as_a_change(home: Path, folder: Path) -> None:
    load = parsers.parser.__wrapped__
    (folder / "words.lark").write_text("start: A\n%import .terminals (A)", encoding="utf-8")
    (folder / "terminals.lark").write_text('A: "a"', encoding="utf-8")
    assert load("words").parse("a").data == "start"
    (folder / "terminals.lark").write_text('A: "b"', encoding="utf-8")
    assert load("words").parse("b").data == "start"


@pytest.mark.parametrize("name", ["claims", "table", "identities"])
def test_a_grammar_from_the_cache_reads_as_the_built_one(home: Path, name: str) -> None:
    load = parsers.parser.__wrapped__
    text = {
        "claims": "收到申请41件,占20%。其中当面3件,见www.abc.gov.cn。",
        "table": "1.当面申请数",
        "identities": "a = b + c",
    }[name]
    built, loaded = load(name), load(name)
    assert len(files(home)) == 1
    assert built.parse(text) == loaded.parse(text)


def test_a_damaged_cached_grammar_is_built_again(home: Path, folder: Path) -> None:
    load = parsers.parser.__wrapped__
    (folder / "words.lark").write_text('start: A\nA: "a"', encoding="utf-8")
    load("words")
    files(home)[0].write_bytes(b"damaged")
    assert load("words").parse("a").data == "start"


@pytest.mark.parametrize(
    "stored", [("not a grammar", {}), (b"not a grammar", {}), (pickle.dumps({}), {}), (b"", None), 41, None]
)
def test_a_cached_file_with_something_else_in_it_is_built_again(home: Path, folder: Path, stored: object) -> None:
    load = parsers.parser.__wrapped__
    (folder / "words.lark").write_text('start: A\nA: "a"', encoding="utf-8")
    load("words")
    files(home)[0].write_bytes(pickle.dumps(stored))
    assert load("words").parse("a").data == "start"
    assert files(home)[0].read_bytes() != pickle.dumps(stored)


def test_lark_is_imported_only_to_build_a_parser(home: Path) -> None:
    script = (
        "import sys; from gikaudit.audit import audit; from gikaudit.settings import Settings; "
        "audit('a.txt', '收到申请41件,其中当面3件。'.encode(), Settings()); print('lark' in sys.modules)"
    )
    runs = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True) for _ in range(2)
    ]
    assert [run.stdout for run in runs] == ["True\n", "False\n"]
