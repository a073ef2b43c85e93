"""The hashes of lines, against what GitHub's upload (codeql-action, src/fingerprints.ts) is tested for itself."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.output.line_hash import LineHashes


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (
            " a\nb\n  \t\tc\n d",
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
        ),
        (
            " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End",
            [
                "8b7cf3e952e7aeb2:1",
                "b1ae1287ec4718d9:1",
                "bff680108adb0fcc:1",
                "c6805c5e1288b612:1",
                "b86d3392aea1be30:1",
                "e6ceba753e1a442:1",
            ],
        ),
        (
            " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
            [
                "e9496ae3ebfced30:1",
                "fb7c023a8b9ccb3f:1",
                "ce8ba1a563dcdaca:1",
                "e20e36e16fcb0cc8:1",
                "b3edc88f2938467e:1",
                "c8e28b0b4002a3a0:1",
                "c129715d7a2bc9a3:1",
            ],
        ),
        (
            "Lorem ipsum dolor sit amet.\n" * 10,
            [
                *(f"a7f2ff13bc495cf2:{number}" for number in range(1, 7)),
                "a7f2ff1481e87703:1",
                "a9cf91f7bbf1862b:1",
                "55ec222b86bcae53:1",
                "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1",
            ],
        ),
    ],
)
def test_known_hashes(text: str, hashes: list[str]) -> None:
    found = LineHashes(text)
    assert [found.of(line) for line in range(1, len(hashes) + 1)] == hashes


def rolling(text: str) -> list[str]:
    """The hashes as a program finds them that sees one UTF-16 unit after the other: a window of the last hundred."""
    units = text.encode("utf-16-le", "surrogatepass")
    window, lines, index, value = [0] * 100, [-1] * 100, 0, 0
    line, at_start, after_return = 0, True, False
    seen: Counter[int] = Counter()
    hashes: dict[int, str] = {}

    def put_out() -> None:
        seen[value] += 1
        hashes[lines[index]] = f"{value:x}:{seen[value]}"
        lines[index] = -1

    for unit in [*(int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2)), 65535]:
        if unit in (32, 9) or (after_return and unit == 10):
            after_return = False
            continue
        after_return = unit == 13
        current = 10 if unit == 13 else unit
        if lines[index] != -1:
            put_out()
        if at_start:
            at_start = False
            line += 1
            lines[index] = line
        at_start = current == 10
        value = (value * 37 + current - 37**100 * window[index]) % 2**64
        window[index] = current
        index = (index + 1) % 100
    for _ in range(100):
        if lines[index] != -1:
            put_out()
        value = (value * 37 - 37**100 * window[index]) % 2**64
        window[index] = 0
        index = (index + 1) % 100
    return [hashes[number] for number in range(1, line + 1)]


@given(st.text("a\r\n \t数😀"), st.integers(1, 12))
def test_as_a_rolling_hash(text: str, times: int) -> None:
    hashes = rolling(text * times)
    found = LineHashes(text * times)
    assert [found.of(line) for line in range(1, len(hashes) + 1)] == hashes
