"""The parts of a Word file, found by the relationships between them."""

import posixpath

from gikaudit.readers.archive import checked_archive, damaged
from gikaudit.readers.docx.xml import Element, local, value
from gikaudit.readers.extras import missing
from gikaudit.source import SourceError

_MOST_MARKUP = 1_000_000
"""Elements and attributes: a report of a hundred pages with tracked changes has some two hundred thousand."""
_MAIN = "word/document.xml"


class Package:
    """A Word file. ``main`` is the name of its main part.

    Raises SourceError where it is damaged, hostile, or no Word file, or where lxml is not installed.
    """

    def __init__(self, data: bytes) -> None:
        try:
            from lxml import etree
        except ImportError:
            raise missing("Word文档（.docx）", "Word documents (.docx)", "docx") from None
        self._etree = etree
        self._archive = checked_archive(data)
        self._names = {name.lower(): name for name in self._archive.namelist()}
        self._markup = 0
        self.main = self._main()
        self._related = self._relations(self.main)

    def related(self, kind: str) -> str | None:
        """The name of a part that the main part is related to: styles, numbering, footnotes, comments."""
        name = self._related.get(kind, "")
        return self._names.get(name.lower())

    def has(self, name: str) -> bool:
        """Whether there is a part of a name; case does not count."""
        return name.lower() in self._names

    def actual(self, name: str) -> str:
        """The name of a part as it is written in the archive, where it is there."""
        return self._names.get(name.lower(), name)

    def tree(self, name: str | None) -> Element | None:
        """The root of a part that is XML; None where there is no such part."""
        if name is None or name.lower() not in self._names:
            return None
        data = self._archive.read(self._names[name.lower()])
        self._markup += data.count(b"<") + data.count(b"=")
        if self._markup > _MOST_MARKUP:
            raise SourceError(
                "文件结构过于复杂，请确认是否为一份报告，或拆分后再检查。",
                "the file is too complex; check that it is one report, or split it and try again.",
            )
        parser = self._etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return self._etree.fromstring(data, parser)
        except self._etree.XMLSyntaxError as error:
            raise damaged() from error

    def _main(self) -> str:
        name = self._relations("").get("officeDocument", _MAIN)
        if name.lower() not in self._names:
            raise SourceError(
                "不是Word文档，或其中没有正文，请用Word或WPS打开后另存为.docx再检查。",
                "this is no Word document, or it has no text; open it in Word or WPS, save it as .docx and try again.",
            )
        return self._names[name.lower()]

    def _relations(self, part: str) -> dict[str, str]:
        """The names of the parts that a part is related to, by the last word of the kind of relation."""
        folder = posixpath.dirname(part)
        tree = self.tree(relations_of(part))
        found: dict[str, str] = {}
        for relation in tree if tree is not None else ():
            kind, target = value(relation, "Type"), value(relation, "Target")
            if local(relation) == "Relationship" and kind and target and value(relation, "TargetMode") != "External":
                path = target if target.startswith("/") else posixpath.join("/", folder, target)
                found.setdefault(kind.rpartition("/")[2], posixpath.normpath(path).lstrip("/"))
        return found


def relations_of(part: str) -> str:
    """The name of the part that holds the relationships of a part; "" stands for the whole package."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
