"""The language server, as an editor sees it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.lsp import CAPABILITIES, SERVER, Editor, edited, position, stretch

REPORT = """\
𠮷岭市2016年政府信息公开工作年度报告

2016年1月9日印发〔2016〕3号文件。𠮷岭市共收到政府信息公开申请186件,𠮷岭市当面申请52件,占28.0%;网络申请96件,占51.6%;信函申请38件,占24.0%。
全年召开𠮷岭会议9次,印发文件40件,其中甲类10件,乙类20件,丙类11件。
"""
"""Two errors, with characters that take two units in UTF-16 before each."""
RIGHT = REPORT.replace("24.0%", "20.4%").replace("丙类11件", "丙类10件")
NUMBERS = count()
WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}


def with_encodings(*encodings: str) -> dict[str, Any]:
    return CAPABILITIES | {"general": {"positionEncodings": list(encodings)}}


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    """An editor that can do much, for all tests that leave it as it was."""
    with Editor() as editor:
        yield editor


@pytest.fixture(scope="module")
def plain() -> Iterator[Editor]:
    """An editor that says of nothing that it can do it."""
    with Editor(capabilities={}) as editor:
        yield editor


@pytest.fixture
def uri() -> str:
    """A document of its own for each test."""
    return f"file:///%E5%B9%B4%E6%8A%A5/2016%20{next(NUMBERS)}%E5%B9%B4.txt"


def published(editor: Editor, uri: str) -> list[dict[str, Any]]:
    return [one for one in editor.published if one["uri"] == uri]


def codes(diagnostics: list[dict[str, Any]]) -> list[str]:
    return [diagnostic["code"] for diagnostic in diagnostics]


# ---- diagnostics


@pytest.fixture(scope="module", params=["utf-8", "utf-16", "utf-32"])
def encoded(request: pytest.FixtureRequest) -> Iterator[tuple[Editor, str]]:
    with Editor(capabilities=with_encodings("utf-7", request.param, "utf-16")) as editor:
        assert editor.capabilities["positionEncoding"] == request.param
        yield editor, request.param


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_in_the_encoding_agreed_upon(encoded: tuple[Editor, str], end: str, uri: str) -> None:
    editor, encoding = encoded
    text = REPORT.replace("\n", end)
    share, parts = editor.open(uri, text)
    assert share["range"]["start"] == position(text, "24.0", encoding)
    assert stretch(text, share["range"], encoding) == "24.0"
    assert stretch(text, parts["range"], encoding) == "40"
    related = [stretch(text, place["location"]["range"], encoding) for place in parts["relatedInformation"]]
    assert related == ["10", "20", "11"]
    hover = editor.hover(uri, position(text, "24.0", encoding))
    assert hover is not None and stretch(text, hover["range"], encoding) == "24.0"
    (action,) = editor.actions(uri, share["range"])
    (change,) = action["edit"]["documentChanges"]
    assert edited(text, change["edits"], encoding) == text.replace("24.0%", "20.4%")


def test_without_a_word_on_encodings_it_is_utf_16(plain: Editor, uri: str) -> None:
    assert plain.capabilities["positionEncoding"] == "utf-16"
    assert [stretch(REPORT, diagnostic["range"]) for diagnostic in plain.open(uri, REPORT)] == ["24.0", "40"]


def test_what_a_diagnostic_says(editor: Editor, uri: str) -> None:
    share, parts = editor.open(uri, REPORT)
    assert share["source"] == "gikaudit"
    assert (share["code"], share["severity"]) == ("GIK202", 1)
    assert share["message"].splitlines() == [
        "“信函申请”38件占186件的20.43%，文中写为24.0%。",
        "38 ÷ 186 × 100 = 20.43 ≠ 24.0",
        "请核对此处的24.0，改为20.4即可相符",
    ]
    page = share["codeDescription"]["href"]
    assert page.startswith("file:///") and page.endswith("/GIK202_share_of_count.md")
    assert [place["message"] for place in parts["relatedInformation"]] == ["甲类：10件", "乙类：20件", "丙类：11件"]
    assert {place["location"]["uri"] for place in parts["relatedInformation"]} == {uri}


def test_a_warning_is_a_warning(editor: Editor, uri: str) -> None:
    (found,) = editor.open(uri, "要求最迟在小时内发布权威信息。\n")
    assert (found["code"], found["severity"]) == ("GIK504", 2)


def test_an_editor_that_knows_no_related_places_gets_none(plain: Editor, uri: str) -> None:
    assert not any("relatedInformation" in diagnostic for diagnostic in plain.open(uri, REPORT))


def test_a_change_brings_new_diagnostics(editor: Editor, uri: str) -> None:
    assert codes(editor.open(uri, REPORT)) == ["GIK202", "GIK201"]
    editor.change(uri, REPORT.replace("24.0%", "20.4%"), 2)
    assert codes(editor.diagnostics(uri)) == ["GIK201"]
    editor.change(uri, RIGHT, 3)
    assert editor.diagnostics(uri) == []
    assert [one["version"] for one in published(editor, uri)] == [1, 2, 3]


def test_only_the_newest_version_counts(editor: Editor, uri: str) -> None:
    editor.open(uri, REPORT)
    for version in range(2, 12):
        editor.change(uri, REPORT.replace("24.0", f"24.{version % 10}"), version)
    editor.change(uri, RIGHT, 12)
    assert editor.diagnostics(uri) == []
    editor.request("textDocument/hover", {"textDocument": {"uri": uri}, "position": position(RIGHT, "186")})
    assert [one["version"] for one in published(editor, uri)] == [1, 12]


def test_several_changes_in_one_message_apply_in_order(editor: Editor, uri: str) -> None:
    editor.open(uri, RIGHT)
    changes = [{"text": RIGHT}, {"text": REPORT}]
    editor.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": 2}, "contentChanges": changes})
    assert codes(editor.diagnostics(uri)) == ["GIK202", "GIK201"]


def test_a_closed_document_has_no_diagnostics(editor: Editor, uri: str) -> None:
    editor.open(uri, REPORT)
    assert editor.close(uri) == []
    editor.open(uri, RIGHT)
    editor.change(uri, REPORT, 2)
    assert editor.close(uri) == []  # before the change was audited
    assert codes(editor.open("file:///other.txt", REPORT)) == ["GIK202", "GIK201"]
    assert [len(one["diagnostics"]) for one in published(editor, uri)] == [2, 0, 0, 0]


def test_a_document_with_line_ends_that_are_none(editor: Editor, uri: str) -> None:
    """Form feeds and line separators end no line for an editor."""
    text = "第一页\f第二页\u2028\u0085\x0b" + REPORT
    share, _ = editor.open(uri, text)
    assert stretch(text, share["range"]) == "24.0"
    editor.change(uri, text.replace("24.0", "20.4"), 2)
    assert codes(editor.diagnostics(uri)) == ["GIK201"]


def test_a_byte_order_mark_is_a_character_of_the_text(editor: Editor, uri: str) -> None:
    text = "\ufeff" + REPORT.partition("\n")[2].strip()
    assert [stretch(text, diagnostic["range"]) for diagnostic in editor.open(uri, text)] == ["24.0", "40"]


@pytest.mark.parametrize("text", ["", " \n", "\x00" * 200])
def test_a_document_that_cannot_be_read(editor: Editor, text: str, uri: str) -> None:
    (found,) = editor.open(uri, text)
    assert (found["code"], found["severity"]) == ("GIK001", 1)
    assert found["range"]["start"] == {"line": 0, "character": 0}
    assert editor.hover(uri, {"line": 0, "character": 0}) is None
    assert editor.actions(uri, WHOLE) == []


def test_half_a_surrogate_pair(editor: Editor, uri: str) -> None:
    text = "\ud842" + REPORT
    editor.notify(
        "textDocument/didOpen",
        {"textDocument": {"uri": uri, "languageId": "plaintext", "version": 1, "text": REPORT}},
    )
    assert codes(editor.diagnostics(uri)) == ["GIK202", "GIK201"]
    body = json.dumps(
        {
            "jsonrpc": "2.0",
            "method": "textDocument/didChange",
            "params": {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": text}]},
        }
    ).encode()
    assert editor.process.stdin is not None
    editor.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    editor.process.stdin.flush()
    assert codes(editor.diagnostics(uri)) == ["GIK202", "GIK201"]


# ---- hover


def test_hover_over_numbers(editor: Editor, uri: str) -> None:
    editor.open(uri, REPORT)

    def said(text: str) -> list[str]:
        hover = editor.hover(uri, position(REPORT, text))
        assert hover is not None and hover["contents"]["kind"] == "plaintext"
        return str(hover["contents"]["value"]).splitlines()

    assert said("52件") == [
        "52件  𠮷岭市当面申请",
        "✓ 成立 52 + 96 + 38 = 186 = 186 [GIK201]",
        "✓ 成立 52 ÷ 186 × 100 = 27.96 = 28.0 [GIK202]",
    ]
    assert said("9次") == ["未能核对：文中没有可供对照的内容"]
    assert said("〔2016〕3") == ["略过：日期、文号、名称、序号等，不是统计数量"]
    letters = said("38件")
    assert letters[1] == "✗ 不符 38 ÷ 186 × 100 = 20.43 ≠ 24.0 [GIK202] “信函申请”38件占186件的20.43%，文中写为24.0%。"
    assert [line[0] for line in letters[2:]] == ["✓"]  # broken ones first


def test_hover_over_a_blank_cell(editor: Editor, uri: str) -> None:
    """A total cannot be judged while one of its parts is missing."""
    text = (Path(__file__).parent.parent / "docs/examples/clean.txt").read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if "当面申请数" in line)
    name, unit, _ = row.split("\t")
    text = text.replace(row, f"{name}\t{unit}\t")
    editor.open(uri, text)
    total = next(line for line in text.splitlines() if "收到申请数" in line)
    hover = editor.hover(uri, position(text, total) | {"character": len(total) - 1})
    assert hover is not None
    (line,) = [line for line in hover["contents"]["value"].splitlines() if line.startswith("?")]
    assert line.startswith("? 无法核对 (空) + ") and line.endswith("[GIK101] 有关单元格空白或无法读取")


def test_hover_in_english(uri: str) -> None:
    with Editor(argv=[*SERVER, "--lang", "en"]) as editor:
        share, _ = editor.open(uri, REPORT)
        assert share["message"].splitlines()[2] == "check this: 20.4 instead of 24.0 makes it right"
        hover = editor.hover(uri, position(REPORT, "52件"))
        assert hover is not None
        assert hover["contents"]["value"].splitlines()[1] == "✓ holds 52 + 96 + 38 = 186 = 186 [GIK201]"


@pytest.mark.parametrize(
    "place", [{"line": 0, "character": 1}, {"line": 2, "character": 9999}, {"line": 9999, "character": 0}]
)
def test_hover_where_there_is_no_number(editor: Editor, place: dict[str, int], uri: str) -> None:
    editor.open(uri, REPORT)
    assert editor.hover(uri, place) is None


def test_hover_waits_for_the_newest_version(editor: Editor, uri: str) -> None:
    editor.open(uri, RIGHT)
    text = "一、概述\n" + REPORT
    editor.change(uri, text, 2)
    hover = editor.hover(uri, position(text, "24.0"))
    assert hover is not None and "✗ 不符" in hover["contents"]["value"]


def test_what_a_document_says_cannot_steer_the_editor(editor: Editor, uri: str) -> None:
    text = "全年印发[点此](http://localhost)文件\u202e40件,其中甲类10件,乙类20件,丙类11件。\n"
    (found,) = editor.open(uri, text)
    hover = editor.hover(uri, position(text, "40"))
    assert hover is not None and hover["contents"]["kind"] == "plaintext"
    said = found["message"] + hover["contents"]["value"] + "".join(p["message"] for p in found["relatedInformation"])
    assert "localhost" in said and "\u202e" not in said


# ---- corrections


def test_a_correction_makes_the_finding_vanish(editor: Editor, uri: str) -> None:
    share, _ = editor.open(uri, REPORT)
    (action,) = editor.actions(uri, share["range"], only=["quickfix"])
    assert action["title"] == "请核对此处的24.0，改为20.4即可相符"
    assert (action["kind"], action["isPreferred"]) == ("quickfix", True)
    assert action["diagnostics"] == [share]
    (change,) = action["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": uri, "version": 1}
    text = edited(REPORT, change["edits"])
    editor.change(uri, text, 2)
    assert codes(editor.diagnostics(uri)) == ["GIK201"]
    assert editor.actions(uri, WHOLE) == []  # no one of the parts is more likely wrong than the others


def test_a_correction_is_offered_at_its_finding_only(editor: Editor, uri: str) -> None:
    editor.open(uri, REPORT)
    cursor = position(REPORT, "24.0")
    assert len(editor.actions(uri, {"start": cursor, "end": cursor})) == 1
    behind = cursor | {"character": cursor["character"] + len("24.0")}
    assert len(editor.actions(uri, {"start": behind, "end": behind})) == 1
    elsewhere = position(REPORT, "52件")
    assert editor.actions(uri, {"start": elsewhere, "end": elsewhere}) == []
    assert editor.actions(uri, WHOLE, only=["refactor"]) == []


def test_an_editor_without_versioned_changes(plain: Editor, uri: str) -> None:
    plain.open(uri, REPORT)
    (action,) = plain.actions(uri, WHOLE)
    assert edited(REPORT, action["edit"]["changes"][uri]) == REPORT.replace("24.0%", "20.4%")


# ---- the server itself


def test_it_names_itself_and_what_it_can_do(editor: Editor) -> None:
    capabilities = editor.capabilities
    assert capabilities["hoverProvider"]
    assert capabilities["codeActionProvider"] == {"codeActionKinds": ["quickfix"]}
    assert capabilities["textDocumentSync"]["openClose"]
    assert capabilities["workspace"]["workspaceFolders"]["supported"]


def test_it_leaves_with_the_status_of_the_protocol(uri: str) -> None:
    with Editor(argv=[*SERVER, "--stdio"]) as editor:  # some editors say so
        assert codes(editor.open(uri, REPORT)) == ["GIK202", "GIK201"]
        editor.change(uri, RIGHT, 2)
        assert editor.leave() == 0
        assert editor.process.stderr is not None
        assert editor.process.stderr.read() == b""


def test_an_editor_that_leaves_without_a_word() -> None:
    with Editor() as editor:
        editor.notify("exit", None)
        assert editor.process.wait(60) == 1


def test_an_editor_that_crashes(uri: str) -> None:
    with Editor() as editor:
        editor.open(uri, REPORT)
        assert editor.process.stdin is not None
        editor.process.stdin.close()
        assert editor.process.wait(60) == 1


def python(program: str) -> list[str]:
    """A server with something changed in it."""
    return [sys.executable, "-c", f"{program}\nfrom gikaudit.cli import main\nmain()", "server"]


@pytest.fixture(scope="module")
def broken() -> Iterator[Editor]:
    """A server with audits that crash, and with rules that print."""
    program = """
import gikaudit.audit
import gikaudit.server.audits as audits
read, right = gikaudit.audit.read_report, audits.audit
def read_report(document, *others):
    print("what a rule may print")
    if "CRASH" in document.source.text:
        raise ZeroDivisionError("on purpose")
    return read(document, *others)
def audit(path, data, settings):
    if b"RAISE" in data:
        raise ZeroDivisionError("on purpose")
    if b"EXIT" in data:
        raise SystemExit(3)
    return right(path, data, settings)
gikaudit.audit.read_report, audits.audit = read_report, audit
"""
    with Editor(argv=python(program)) as editor:
        yield editor


@pytest.mark.parametrize(
    ("word", "error"),
    [("CRASH", "ZeroDivisionError: on purpose"), ("RAISE", "ZeroDivisionError: on purpose"), ("EXIT", "SystemExit: 3")],
)
def test_an_audit_that_crashes(broken: Editor, word: str, error: str, uri: str) -> None:
    (found,) = broken.open(uri, REPORT + word)
    assert (found["code"], found["severity"]) == ("GIK004", 1)
    assert error in found["message"]
    broken.change(uri, REPORT, 2)
    assert codes(broken.diagnostics(uri)) == ["GIK202", "GIK201"]


def test_messages_that_are_wrong_do_not_end_it(editor: Editor, uri: str) -> None:
    assert editor.process.stdin is not None
    for body in (b"{", b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {}}', b"[1]"):
        editor.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    editor.process.stdin.flush()
    editor.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": 1}, "contentChanges": []})
    assert codes(editor.open("file:///other.txt", REPORT)) == ["GIK202", "GIK201"]


@pytest.mark.parametrize("missing", ["pygls", "pygls.lsp.server", "lsprotocol", "cattrs"])
def test_without_the_extra_it_says_how_to_install_it(missing: str) -> None:
    program = f"import sys\nsys.modules[{missing!r}] = None"
    result = subprocess.run(python(program), capture_output=True, check=False, timeout=60)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode() == (
        "gikaudit: 语言服务器需要pygls 2，请先安装：pip install 'gikaudit[lsp]'。 "
        "the language server needs pygls 2; install it with: pip install 'gikaudit[lsp]'\n"
    )


# ---- documents and their places


@pytest.mark.parametrize("name", ["年度报告 2016.txt", "报告;甲#1?.txt", "100%.txt", "a+b&c.txt", "𠮷.txt"], ids=quote)
def test_documents_with_any_name(editor: Editor, tmp_path: Path, name: str) -> None:
    uri = (tmp_path / name).as_uri()
    assert codes(editor.open(uri, REPORT)) == ["GIK202", "GIK201"]
    assert editor.published[-1]["uri"] == uri
    assert editor.close(uri) == []


def test_a_document_that_was_never_saved(editor: Editor) -> None:
    assert codes(editor.open("untitled:Untitled-1", REPORT)) == ["GIK202", "GIK201"]


# ---- settings


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def changed(editor: Editor, path: Path) -> None:
    """Tell the server that a file on the disk has changed."""
    editor.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": 2}]})


def test_each_document_has_the_nearest_settings(tmp_path: Path) -> None:
    one, two = tmp_path / "甲 区", tmp_path / "乙"
    write(one / "gikaudit.toml", 'ignore = ["GIK201"]\nlang = "en"\n')
    write(one / "旧" / "pyproject.toml", '[tool.gikaudit]\nignore = ["GIK202", "GIK204"]\n')
    write(two / "gikaudit.toml", '[levels]\nGIK202 = "note"\n')
    with Editor(folders=[one, two]) as editor:
        (found,) = editor.open((one / "2016年.txt").as_uri(), REPORT)
        assert (found["code"], found["message"].splitlines()[2]) == (
            "GIK202",
            "check this: 20.4 instead of 24.0 makes it right",
        )
        (found,) = editor.open((one / "旧" / "2014.txt").as_uri(), REPORT)
        assert (found["code"], found["message"][:1]) == ("GIK201", "“")
        found, _ = editor.open((two / "2016.txt").as_uri(), REPORT)
        assert (found["code"], found["severity"]) == ("GIK202", 3)
        # one that was never saved is in the first folder
        assert codes(editor.open("untitled:Untitled-1", REPORT)) == ["GIK202"]
        assert codes(editor.open((tmp_path / "2016.txt").as_uri(), REPORT)) == ["GIK202", "GIK201"]


def test_what_the_command_says_goes_before_the_settings(tmp_path: Path) -> None:
    write(tmp_path / "gikaudit.toml", 'lang = "zh"\n')
    with Editor(argv=[*SERVER, "--lang", "en"]) as editor:
        assert editor.open((tmp_path / "a.txt").as_uri(), REPORT)[0]["message"].startswith("38件 of 186件")


def test_settings_that_change(editor: Editor, tmp_path: Path) -> None:
    """Documents that are open are audited again; the editor is asked to say when a configuration changes."""
    uri = (tmp_path / "a.txt").as_uri()
    assert codes(editor.open(uri, REPORT)) == ["GIK202", "GIK201"]
    (asked,) = [one for one in editor.asked if one["method"] == "client/registerCapability"]
    (watched,) = asked["params"]["registrations"]
    assert watched["method"] == "workspace/didChangeWatchedFiles"
    assert watched["registerOptions"]["watchers"] == [{"globPattern": "**/{gikaudit.toml,pyproject.toml}"}]
    changed(editor, write(tmp_path / "gikaudit.toml", 'ignore = ["GIK202", "GIK204"]\n'))
    assert codes(editor.diagnostics(uri)) == ["GIK201"]
    write(tmp_path / "gikaudit.toml", 'exclude = ["*.txt"]\n')
    editor.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    assert editor.diagnostics(uri) == []
    assert editor.hover(uri, position(REPORT, "24.0")) is None


def test_settings_that_are_wrong(editor: Editor, tmp_path: Path) -> None:
    path = write(tmp_path / "gikaudit.toml", '# settings\nignroe = ["GIK202"]\n')
    uri = (tmp_path / "a.txt").as_uri()
    (found,) = editor.open(uri, REPORT)
    assert (found["code"], found["severity"]) == ("GIK007", 1)
    assert found["message"].startswith("gikaudit.toml:2: ") and "ignroe" in found["message"]
    assert stretch(REPORT, found["range"]) == REPORT.splitlines()[0]
    (place,) = found["relatedInformation"]
    assert (place["location"]["uri"], place["location"]["range"]["start"]["line"]) == (path.as_uri(), 1)
    changed(editor, write(path, ""))
    assert codes(editor.diagnostics(uri)) == ["GIK202", "GIK201"]


def test_findings_that_were_accepted(editor: Editor, tmp_path: Path) -> None:
    write(tmp_path / "gikaudit.toml", 'accepted = "accepted.toml"\n')
    entry = '[[accepted]]\nrule = "GIK201"\ntext = "文件40件,其中甲类10件,乙类20件,丙类11件"\nreason = "已与登记核对"\n'
    write(tmp_path / "accepted.toml", entry + "date = 2017-03-15\n")
    uri = (tmp_path / "a.txt").as_uri()
    assert codes(editor.open(uri, REPORT)) == ["GIK202"]
    hover = editor.hover(uri, position(REPORT, "40件"))
    assert hover is not None
    (line,) = [line for line in hover["contents"]["value"].splitlines() if line.startswith("✗")]
    assert "[GIK201]" in line and "已与登记核对" in line
    editor.change(uri, REPORT.replace("丙类11件", "丙类12件"), 2)
    assert codes(editor.diagnostics(uri)) == ["GIK202", "GIK201"]  # the numbers are others


def test_a_remark_in_markdown(editor: Editor, tmp_path: Path) -> None:
    text = "<!-- gikaudit: ignore[GIK201] 已核对 -->\n印发文件40件,其中甲类10件,乙类20件,丙类11件。\n"
    uri = (tmp_path / "a.md").as_uri()
    assert editor.open(uri, text) == []
    editor.change(uri, text.replace("11", "10"), 2)
    (found,) = editor.diagnostics(uri)
    assert (found["code"], found["range"]["start"]["line"]) == ("GIK006", 0)


def test_rules_of_ones_own_that_cannot_be_used(editor: Editor, tmp_path: Path) -> None:
    write(tmp_path / "gikaudit.toml", 'rules-dir = "rules"\n')
    path = write(tmp_path / "rules" / "ABC101_wrong.py", "import nothing_of_this_name\n")
    found = editor.open((tmp_path / "a.txt").as_uri(), REPORT)
    assert codes(found) == ["GIK005", "GIK202", "GIK201"]
    assert "nothing_of_this_name" in found[0]["message"]
    assert found[0]["relatedInformation"][0]["location"]["uri"] == path.as_uri()


# ---- a real editor


@pytest.mark.skipif(shutil.which("nvim") is None, reason="there is no Neovim: install the package neovim")
def test_in_neovim(tmp_path: Path) -> None:
    report = tmp_path / "年报 甲" / "2016年.txt"
    report.parent.mkdir()
    report.write_text(REPORT, encoding="utf-8")
    script = Path(__file__).with_name("neovim.lua")
    subprocess.run(
        ["nvim", "--headless", "--clean", str(report), "-c", f"luafile {script}"],
        env=os.environ | {"PYTHON": sys.executable, "SEEN": str(tmp_path / "seen.json"), "HOME": str(tmp_path)},
        capture_output=True,
        check=True,
        timeout=400,
    )
    seen = json.loads((tmp_path / "seen.json").read_text(encoding="utf-8"))
    assert [found["text"] for found in seen["opened"]] == ["24.0", "40"]
    assert "✗ 不符 38 ÷ 186 × 100 = 20.43 ≠ 24.0 [GIK202]" in seen["hover"]
    assert [found["text"] for found in seen["corrected"]] == ["40"]
    assert seen["text"] == REPORT.replace("24.0%", "20.4%").splitlines()
    assert seen["undone"] == seen["opened"]
