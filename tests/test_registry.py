"""Finding and loading rules: what is wrong with a rule module is said, with its path."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gikaudit.audit import audit
from gikaudit.failures import FAILURES
from gikaudit.forms import forms
from gikaudit.registry import RuleError, Ruleset, builtin_rules, family, load_rules, page
from gikaudit.relation import Level
from gikaudit.rule import Rule
from gikaudit.settings import Settings

MODULE = """
from collections.abc import Iterator

from gikaudit.relation import Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class Own(Rule):
    code = "GIK901"
    name = "own-rule"
    title = Words("自定规则", "A rule of one's own")
    level = Level.WARNING
    message = Words("不符。", "It does not hold.")

    def relations(self, report: Report) -> Iterator[Relation]:
        yield from ()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for rules; what is loaded from it is forgotten afterwards."""
    before = set(sys.modules)
    (tmp_path / "own").mkdir()
    yield tmp_path
    for name in set(sys.modules) - before:
        if name.startswith("gikaudit.rules.own"):
            del sys.modules[name]


def put(folder: Path, name: str, text: str = MODULE) -> Path:
    path = folder / "own" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_rule_is_loaded(folder: Path) -> None:
    path = put(folder, "GIK901_own_rule.py")
    path.with_suffix(".md").write_text("# GIK901 自定规则\n", encoding="utf-8")
    (rule,) = load_rules(folder)
    assert (rule.code, rule.level, rule.precision, rule.derived) == ("GIK901", Level.WARNING, "high", False)
    assert rule.title.in_language("en") == "A rule of one's own"
    assert rule.title.in_language("zh") == "自定规则"
    assert family(rule) == "own"
    assert page(rule) == "# GIK901 自定规则\n"


def test_rules_come_by_code_whatever_their_folders(folder: Path) -> None:
    put(folder, "GIK903_third.py", MODULE.replace("GIK901", "GIK903"))
    put(folder, "GIK901_first.py")
    (folder / "another").mkdir()
    (folder / "another" / "GIK902_second.py").write_text(MODULE.replace("GIK901", "GIK902"), encoding="utf-8")
    assert [rule.code for rule in load_rules(folder)] == ["GIK901", "GIK902", "GIK903"]


def test_other_files_are_left_alone(folder: Path) -> None:
    put(folder, "helper.py", "raise RuntimeError")
    put(folder, "GIK901_own_rule.md", "# page")
    assert load_rules(folder) == ()


def test_an_empty_or_missing_folder_has_no_rules(folder: Path) -> None:
    assert load_rules(folder) == ()
    assert load_rules(folder / "missing") == ()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        pytest.param("GIK901_own_rule.py", "def (", "SyntaxError", id="syntax error"),
        pytest.param("GIK901_own_rule.py", "import no_such_module", "No module named 'no_such_module'", id="import"),
        pytest.param("GIK901_own_rule.py", "1 / 0", "ZeroDivisionError", id="crash"),
        pytest.param("GIK901_own_rule.py", "# empty", "this one 0", id="no rule"),
        pytest.param(
            "GIK901_own_rule.py", MODULE + MODULE.replace("class Own", "class Second"), "this one 2", id="two rules"
        ),
        pytest.param(
            "GIK901_own_rule.py", MODULE.replace("GIK901", "GIK902"), "is not that of the file's name", id="code"
        ),
        *(
            pytest.param(
                "GIK901_own_rule.py",
                "\n".join(line for line in MODULE.splitlines() if not line.startswith(f"    {attribute} =")),
                f"the rule has no {attribute}",
                id=f"no {attribute}",
            )
            for attribute in ("code", "name", "title", "level", "message")
        ),
        pytest.param("GIK901.py", MODULE, "named ABC101_in_words.py", id="no words in the name"),
        pytest.param("GIK90_own.py", MODULE, "named ABC101_in_words.py", id="two digits"),
        pytest.param("GIK9010_own.py", MODULE, "named ABC101_in_words.py", id="four digits"),
        pytest.param("GIK9abc_own.py", MODULE, "named ABC101_in_words.py", id="letters behind"),
    ],
)
def test_a_wrong_module_is_named_with_what_to_change(folder: Path, name: str, text: str, said: str) -> None:
    path = put(folder, name, text)
    with pytest.raises(RuleError) as caught:
        load_rules(folder)
    assert str(path) in str(caught.value)
    assert said in str(caught.value)


def test_a_module_that_cannot_be_imported_is_not_left_in_the_interpreter(folder: Path) -> None:
    put(folder, "GIK901_own_rule.py", "1 / 0")
    with pytest.raises(RuleError):
        load_rules(folder)
    assert "gikaudit.rules.own.GIK901_own_rule" not in sys.modules


def test_two_rules_with_one_code(folder: Path) -> None:
    put(folder, "GIK901_first.py")
    second = put(folder, "GIK901_second.py")
    with pytest.raises(RuleError, match="GIK901 is taken by another rule") as caught:
        load_rules(folder)
    assert str(second) in str(caught.value)


def test_without_a_page_a_rule_shows_its_title_and_what_its_module_says(folder: Path) -> None:
    put(folder, "GIK901_own_rule.py", '"""What is checked."""\n' + MODULE)
    (rule,) = load_rules(folder)
    assert page(rule) == "# GIK901 自定规则\n\nA rule of one's own (`own-rule`)\n\nWhat is checked.\n"


def test_a_rule_without_relations_says_so() -> None:
    with pytest.raises(NotImplementedError):
        next(iter(Rule().relations(None)))  # type: ignore[arg-type]


def test_the_codes_of_failures_have_rules() -> None:
    assert {rule.code for rule in builtin_rules()} >= FAILURES


# ---- a rule that crashes


@pytest.mark.parametrize("body", ["raise RuntimeError('{boom}')", "yield 5", "yield from [None]"])
def test_a_crash_is_a_finding_and_the_other_rules_go_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    put(folder, "GIK901_own_rule.py", MODULE.replace("yield from ()", body))
    (own,) = load_rules(folder)
    monkeypatch.setattr("gikaudit.audit.ruleset", lambda _: Ruleset((own, *builtin_rules()), forms()))
    report = "全年收到申请40件,其中当面申请10件,网络申请20件,信函申请11件。"
    result = audit("report.txt", report.encode(), Settings())
    codes = [finding.code for finding in result.findings]
    assert codes == ["GIK003", "GIK201"]
    assert "GIK901" in result.findings[0].message.zh
    assert result.failed


# ---- which rules are asked for


@pytest.mark.parametrize(
    ("select", "ignore", "selected", "left_out"),
    [
        (("GIK",), (), ["GIK101", "GIK201"], []),
        (("GIK2",), (), ["GIK201", "GIK202"], ["GIK101", "GIK301"]),
        (("GIK201",), (), ["GIK201"], ["GIK202"]),
        (("GIK",), ("GIK2",), ["GIK101"], ["GIK201"]),
        (("GIK201",), ("GIK2",), ["GIK201"], ["GIK202"]),
        (("GIK2",), ("GIK201",), ["GIK202"], ["GIK201"]),
        (("GIK2",), ("GIK2",), [], ["GIK201"]),
        ((), (), [], ["GIK101", "GIK201"]),
    ],
)
def test_the_longer_prefix_wins(
    select: tuple[str, ...], ignore: tuple[str, ...], selected: list[str], left_out: list[str]
) -> None:
    settings = Settings(select=select, ignore=ignore)
    assert all(settings.selects(code) for code in selected)
    assert not any(settings.selects(code) for code in left_out)
