"""The comments of a Word file: their part, its entry in the package, and the marks in the text."""

import posixpath
from collections.abc import Sequence

from gikaudit.annotate.remark import AUTHOR, INITIALS
from gikaudit.annotate.word_runs import markable
from gikaudit.readers.docx.package import Package, relations_of
from gikaudit.readers.docx.xml import Element, child, local, value

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES = "[Content_Types].xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_KINDS = (
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SIZE = "18"
"""In half points: official documents are set in large type."""


class Comments:
    """The comments of a file; new ones are added behind those that are there."""

    def __init__(self, package: Package, root: Element) -> None:
        from lxml import etree

        self._etree = etree
        self._package = package
        self._root = root
        self._namespace = root.tag[1 : root.tag.rindex("}")]
        self._name = package.related("comments")
        there = package.tree(self._name)
        new = etree.Element(self._w("comments"), nsmap={"w": self._namespace})
        self._comments: Element = new if there is None else there
        used = [
            element
            for tree in (root, self._comments)
            for element in tree.iter()
            if local(element).startswith("comment")
        ]
        numbers = [
            int(found) for element in used if (found := value(element, "id") or "").isdecimal() and len(found) < 10
        ]
        self._next = max(numbers, default=-1) + 1

    def add(self, begin: Element, end: Element, lines: Sequence[str]) -> None:
        """Add a comment to what stands from one element to another."""
        number = str(self._next)
        self._next += 1
        start = self._new("commentRangeStart", id=number)
        stop = self._new("commentRangeEnd", id=number)
        reference = self._new("r")
        reference.append(self._new("commentReference", id=number))
        if local(begin) == "p":  # its automatic number, which stands in no run
            begin.insert(0 if child(begin, "pPr") is None else 1, start)
        else:
            markable(begin)[0].addprevious(start)
        if local(end) == "p":
            end.extend((stop, reference))
        else:
            last = markable(end)[1]
            last.addnext(reference)
            last.addnext(stop)
        self._comments.append(self._comment(number, lines))

    def parts(self) -> dict[str, bytes]:
        """The parts of the file that are others now."""
        parts = {self._package.main: self._written(self._root)}
        if self._name is not None:
            return parts | {self._name: self._written(self._comments)}
        name = posixpath.join(posixpath.dirname(self._package.main), "comments.xml")
        while self._package.has(name):
            name = f"{name[:-4]}-gikaudit.xml"
        return parts | {name: self._written(self._comments)} | self._entered(name)

    def _comment(self, number: str, lines: Sequence[str]) -> Element:
        comment = self._new("comment", id=number, author=AUTHOR, initials=INITIALS)
        for place, line in enumerate(lines):
            paragraph = self._new("p")
            properties = self._new("pPr")
            properties.append(self._new("ind", firstLine="0", firstLineChars="0"))
            paragraph.append(properties)
            if place == 0:
                mark = self._new("r")
                mark.append(self._new("annotationRef"))
                paragraph.append(mark)
            run, size, text = self._new("r"), self._new("rPr"), self._new("t")
            size.append(self._new("sz", val=_SIZE))
            text.text = line
            text.set(_XML_SPACE, "preserve")
            run.extend((size, text))
            paragraph.append(run)
            comment.append(paragraph)
        return comment

    def _entered(self, name: str) -> dict[str, bytes]:
        """The lists of the package, with the part of the comments in them."""
        relations_name = relations_of(self._package.main)
        relations = self._package.tree(relations_name)
        if relations is None:
            relations = self._etree.Element(f"{{{_PACKAGE}}}Relationships", nsmap={None: _PACKAGE})
        ids = {value(relation, "Id") for relation in relations}
        number = next(number for number in range(1, len(ids) + 2) if f"rId{number}" not in ids)
        kinds = _KINDS[0] if self._namespace.startswith(_STRICT) else _KINDS[1]
        relation = relations.makeelement(_beside(relations, "Relationship"))
        for key, text in (("Id", f"rId{number}"), ("Type", f"{kinds}/comments"), ("Target", f"/{name}")):
            relation.set(key, text)
        relations.append(relation)
        types = self._package.tree(_TYPES)
        parts = {self._package.actual(relations_name): self._written(relations)}
        if types is not None:
            override = types.makeelement(_beside(types, "Override"))
            override.set("PartName", f"/{name}")
            override.set("ContentType", _TYPE)
            types.append(override)
            parts[self._package.actual(_TYPES)] = self._written(types)
        return parts

    def _w(self, name: str) -> str:
        return f"{{{self._namespace}}}{name}"

    def _new(self, name: str, **attributes: str) -> Element:
        attributes = {self._w(key): text for key, text in attributes.items()}
        return self._root.makeelement(self._w(name), attributes, {"w": self._namespace})

    def _written(self, root: Element) -> bytes:
        tree = root.getroottree()
        written: bytes = self._etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        return written


def _beside(element: Element, name: str) -> str:
    """The name of a child, in the namespace of an element."""
    return f"{element.tag[: element.tag.rfind('}') + 1]}{name}"
