"""A Word file with comments. All parts of it stay as they are, byte for byte, but those that hold the comments:
the main part, whose text and format do not change, and the lists in which a first comment must be entered."""

import io
import zipfile
from bisect import bisect_right

from gikaudit.annotate.remark import remark
from gikaudit.annotate.word_comments import Comments
from gikaudit.annotate.word_runs import Cuts
from gikaudit.audit import Audit
from gikaudit.readers.archive import checked_archive
from gikaudit.readers.docx import read_traced
from gikaudit.readers.docx.story import Trace
from gikaudit.settings import Language
from gikaudit.source import Span


def annotated(path: str, data: bytes, audit: Audit, language: Language) -> bytes:
    """The file with a comment at the number of each finding. Without findings it is the file itself.

    What stands in a text box or a note is marked where that is referred to: Word has no comments there. Raises
    SourceError for a file that is no Word file.
    """
    traced = read_traced(path, data)
    marked = [(finding, _traces(traced.traces, finding.span)) for finding in audit.findings if finding.span is not None]
    if not marked:
        return data
    cuts = Cuts()
    for finding, traces in marked:
        for trace in traces:
            if trace.exact and finding.span is not None:
                cuts.add(trace.element, finding.span.start - trace.start, finding.span.end - trace.start)
    cuts.make()
    comments = Comments(traced.package, traced.root)
    for finding, traces in marked:
        first, last, span = traces[0], traces[-1], finding.span
        assert span is not None
        begin = cuts.at(first.element, span.start - first.start) if first.exact else first.element
        end = cuts.at(last.element, span.end - 1 - last.start) if last.exact else last.element
        comments.add(begin, end, remark(audit, finding, language))
    return _with_parts(data, comments.parts())


def _traces(traces: list[Trace], span: Span) -> list[Trace]:
    """The stretches of text in which a span stands; if it stands in none, the one before it."""
    first = bisect_right(traces, span.start, key=lambda trace: trace.start) - 1
    found = []
    for trace in traces[max(first, 0) :]:
        if trace.start >= span.end:
            break
        if trace.end > span.start:
            found.append(trace)
    return found or [traces[max(first, 0)]._replace(exact=False)]


def _with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    """An archive with some parts replaced or added, the others as they are."""
    out = io.BytesIO()
    with checked_archive(data) as archive, zipfile.ZipFile(out, "w") as copy:
        names = archive.namelist()
        for info in archive.infolist():
            copy.writestr(_entry(info), parts.get(info.filename) or archive.read(info))
        for name, content in parts.items():
            if name not in names:
                copy.writestr(_entry(archive.getinfo(names[0]), name), content)
    return out.getvalue()


def _entry(info: zipfile.ZipInfo, name: str = "") -> zipfile.ZipInfo:
    """The entry of a part as it was: its time, its attributes, and whether it is compressed."""
    entry = zipfile.ZipInfo(name or info.filename, info.date_time)
    entry.compress_type = info.compress_type if not name else zipfile.ZIP_DEFLATED
    entry.external_attr = info.external_attr
    return entry
