"""XML as a stream of events, of bounded length and without any declaration of a document type."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple
from xml.parsers import expat

from gikaudit.source import SourceError

_CHUNK = 1 << 16
_NONE: Mapping[str, str] = {}


class Event(NamedTuple):
    """The start of an element, its end, or text in it. Names of elements and attributes are without their prefix."""

    kind: Literal["start", "end", "text"]
    name: str
    attributes: Mapping[str, str] = _NONE


class Budget:
    """How much XML of one file is read: it is shared by all parts of it."""

    def __init__(self, events: int = 1_000_000) -> None:
        self._left = events

    def spend(self, events: int, error: SourceError) -> None:
        """Count events. Raises the error where there have been too many."""
        self._left -= events
        if self._left < 0:
            raise error


def damaged() -> SourceError:
    """The error for XML that is none, or not what it should be."""
    return SourceError(
        "文件已损坏，无法打开，请用Excel或WPS打开后另存一份再检查。",
        "the file is damaged; open it in Excel or WPS, save it again and try again.",
    )


def events(data: bytes, budget: Budget, too_large: SourceError) -> Iterator[Event]:
    """The events of a part. Raises SourceError for XML that is damaged, declares entities, or is too large."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    found: list[Event] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if ":" in "".join(attributes):
            attributes = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        found.append(Event("start", name.rpartition(":")[2], attributes))

    def doctype(*_declaration: object) -> None:
        raise damaged()

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: found.append(Event("end", name.rpartition(":")[2]))
    parser.CharacterDataHandler = lambda text: found.append(Event("text", text))
    parser.StartDoctypeDeclHandler = doctype
    for position in range(0, len(data) + 1, _CHUNK):
        try:
            parser.Parse(data[position : position + _CHUNK], position + _CHUNK > len(data))
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise damaged() from error
        budget.spend(len(found), too_large)
        yield from found
        found.clear()
