"""grammar/README.md has each public production and terminal once, and each example is read as it says."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from lark import Token

from gikaudit.document import normalise
from gikaudit.grammar import grammar
from gikaudit.resources import resource

GRAMMARS = sorted(path.name for path in resource("grammar").glob("*.lark"))
STANDING_ALONE = ("identities.lark", "table.lark")


class Row(NamedTuple):
    file: str
    production: str
    example: str
    read: str


def _rows() -> list[Row]:
    rows = []
    for section in (resource("grammar") / "README.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        file, text = section.split("\n", 1)
        rows += [Row(file, *cells) for cells in re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", text, re.MULTILINE)]
    return rows


ROWS = _rows()


def _read(row: Row) -> Iterator[tuple[str, str]]:
    """All that is read from the example: productions, terminals and markers, with their text."""
    parser = grammar(row.file.removesuffix(".lark") if row.file in STANDING_ALONE else "claims")
    text = normalise(row.example)
    tree = parser.parse(text)
    for subtree in tree.iter_subtrees():
        tokens = list(subtree.scan_values(lambda value: isinstance(value, Token)))
        if tokens:
            yield subtree.data, text[tokens[0].start_pos : tokens[-1].end_pos]
        yield from ((token.type, str(token)) for token in tokens)
    if row.file not in STANDING_ALONE:
        yield from ((kind, text[start:end]) for kind, start, end in parser.parser.lexer.marks)


@pytest.mark.parametrize("file", GRAMMARS)
def test_each_public_name_stands_in_the_readme_once(file: str) -> None:
    source = (resource("grammar") / file).read_text(encoding="utf-8")
    defined = re.findall(r"^[!?]?([A-Za-z]\w*)(?:\.-?\d+)?:", source, re.MULTILINE)
    assert defined
    assert [row.production for row in ROWS if row.file == file] == defined


def test_each_section_is_of_a_grammar() -> None:
    assert {row.file for row in ROWS} == set(GRAMMARS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.file}-{row.production}")
def test_the_example_is_read_as_it_says(row: Row) -> None:
    # the markers ASIDE__… are all called ASIDE once they are read
    name, separator, _ = row.production.partition("__")
    read = normalise(row.read)
    assert (name, read) in set(_read(row))
    if separator:
        text = normalise(row.example)
        pattern = re.compile(grammar("claims").get_terminal(row.production).pattern.to_regexp())
        found = pattern.match(text, text.index(read))
        assert found is not None
        assert found.group() == read
