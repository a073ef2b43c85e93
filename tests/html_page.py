"""Reading a page back, for the tests of the HTML output."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = {"meta", "link", "input"}


@dataclass
class Element:
    """An element with its attributes and what is in it."""

    name: str
    attributes: dict[str, str]
    content: list[Element | str] = field(default_factory=list)

    def __contains__(self, name: object) -> bool:
        return name in self.classes

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def all(self, name: str = "", class_: str = "") -> list[Element]:
        """The elements below with a name and a class, in the order of the page."""
        found = []
        for part in self.content:
            if isinstance(part, Element):
                if name in ("", part.name) and class_ in ("", *part.classes):
                    found.append(part)
                found.extend(part.all(name, class_))
        return found

    def one(self, name: str = "", class_: str = "") -> Element:
        found = self.all(name, class_)
        assert len(found) == 1, (name, class_, len(found))
        return found[0]

    def text(self, without: tuple[str, ...] = ()) -> str:
        """The text below, without that of some classes."""
        return "".join(
            part if isinstance(part, str) else "" if set(without) & set(part.classes) else part.text(without)
            for part in self.content
        )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in <{tag}>"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].content.append(element)
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> in <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"a processing instruction: {data}")


def read_page(page: str) -> Element:
    """A page as elements. Fails where they are not well nested."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == [reader.root], [element.name for element in reader.open]
    return reader.root
