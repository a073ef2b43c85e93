"""The lines of keys in TOML: every key that tomllib reads has one, and it is the right one."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.config.places import line_of, lines
from gikaudit.config.reference import toml

ROOT = Path(__file__).parent.parent
FILES = [ROOT / "pyproject.toml", *sorted((ROOT / "rules").rglob("*.toml")), *sorted((ROOT / "tests").rglob("*.toml"))]

HARD = '''a = """x # no comment
[no]
q = ""\\" """ # a comment
'b c'."d\\u0065" = 'x]#'
[x . 'y.z']
k = [1, [2,
 3], {e = 1, f.g = "}"}, 1979-05-27 07:32:00]
[[p]]
n=1
[p.q]
r=1
[[p]]
n = """"a""""
  [p.q.s]
t = 1.5e3
u = {}
v = [ ]
w = \'\'\'
'[z]' \'\'\'
'''


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += paths(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            found += paths(inner, (*path, number))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_key_of_a_file_has_a_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert set(lines(text)) == set(paths(tomllib.loads(text)))


def test_the_lines_of_a_file_with_everything_in_it() -> None:
    found = lines(HARD)
    assert set(found) == set(paths(tomllib.loads(HARD)))
    expected = {
        ("a",): 1,
        ("b c", "de"): 4,
        ("x", "y.z"): 5,
        ("x", "y.z", "k"): 6,
        ("x", "y.z", "k", 1, 1): 7,
        ("x", "y.z", "k", 2, "f", "g"): 7,
        ("p", 0, "n"): 9,
        ("p", 0, "q", "r"): 11,
        ("p", 1): 12,
        ("p", 1, "n"): 13,
        ("p", 1, "q", "s", "t"): 15,
        ("p", 1, "q", "s", "w"): 18,
    }
    assert {path: found[path] for path in expected} == expected


def test_windows_line_ends() -> None:
    assert lines("a = 1\r\n# x\r\n[b]\r\nc = 2\r\n") == {("a",): 1, ("b",): 3, ("b", "c"): 4}


def test_what_has_no_line_stands_where_its_table_does() -> None:
    found = lines("[a]\nb = 1\n")
    assert line_of(found, ("a", "missing")) == 1
    assert line_of(found, ("a", "b", 3)) == 2
    assert line_of(found, ("missing",)) == 1


_KEYS = st.text(min_size=1, max_size=4).filter(lambda key: not any(0xD800 <= ord(char) < 0xE000 for char in key))
_VALUES = st.recursive(
    st.one_of(st.integers(-9, 9), st.booleans(), _KEYS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=3)),
    max_leaves=6,
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=5))
def test_one_key_a_line(data: dict[str, Any]) -> None:
    text = "".join(toml({key: value})[1:-1] + "\n" for key, value in data.items())
    assert tomllib.loads(text) == data
    found = lines(text)
    assert set(found) == set(paths(data))
    assert {path[0]: line for path, line in found.items()} == {key: number for number, key in enumerate(data, 1)}
