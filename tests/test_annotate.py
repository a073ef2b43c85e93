"""The copy with comments: each stands at its number, says what the finding says, and nothing else is another."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import docx
import pytest
from lxml import etree

from gikaudit.annotate import annotated
from gikaudit.audit import Audit, audit
from gikaudit.settings import Language, Settings
from tests.synthetic.spots import misprinted
from tests.synthetic.written.formats import WRITERS
from tests.synthetic.written.model import changed, numbers
from tests.synthetic.written.papers import PAPERS
from tests.test_cli import run
from tests.word import STRICT, W, abstract, box, field, level, listed, num, p, package, r, root, tbl, tc, tr, word

COUNTS = "其中当面申请10件,网络申请20件,信函申请11件。"
SENTENCE = f"全年收到申请40件,{COUNTS}"


def mark(data: bytes, language: Language = "zh") -> tuple[Audit, bytes]:
    result = audit("report.docx", data, Settings())
    assert result.source is not None
    return result, annotated("report.docx", data, result, language)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def anchored(data: bytes) -> list[tuple[str, str]]:
    """The comments as python-docx reads them, with the text that their marks enclose."""
    document = docx.Document(io.BytesIO(data))
    texts = {comment.comment_id: comment.text for comment in document.comments}
    opened: dict[int, str] = {}
    found = []
    for element in document.element.body.iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name == "commentRangeStart":
            opened[int(element.get(f"{{{W}}}id"))] = ""
        elif name == "commentRangeEnd":
            number = int(element.get(f"{{{W}}}id"))
            found.append((texts[number], opened.pop(number)))
        elif name == "t":
            opened = {number: text + (element.text or "") for number, text in opened.items()}
    assert not opened
    return found


def characters(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every character and every other thing in the text, with the format of its run, without the marks of comments."""
    for element in etree.fromstring(parts(data)["word/document.xml"]).iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else "comment"
        if name.startswith("comment") or name in ("r", "rPr"):
            continue
        run = next((above for above in element.iterancestors() if etree.QName(above).localname == "r"), None)
        if run is not None and any(etree.QName(part).localname == "commentReference" for part in run):
            continue
        properties = run.find(f"{{{W}}}rPr") if run is not None else None
        style = etree.tostring(properties) if properties is not None else b""
        if name == "t":
            yield from ((char, style) for char in element.text or "")
        else:
            yield etree.tostring(element) if name.endswith("Pr") else name, style


def unchanged(before: bytes, after: bytes) -> None:
    """Only the parts that hold comments are others, and in the text only the comments are new."""
    old, new = parts(before), parts(after)
    added = {"word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"}
    assert {name: content for name, content in old.items() if name not in added} == {
        name: content for name, content in new.items() if name not in added
    }
    assert list(characters(after)) == list(characters(before))
    texts = [audit("report.docx", data, Settings()).source for data in (before, after)]
    assert texts[0] is not None
    assert texts[1] is not None
    assert texts[0].text == texts[1].text


@pytest.mark.parametrize(
    ("body", "number"),
    [
        (p(SENTENCE), "40"),
        (p(r("全年收到申请", "<w:b/>"), r("40", "<w:i/>"), r(f"件,{COUNTS}")), "40"),
        (p("全年收到申请4", r("0", "<w:b/>"), f"件,{COUNTS}"), "40"),
        (p(f"<w:r><w:tab/><w:t>全年收到申请</w:t><w:t>40件,</w:t><w:tab/><w:t>{COUNTS}</w:t></w:r>"), "40"),
        (p("全年收到申请4", f"<w:r><w:t>0件,</w:t><w:noBreakHyphen/><w:t>{COUNTS}</w:t></w:r>"), "40"),
        (p(f'<w:ins w:id="7" w:author="a">{r(SENTENCE)}</w:ins>'), "40"),
        (p("全年收到申请", f'<w:ins w:id="7" w:author="a">{r("40")}</w:ins>', f"件,{COUNTS}"), "40"),
        (p("全年收到申请", f'<w:hyperlink w:anchor="x">{r("40件")}</w:hyperlink>', f",{COUNTS}"), "40"),
        (p("全年收到申请", field("=SUM(ABOVE)", r("40")), f"件,{COUNTS}"), "40"),
        (p(f"<w:sdt><w:sdtContent>{r(SENTENCE)}</w:sdtContent></w:sdt>"), "40"),
        (f"<w:sdt><w:sdtContent>{p(SENTENCE)}</w:sdtContent></w:sdt>", "40"),
        (tbl(tr(tc(p(SENTENCE)))), "40"),
        (p("另见文本框。", box(p(SENTENCE))), SENTENCE * 2),  # for newer programs and for older
        (p("全年收到申请", "<w:ruby><w:rubyBase>" + r("40") + "</w:rubyBase></w:ruby>", f"件,{COUNTS}"), "40"),
        (p("全年收到申请", "<m:oMath><m:r><m:t>40</m:t></m:r></m:oMath>", f"件,{COUNTS}"), "40"),
        (p("全年收到申请", "<w:r><w:t>4<!-- -->0</w:t></w:r>", f"件,{COUNTS}"), "4"),
    ],
)
def test_the_number_alone_is_marked(body: str, number: str) -> None:
    data = word(p("本机关2017年度报告。"), body)
    result, copy = mark(data)
    assert [finding.code for finding in result.findings] == ["GIK201"]
    ((text, marked),) = anchored(copy)
    assert marked == number
    assert text.startswith("[错误 GIK201] ")
    assert "10 + 20 + 11 = 41 > 40" in text.split("\n")
    unchanged(data, copy)


def test_what_a_comment_says() -> None:
    _, copy = mark(word(p(SENTENCE)), "en")
    ((text, _),) = anchored(copy)
    lines = text.split("\n")
    assert lines[0].startswith("[error: GIK201] ")
    assert "The other numbers:" in lines
    assert lines[-1].endswith("(paragraph 1)")
    _, copy = mark(word(p(SENTENCE)))
    assert anchored(copy)[0][0].split("\n")[-1] == "信函申请：11件（第1段）"


def test_in_a_note_the_reference_is_marked() -> None:
    note = f'<w:footnote w:id="3">{p(SENTENCE)}</w:footnote>'
    data = word(p("见注。", '<w:r><w:footnoteReference w:id="3"/></w:r>', "又。"), footnotes=note)
    _, copy = mark(data)
    assert [marked for _, marked in anchored(copy)] == [""]
    tree = etree.fromstring(parts(copy)["word/document.xml"])
    (start,) = tree.iter(f"{{{W}}}commentRangeStart")
    following = start.getnext()
    assert following is not None
    assert following[0].tag == f"{{{W}}}footnoteReference"
    unchanged(data, copy)


def test_of_an_automatic_number_the_paragraph_is_marked() -> None:
    lists = abstract(0, level(0, "%1、", "chineseCounting")) + num(1, 0, '<w:lvlOverride w:ilvl="0"/>')
    lists += abstract(1, level(0, "%1、", "chineseCounting", start=4)) + num(2, 1)
    body = [p(title, properties=listed(list_id)) for title, list_id in (("概述", 1), ("公开情况", 1), ("不足", 2))]
    data = word(*body, numbering=lists)
    result, copy = mark(data)
    assert [finding.code for finding in result.findings] == ["GIK403"]
    assert [marked for _, marked in anchored(copy)] == ["不足"]
    unchanged(data, copy)


@pytest.mark.parametrize(
    "number",
    [
        field("=SUM(ABOVE)", r("4"), r("0")),
        field("IF " + field("REF x", r("3")) + " 4", field("REF y", r("40"))),
        '<w:fldSimple w:instr="REF x"><w:r><w:t>40</w:t></w:r></w:fldSimple>',
    ],
)
def test_of_the_result_of_a_field_the_field_is_marked(number: str) -> None:
    """LibreOffice takes the text of a comment within a result for a part of it."""
    data = word(p("全年收到申请", number, f"件,{COUNTS}"))
    _, copy = mark(data)
    written = parts(copy)["word/document.xml"].decode()
    inside = written.split("<w:commentRangeStart", 1)[1].split("<w:commentRangeEnd", 1)[0]
    assert inside.split("/>", 1)[1] == number
    unchanged(data, copy)


def test_several_comments_at_one_number_and_in_one_run() -> None:
    text = f"{SENTENCE}另收到申请300件,其中网络申请200件,占60.6%。"
    data = word(p(text))
    result, copy = mark(data)
    source = result.source
    assert source is not None
    spans = [finding.span for finding in result.findings if finding.span is not None]
    assert len(spans) >= 2
    assert sorted(marked for _, marked in anchored(copy)) == sorted(source.text[start:end] for start, end in spans)
    twice = audit("report.docx", data, Settings())
    twice = Audit(twice.path, twice.source, (*twice.findings, *twice.findings))
    copy = annotated("report.docx", data, twice, "zh")
    assert len(anchored(copy)) == 2 * len(spans)
    unchanged(data, copy)


def test_comments_that_are_there_stay() -> None:
    own = '<w:comment w:id="7" w:author="王某"><w:p><w:r><w:t>请核</w:t></w:r></w:p></w:comment>'
    marks = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    data = word(p(marks[0], "全年收到申请4", marks[1], f"0件,{COUNTS}"), comments=own)
    _, copy = mark(data)
    comments = {comment.comment_id: comment for comment in docx.Document(io.BytesIO(copy)).comments}
    assert comments[7].author == "王某"
    assert comments[7].text == "请核"
    assert comments[8].author == "gikaudit"
    assert sorted(marked for _, marked in anchored(copy)) == ["40", "全年收到申请4"]
    assert parts(copy)["word/_rels/document.xml.rels"] == parts(data)["word/_rels/document.xml.rels"]


def test_annotated_again() -> None:
    _, copy = mark(word(p(SENTENCE)))
    _, again = mark(copy)
    assert [marked for _, marked in anchored(again)] == ["40", "40"]


def test_a_strict_document() -> None:
    _, copy = mark(word(p(SENTENCE), namespace=STRICT))
    written = parts(copy)
    assert f'xmlns:w="{STRICT}"'.encode() in written["word/comments.xml"]
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in written["word/_rels/document.xml.rels"]


def test_a_package_without_relations_of_its_text() -> None:
    data = package({"word/document.xml": root("document", f"<w:body>{p(SENTENCE)}</w:body>")})
    _, copy = mark(data)
    assert [marked for _, marked in anchored(copy)] == ["40"]


def test_nothing_found_nothing_changed() -> None:
    data = word(p("全年收到申请41件,其中当面申请10件,网络申请20件,信函申请11件。"))
    assert mark(data)[1] == data


def test_the_same_copy_every_time() -> None:
    data = word(p(SENTENCE))
    assert mark(data)[1] == mark(data)[1]


@pytest.mark.parametrize("form", ["statistics-2014", "report-2019", "report-2021"])
@pytest.mark.parametrize("seed", range(3))
def test_whole_reports(form: str, seed: int) -> None:
    """As python-docx writes them, with errors in their tables: each comment stands at the number of its finding."""
    random = Random(seed)
    paper = PAPERS[form](random)
    named = {name: text for name, text in numbers(paper).items() if text.isdecimal()}
    paper = changed(paper, {name: misprinted(named[name]) for name in random.sample(sorted(named), 3)})
    data = WRITERS[".docx"](paper)
    result, copy = mark(data)
    source = result.source
    assert source is not None
    expected = sorted(source.text[start:end] for finding in result.findings for start, end in [finding.span or (0, 0)])
    assert expected
    assert sorted(marked for _, marked in anchored(copy)) == expected
    unchanged(data, copy)


# ---- the command


def test_the_command(tmp_path: Path) -> None:
    data = word(p(SENTENCE))
    (tmp_path / "draft.docx").write_bytes(data)
    plain = run(["draft.docx"], tmp_path)
    marked = run(["draft.docx", "--annotate", "marked.docx"], tmp_path)
    assert (marked.returncode, marked.stdout, marked.stderr) == (1, plain.stdout, b"")
    assert (tmp_path / "draft.docx").read_bytes() == data
    assert [number for _, number in anchored((tmp_path / "marked.docx").read_bytes())] == ["40"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.docx", "marked.docx"]


def test_an_older_copy_is_replaced_and_the_language_is_that_asked_for(tmp_path: Path) -> None:
    (tmp_path / "draft.docx").write_bytes(word(p(SENTENCE)))
    (tmp_path / "marked.docx").write_bytes(b"old")
    assert run(["draft.docx", "--annotate", "marked.docx", "--lang", "en"], tmp_path).returncode == 1
    assert anchored((tmp_path / "marked.docx").read_bytes())[0][0].startswith("[error: GIK201]")


def test_accepted_findings_have_no_comment(tmp_path: Path) -> None:
    (tmp_path / "draft.docx").write_bytes(word(p(SENTENCE)))
    run(["draft.docx", "--write-baseline", "baseline.json"], tmp_path)
    result = run(["draft.docx", "--baseline", "baseline.json", "--annotate", "marked.docx"], tmp_path)
    assert result.returncode == 0
    assert (tmp_path / "marked.docx").read_bytes() == (tmp_path / "draft.docx").read_bytes()


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["draft.docx", "other.docx", "--annotate", "new.docx"], "exactly one report"),
        ([".", "--annotate", "new.docx"], "exactly one report"),
        (["-", "--annotate", "new.docx"], "exactly one report"),
        (["draft.txt", "--annotate", "new.docx"], "draft.txt is none of .docx"),
        (["draft.docx", "--annotate", "new.txt"], "new.txt does not end in .docx"),
        (["draft.docx", "--annotate", "draft.docx"], "is the report itself"),
        (["draft.docx", "--annotate", "./draft.docx"], "is the report itself"),
        (["draft.docx", "--annotate", "link.docx"], "is the report itself"),
        (["draft.docx", "--annotate", "new.docx", "--output-file", "new.docx"], "is the file for the output"),
        (["draft.docx", "--annotate", "new.docx", "--watch"], "--watch"),
    ],
)
def test_what_cannot_be_annotated(argv: list[str], said: str, tmp_path: Path) -> None:
    data = word(p(SENTENCE))
    for name in ("draft.docx", "other.docx"):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "draft.txt").write_text(SENTENCE, encoding="utf-8")
    os.link(tmp_path / "draft.docx", tmp_path / "link.docx")
    before = sorted(path.name for path in tmp_path.iterdir())
    result = run(argv, tmp_path)
    assert (result.returncode, result.stdout) == (2, b"")
    (line,) = result.stderr.decode().splitlines()
    assert line.startswith("gikaudit: --annotate: ")
    assert said in line
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert (tmp_path / "draft.docx").read_bytes() == data


@pytest.mark.parametrize(
    ("name", "content", "target", "said"),
    [
        ("draft.docx", word(p(SENTENCE)), "no/folder/new.docx", "No such file or directory"),
        ("draft.docx", word(p(SENTENCE)), "folder.docx", "Is a directory"),
        ("draft.docx", b"PK\x03\x04", "new.docx", "the report cannot be read"),
        ("draft.docx", SENTENCE.encode(), "new.docx", "damaged"),
        ("gone.docx", None, "new.docx", "the report cannot be read"),
    ],
)
def test_a_copy_that_cannot_be_written(
    name: str, content: bytes | None, target: str, said: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder.docx").mkdir()
    result = run([name, "--annotate", target], tmp_path)
    assert result.returncode == 2
    assert b"GIK" in result.stdout
    (line,) = result.stderr.decode().splitlines()
    assert line.startswith(f"gikaudit: --annotate: {target}无法写入：")
    assert said in line
    assert not (tmp_path / "new.docx").exists()
