"""Pages that are made to do harm, or only damaged, are read or refused in bounded time and memory."""

import time
import tracemalloc
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gikaudit.audit import audit
from gikaudit.cli.files import files
from gikaudit.document import Document, Paragraph
from gikaudit.readers.read import read_document
from gikaudit.settings import Settings
from gikaudit.source import SourceError
from tests.audits import output, wrong

REPORT = "<p>一、概述</p><p>全年收到申请40件，其中当面申请10件，网络申请20件，信函申请10件。</p>"
MANY = 50_000

READ = {
    "elements in elements": "<div>" * MANY + REPORT,
    "tables in tables": "<table><tr><td>" * MANY + REPORT,
    "lists in lists": "<ul><li>" * MANY + REPORT,
    "inline elements in inline elements": "<b>" * MANY * 4 + REPORT,
    "end tags without start": "<div>" * 150 + "<table><tr><td>" + "</div></p></b></li></tr>" * MANY + REPORT,
    "cells that span everything": "<table>"
    + ("<tr>" + "<td colspan=1000000000 rowspan=1000000000>1" * 300)
    + "</table>"
    + REPORT,
    "columns without end": "<table>" + "<tr><td colspan=99 rowspan=60000>1<td>2" * 2_000 + "</table>" + REPORT,
    "a huge attribute": f"<img src='{'x' * 8_000_000}'>{REPORT}",
    "a quotation mark that is never closed": REPORT + '<a title="' * MANY + REPORT,
    "comments that are never closed": REPORT + "<!--" * MANY * 10,
    "tags that are never closed": REPORT + "<a " * MANY * 10,
    "declarations that are never closed": REPORT + "<!x" * MANY + "</" * MANY + "<?" * MANY,
    "titles that are never closed": "<title>" * MANY + REPORT,
    "scripts that are never closed": REPORT + "<script>" * MANY,
    "hidden elements that are never closed": "<span hidden>" * MANY + "<select>" * MANY + REPORT,
    "links that are never closed": REPORT + "<a href=x>" * MANY,
    "spaces": f"<p>{'&nbsp;' * MANY}{' ' * MANY * 10}{REPORT}",
    "a charset that can do harm": f"<meta charset=utf-7>{REPORT}",
    "an unknown charset": f"<meta charset=../../x>{REPORT}",
}

REFUSED = {
    "nothing": ("", "empty"),
    "no text": ("<html><body><script>1</script></body></html>", "shows no text"),
    "control characters": ("\x01\x02" * 99 + REPORT, "not text"),
    "zero bytes": ("\0" * MANY + REPORT, "not text"),
    "too many tables": (REPORT + "<table><tr><td>甲<td>2</table>" * MANY * 2, "too many tags"),
    "too many entities": (f"{REPORT}<p>{'&#49;' * MANY * 10}", "too much text"),
    "too many lines": ("<pre>" + "1\n" * MANY * 4, "too much text"),
    "too much text": (f"<p>{'收到申请12件，' * MANY * 4}", "too much text"),
    "too large": ("x" * (17 << 20), "too large"),
}


def _read(html: str, path: str = "report.html") -> Document:
    return read_document(path, html.encode())


def _bounded(html: str | bytes, path: str = "report.html") -> Document | SourceError:
    data = html.encode() if isinstance(html, str) else html
    started = time.process_time()
    try:
        found: Document | SourceError = read_document(path, data)
    except SourceError as error:
        found = error
    assert time.process_time() - started < 10
    return found


@pytest.mark.parametrize("name", READ)
def test_read_all_the_same(name: str) -> None:
    found = _bounded(f"<html><body>{READ[name]}")
    assert isinstance(found, Document), found
    shown = [block.text.text for block in found.blocks if isinstance(block, Paragraph)]
    assert any("收到申请40件,其中当面申请10件" in text for text in shown)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_one_line(name: str) -> None:
    html, reason = REFUSED[name]
    found = _bounded(html)
    assert isinstance(found, SourceError)
    assert reason in found.en
    assert "\n" not in found.zh + found.en
    (finding,) = audit("report.html", html.encode(), Settings()).findings
    assert finding.code == "GIK001"


def test_memory_is_bounded() -> None:
    for name in ("elements in elements", "inline elements in inline elements", "columns without end"):
        html = READ[name]
        tracemalloc.start()
        try:
            _read(html)
            assert tracemalloc.get_traced_memory()[1] < 200 << 20, name
        finally:
            tracemalloc.stop()


@given(
    st.binary(max_size=300),
    st.sampled_from([b"<html>", b"<table><tr><td>", b"\xff\xfe<\0", b"<meta charset=gbk>", b""]),
)
def test_any_bytes(data: bytes, head: bytes) -> None:
    _bounded(head + data)


@given(st.text(st.sampled_from("<>/!-='\" \nabtrdp&#;1x甲"), max_size=300))
def test_any_markup(text: str) -> None:
    _bounded(text)


# ---- web archives


def archive(html: str, charset: str = "utf-8", encoding: str = "quoted-printable") -> bytes:
    message = EmailMessage()
    message["Subject"] = "report"
    message.set_content(html, subtype="html", charset=charset, cte=encoding)
    message.add_related(b"\x89PNG", maintype="image", subtype="png")
    return message.as_bytes()


@pytest.mark.parametrize("path", ["report.mht", "report.mhtml", "report.doc"])
@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "quoted-printable"), ("gb18030", "base64")])
def test_the_page_of_a_web_archive(path: str, charset: str, encoding: str) -> None:
    html = f"<html><head><meta charset={charset}></head><body>{REPORT}</body></html>\n"
    found = read_document(path, archive(html, charset, encoding))
    assert found.source.text == html
    assert found.source.path == path
    assert next(block.text.text for block in found.blocks if isinstance(block, Paragraph)) == "一、概述"


HEAD = "MIME-Version: 1.0\nContent-Type: "
NESTED = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(2_000))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(f"{HEAD}multipart/related\n\nx".encode(), id="no boundary"),
        pytest.param(f"{HEAD}text/plain\n\n{REPORT}".encode(), id="no page"),
        pytest.param(f"MIME-Version: 1.0\n{NESTED}".encode(), id="parts in parts"),
        pytest.param(f'{HEAD}multipart/related; boundary="b"\n\n'.encode() + b"--b\n\nx\n" * MANY, id="many parts"),
        pytest.param(f'{HEAD}multipart/related; boundary="b"\n\n'.encode() + b"x\n" * MANY, id="parts missing"),
        pytest.param(HEAD.encode() + b"text/html\nContent-Transfer-Encoding: base64\n\n\xff%%%", id="no base64"),
        pytest.param(f"{HEAD}text/html; charset*=x''%ff\n\n".encode(), id="blank page"),
        pytest.param(b"MIME-Version: 1.0\n" + b"A: b\n" * MANY + b"\n<html>", id="many headers"),
        pytest.param(b"\0" * MANY, id="zero bytes"),
        pytest.param(b"x" * (33 << 20), id="too large"),
    ],
)
def test_a_web_archive_without_a_page_is_refused(data: bytes) -> None:
    found = _bounded(data, "report.mht")
    assert isinstance(found, SourceError)
    assert "\n" not in found.zh + found.en


@given(st.binary(max_size=200))
def test_any_bytes_in_a_web_archive(data: bytes) -> None:
    _bounded(f'{HEAD}multipart/related; boundary="b"\n\n--b\n'.encode() + data, "report.mht")


# ---- results of gikaudit


def test_a_page_of_results_is_no_report() -> None:
    page = output("html", [wrong()]).encode()
    with pytest.raises(SourceError, match="page of results written by gikaudit"):
        read_document("result.html", page)


def test_pages_of_results_are_passed_over_in_folders(tmp_path: Path) -> None:
    (tmp_path / "result.html").write_text(output("html", [wrong()]), encoding="utf-8")
    (tmp_path / "report.html").write_text(REPORT, encoding="utf-8")
    assert list(files([str(tmp_path)], lambda *_: False)) == [str(tmp_path / "report.html")]
    named = str(tmp_path / "result.html")
    assert list(files([named], lambda *_: False)) == [named]
