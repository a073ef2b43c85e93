"""The results of a SARIF log: links, fixes, fingerprints, suppressions, limits, and that they come as a stream."""

import gc
import json
import re
import weakref
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gikaudit.output.sarif
import gikaudit.output.sarif_results
from gikaudit.audit import Audit, audit
from gikaudit.finding import Finding, Place, Suppression
from gikaudit.output.line_hash import LineHashes
from gikaudit.output.sarif import render
from gikaudit.relation import Level
from gikaudit.rule import Words
from gikaudit.settings import Settings
from gikaudit.source import Source, Span
from tests.sarif_log import WRONG, log, printed, region, rendered, results

LINK = re.compile(r"\[((?:[^\[\]\\]|\\[\[\]\\])*)\]\(([^()]*)\)")
"""An embedded link, as the grammar of SARIF 2.1.0, 3.11.6, has it."""
OWN = "gikauditFinding/v1"
MIXED = WRONG + "当年受理投诉200件,其中网络投诉50件,占25%。\r\n"
"""One relation that is broken and others that hold."""
SIGNS = st.text("[](){}\\1a数件\n\x00\u202e😀 ", max_size=12)


def shown(text: str) -> str:
    """A message as a reader sees it, apart from links: doubled braces stand for one, single ones for nothing."""
    assert not re.search(r"[{}]", text.replace("{{", "").replace("}}", ""))
    return text.replace("{{", "{").replace("}}", "}")


def links(result: dict[str, Any]) -> list[tuple[str, str]]:
    """The links of a message: what they show and where they lead."""
    return [(re.sub(r"\\(.)", r"\1", text), where) for text, where in LINK.findall(shown(result["message"]["text"]))]


def one(text: str, **options: Any) -> dict[str, Any]:
    (result,) = results(log(("report.txt", text), **options))
    return result


def made(words: str, *labels: str) -> dict[str, Any]:
    """The result of a finding with words and labels as they may come from a document."""
    places = tuple(Place(Span(0, 1), Words(label, label)) for label in labels)
    finding = Finding("GIK201", Level.ERROR, Words(words, words), Span(0, 1), places, note=Words(words, words))
    (result,) = results(rendered([Audit("report.txt", Source("report.txt", "数字"), (finding,))], Settings()))
    return result


# ---- messages


def test_the_message() -> None:
    assert one(WRONG)["message"]["text"] == (
        "“😀全年收到申请”为40件，所列各项合计41件，相差1件。10 + 20 + 11 = 41 > 40。"
        "相关数字：[当面申请：10件](1)、[网络申请：20件](2)、[信函申请：11件](3)。"
    )
    text = one(WRONG, language="en")["message"]["text"]
    assert "。" not in text
    assert text.endswith(" See [当面申请:10件](1), [网络申请:20件](2), [信函申请:11件](3).")


def test_links_lead_to_the_related_places() -> None:
    result = one(WRONG)
    related = {str(place["id"]): printed(WRONG, region(place)) for place in result["relatedLocations"]}
    assert [(text.partition("：")[2], related[where]) for text, where in links(result)] == [
        ("10件", "10"),
        ("20件", "20"),
        ("11件", "11"),
    ]


@settings(max_examples=50)  # the schema is slow
@given(SIGNS, st.lists(SIGNS, max_size=3))
def test_no_text_of_a_document_is_taken_for_a_link_or_a_placeholder(words: str, labels: list[str]) -> None:
    result = made(words, *labels)
    assert [where for _, where in links(result)] == [str(number) for number, _ in enumerate(labels, start=1)]
    for (text, _), label in zip(links(result), labels, strict=True):
        safe = " ".join(re.sub("[\n\x00\u202e]", "·", label).split())
        assert text == (safe or "第1行")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("国办发[2014]32号", "国办发[2014]32号。"),
        ("见[附件](1)", "见\\[附件\\](1)。"),
        ("见[附件\\](1)", "见\\[附件\\\\\\](1)。"),
        ("共{0}件", "共{{0}}件。"),
    ],
)
def test_only_what_looks_like_a_link_is_escaped(words: str, text: str) -> None:
    assert made(words)["message"]["text"] == text + "说明：" + text


def test_the_text_of_a_link_is_short_and_escaped() -> None:
    result = made("数字", "附件[1]\\", "数" * 90)
    assert "[附件\\[1\\]\\\\](1)" in result["message"]["text"]
    assert [text for text, _ in links(result)] == ["附件[1]\\", "数" * 39 + "…"]


@settings(max_examples=30)  # the schema is slow
@given(st.text(max_size=20), st.integers(0, 99))
def test_the_text_of_a_document_cannot_break_the_output(words: str, number: int) -> None:
    text = f"全年收到{words}申请{number}件,其中当面{words}申请{number + 1}件,网络{words}申请1件。"
    log((f"{number}.txt", text.encode("utf-8", "replace").decode()), all_checks=True)


# ---- places and fixes


@settings(max_examples=50)
@given(st.text("a数\u0301\ufe0f\u200d𠀀😀👨\U0010ffff", min_size=1, max_size=12))
def test_columns_count_utf16_units(before: str) -> None:
    text = WRONG.replace("😀", before)
    result = one(text)
    places = [*result["locations"], *result["relatedLocations"]]
    assert [printed(text, region(place)) for place in places] == ["４０", "10", "20", "11"]
    assert region(places[0])["startColumn"] == len(f"{before}全年收到申请".encode("utf-16-le")) // 2 + 1


def test_a_fix_mends_the_report() -> None:
    text = "👨‍👩‍👧全年收到申请200件,其中网络申请50件,占24%。"
    (fix,) = one(text)["fixes"]
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    units, place = text.encode("utf-16-le"), replacement["deletedRegion"]
    assert printed(text, place) == "24"
    start, end = (2 * (place[name] - 1) for name in ("startColumn", "endColumn"))
    mended = units[:start] + replacement["insertedContent"]["text"].encode("utf-16-le") + units[end:]
    assert change["artifactLocation"] == {"uri": "report.txt", "index": 0}
    assert results(log(("report.txt", mended.decode("utf-16-le")))) == []


def test_without_a_correction_there_is_no_fix() -> None:
    assert "fixes" not in one(WRONG)


# ---- fingerprints


def test_fingerprints_survive_what_is_inserted_elsewhere() -> None:
    moved = one("一段新的文字。\r\n\r\n" + WRONG)
    assert moved["partialFingerprints"] == one(WRONG)["partialFingerprints"]
    assert moved["locations"] != one(WRONG)["locations"]


@pytest.mark.parametrize(("old", "new"), [("４０", "39"), ("11件", "12件"), ("网络", "传真")])
def test_fingerprints_change_with_a_value_or_a_label(old: str, new: str) -> None:
    before, after = one(WRONG)["partialFingerprints"], one(WRONG.replace(old, new))["partialFingerprints"]
    assert set(before) == set(after) == {OWN, "primaryLocationLineHash"}
    assert before[OWN] != after[OWN]
    assert before["primaryLocationLineHash"] != after["primaryLocationLineHash"]


def test_two_alike_have_two_fingerprints() -> None:
    marks = [result["partialFingerprints"] for result in results(log(("report.txt", WRONG + WRONG)))]
    assert len({mark[OWN] for mark in marks}) == 2
    assert len({mark["primaryLocationLineHash"] for mark in marks}) == 2


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_byte_order_mark_belongs_to_the_first_line(mark: str) -> None:
    text = WRONG.replace("\r\n", "", 1)
    (result,) = results(log(("report.txt", mark + text)))
    assert result["partialFingerprints"]["primaryLocationLineHash"] == LineHashes(mark + text).of(1)


# ---- suppressions


def test_suppressed_findings_stay_in_the_log() -> None:
    audited = audit("report.txt", (WRONG + "占24%的申请50件,共200件。").encode(), Settings())
    (finding,) = audited.findings
    suppressions = [Suppression("external", "上级已核实[1]"), Suppression("inSource", "")]
    accepted = tuple(finding._replace(suppression=suppression) for suppression in suppressions)
    shown, *others = results(rendered([replace(audited, suppressed=accepted)], Settings()))
    assert shown["suppressions"] == []
    assert [result["suppressions"] for result in others] == [
        [{"kind": "external", "status": "accepted", "justification": "上级已核实[1]"}],
        [{"kind": "inSource", "status": "accepted"}],
    ]
    assert {result["level"] for result in others} == {shown["level"]}


def test_every_result_has_suppressions() -> None:
    """An empty list says that there are none; without one it is unknown. A log has it on all results or on none."""
    found = results(log(("report.txt", MIXED), ("empty.txt", ""), all_checks=True))
    assert {(result["kind"], result["ruleId"][:4]) for result in found} >= {
        ("fail", "GIK2"),
        ("fail", "GIK0"),
        ("pass", "GIK2"),
    }
    assert all("suppressions" in result for result in found)


# ---- limits


def test_no_more_results_than_github_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gikaudit.output.sarif, "MOST_RESULTS", 5)
    monkeypatch.setattr(gikaudit.output.sarif, "MOST_CHECKS", 3)
    found = log(*((f"{number}.txt", MIXED) for number in range(4)), all_checks=True)
    kinds = [result["kind"] for result in results(found)]
    assert (kinds.count("pass"), kinds.count("fail")) == (3, 2)
    (invocation,) = found["runs"][0]["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["level"] == "warning"
    assert re.search(r"另有\d+条未写入", notification["message"]["text"])
    assert invocation["executionSuccessful"] is True


def test_no_more_locations_than_github_takes() -> None:
    result = made("数字", *(str(number) for number in range(1200)))
    assert len(result["locations"]) + len(result["relatedLocations"]) == 1000
    assert len(links(result)) == 999


def test_the_limits() -> None:
    assert gikaudit.output.sarif.MOST_CHECKS < gikaudit.output.sarif.MOST_RESULTS == 25_000
    assert gikaudit.output.sarif_results.MOST_LOCATIONS == 1000


# ---- a stream


def test_no_audit_is_kept() -> None:
    alive: list[weakref.ref[Audit]] = []

    def audits() -> Iterator[Audit]:
        for number in range(6):
            audited = audit(f"{number}.txt", MIXED.encode(), Settings())
            alive.append(weakref.ref(audited))
            yield audited
            del audited

    pieces = []
    for piece in render(audits(), Settings(all_checks=True)):
        pieces.append(piece)
        gc.collect()
        assert sum(kept() is not None for kept in alive) <= 1
    assert len(alive) == 6
    assert len(results(json.loads("".join(pieces)))) > 6


def test_results_come_before_the_next_file_is_audited() -> None:
    done: list[str] = []

    def audits() -> Iterator[Audit]:
        for name in ("one.txt", "two.txt"):
            done.append(name)
            yield audit(name, WRONG.encode(), Settings())

    for piece in render(audits(), Settings()):
        if '"GIK201"' in piece and piece.startswith("\n"):
            assert done == ["one.txt"]
            return
    pytest.fail("there is no first result")
