"""Installed plug-ins: the example is built, installed beside gikaudit, and run."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from gikaudit.output.formats import FORMATS
from gikaudit.plugins import Plugin, installed

ROOT = Path(__file__).parent.parent
EXAMPLE = Path(__file__).parent / "example_plugin"
TEXT = "全年举办政府信息公开培训班12次，接受培训人员8人次。召开政府信息公开工作会议15次。\n"
missing = [name for name in ("pip", "hatchling") if find_spec(name) is None]
needs_pip = pytest.mark.skipif(bool(missing), reason=f"missing: pip install {' '.join(missing)}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the example plug-in has been installed; building needs no network."""
    folder = tmp_path_factory.mktemp("plugin")
    shutil.copytree(EXAMPLE, folder / "source", ignore=shutil.ignore_patterns("__pycache__"))
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--no-deps", "--no-index"]
    subprocess.run(
        [*pip, "--no-build-isolation", "--target", str(folder / "site"), str(folder / "source")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / "site"


def run(argv: list[str], cwd: Path, *folders: Path) -> subprocess.CompletedProcess[str]:
    (cwd / "report.txt").write_text(TEXT, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "gikaudit", *argv],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, *folders)))},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@needs_pip
def test_its_rules_run_beside_the_others(site: Path, tmp_path: Path) -> None:
    result = run(["report.txt"], tmp_path, site)
    assert "report.txt:1:14: EXA101 警告 举办培训12次，接受培训仅8人次。" in result.stdout
    assert "EXA201 提示 “召开政府信息公开工作会议”15次，培训班仅12次。" in result.stdout
    assert (result.returncode, result.stderr) == (0, "")
    assert "EXA" not in run(["report.txt"], tmp_path).stdout


@needs_pip
def test_its_rules_are_listed_and_have_their_pages(site: Path, tmp_path: Path) -> None:
    listed = run(["rules"], tmp_path, site).stdout.splitlines()
    assert "EXA101  warning  正文：培训人次少于培训次数" in listed
    assert any(line.startswith("GIK201") for line in listed)
    page = (EXAMPLE / "gikaudit_example/own/EXA101_trainees_of_trainings.md").read_text(encoding="utf-8")
    assert run(["rule", "exa101"], tmp_path, site).stdout == page
    assert "`meetings <= trainings`" in run(["rule", "EXA201"], tmp_path, site).stdout


@needs_pip
@pytest.mark.parametrize(
    ("argv", "found"),
    [
        (["--select", "EXA"], {"EXA101", "EXA201"}),
        (["--select", "EXA2"], {"EXA201"}),
        (["--ignore", "EXA1"], {"EXA201"}),
        (["--select", "GIK"], set()),
        (["--select", "ALL", "--ignore", "EXA"], set()),
    ],
)
def test_its_rules_are_selected_by_prefix(site: Path, tmp_path: Path, argv: list[str], found: set[str]) -> None:
    result = run(["report.txt", *argv], tmp_path, site)
    assert {code for code in ("EXA101", "EXA201") if code in result.stdout} == found
    assert result.returncode == 0


@needs_pip
def test_its_rules_are_in_sarif(site: Path, tmp_path: Path) -> None:
    out = run(["report.txt", "--output-format", "sarif"], tmp_path, site).stdout
    assert '"EXA101"' in out and "At least as many people were trained" in out


# ---- plug-ins that are not in order


def announce(folder: Path, entries: str, distribution: str = "broken") -> None:
    info = folder / f"{distribution}-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(entries, encoding="utf-8")


def package(folder: Path, name: str, files: dict[str, str]) -> None:
    announce(folder, f"[gikaudit.rules]\n{name} = {name}_rules\n", name)
    for path, text in {"__init__.py": "", **files}.items():
        file = folder / f"{name}_rules" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


RULE = (EXAMPLE / "gikaudit_example/own/EXA101_trainees_of_trainings.py").read_text(encoding="utf-8")
RULE = (
    RULE.replace("from gikaudit_example.wording import TRAINEES, TRAININGS\n", "")
    .replace("TRAININGS", '"trainings"')
    .replace("TRAINEES", '"trainees"')
)
TEXT_WITH_ERROR = "全年收到申请40件，其中当面申请10件，网络申请20件，信函申请11件。"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"own/BAD101_one.py": "import no_such_module"}, "导入时出错（ModuleNotFoundError: No module named"),
        ({"own/BAD101_one.py": "raise SystemExit(0)"}, "导入时出错（SystemExit: 0）"),
        ({"own/BAD101_one.py": "def ("}, "导入时出错（SyntaxError"),
        ({"own/BAD101_one.py": RULE}, "规则代码EXA101与文件名不符"),
        ({"own/GIK999_one.py": RULE.replace("EXA101", "GIK999")}, "GIK开头的代码由gikaudit自用"),
        ({"own/BAD1_one.py": RULE}, "BAD1_one.py不是规则代码"),
        ({"own/EXA101_one.py": RULE.replace("Level.WARNING", "'warning'")}, "规则的level应为Level"),
        ({"forms/bad.toml": "id ="}, "内容有误（"),
        ({"identities/bad.toml": 'form = "no-form"\n'}, "没有统计表no-form"),
        ({}, "没有可用的规则、统计表或关系式"),
    ],
)
def test_what_cannot_be_used_is_a_finding_with_its_name(tmp_path: Path, files: dict[str, str], said: str) -> None:
    package(tmp_path / "site", "bad", files)
    package(tmp_path / "site", "good", {"own/GOO101_one.py": RULE.replace("EXA101", "GOO101")})
    result = run(["report.txt"], tmp_path, tmp_path / "site")
    (line,) = [line for line in result.stdout.splitlines() if "GIK005" in line]
    assert "GIK005 错误 “bad”的规则无法使用：" in line and said in line
    assert "report.txt:1:14: GOO101" in result.stdout
    assert "报告1份（无法读取0份）" in result.stdout
    assert (result.returncode, result.stderr) == (2, "")


def test_a_package_that_is_not_there(tmp_path: Path) -> None:
    announce(tmp_path / "site", "[console_scripts]\nx = y\n\n[gikaudit.rules]\n# comment\nbroken = no_such_package\n")
    result = run(["report.txt", "--lang", "en"], tmp_path, tmp_path / "site")
    assert "entry_points.txt: GIK005 error Rules of “broken” cannot be used: ModuleNotFoundError: " in result.stdout
    assert "1 report (0 unreadable)" in result.stdout
    assert result.returncode == 2


def test_two_packages_that_are_not_there(tmp_path: Path) -> None:
    announce(tmp_path / "site", "[gikaudit.rules]\none = no_such_package\ntwo = nor_this_one\n")
    out = run(["report.txt"], tmp_path, tmp_path / "site").stdout
    assert "GIK005 错误 “one”的规则" in out and "GIK005 错误 “two”的规则" in out


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_it_and_ends_with_2(tmp_path: Path, name: str) -> None:
    package(tmp_path / "site", "bad", {"own/BAD101_one.py": "1 / 0"})
    (tmp_path / "other.txt").write_text(TEXT_WITH_ERROR, encoding="utf-8")
    result = run(["other.txt", "--output-format", name, "--exit-zero"], tmp_path, tmp_path / "site")
    assert "ZeroDivisionError" in result.stdout and "GIK201" in result.stdout
    assert (result.returncode, result.stderr) == (2, "")


def test_two_plugins_with_one_code(tmp_path: Path) -> None:
    for name in ("one", "two"):
        package(tmp_path / "site", name, {"own/EXA101_one.py": RULE})
    result = run(["report.txt"], tmp_path, tmp_path / "site")
    (line,) = [line for line in result.stdout.splitlines() if "GIK005" in line]
    assert "two_rules" in line.partition(":")[0]
    assert "规则代码EXA101已由" in line and "one_rules" in line.partition("规则代码")[2]
    assert result.stdout.count("EXA101 警告") == 1
    assert result.returncode == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('report.stated.get("trainings", ())', "1 / 0", "ZeroDivisionError: division by zero"),
        ("{stated}", "{no_such_field}", "KeyError: 'no_such_field'"),
        ("Relation((", "Relation(level='warning', readings=(", "TypeError: the level 'warning' is no Level"),
        ("trainings.operand, ", "trainings.operand._replace(span=report.document.blocks), ", ""),
    ],
)
def test_a_crash_names_rule_and_plugin_and_the_run_goes_on(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in RULE
    package(tmp_path / "site", "bad", {"own/EXA101_one.py": RULE.replace(old, new)})
    (tmp_path / "other.txt").write_text(TEXT_WITH_ERROR, encoding="utf-8")
    result = run(["report.txt", "other.txt", "--all-checks"], tmp_path, tmp_path / "site")
    lines = [line for line in result.stdout.splitlines() if line.startswith("report.txt: GIK003")]
    assert len(lines) == 1 and "规则EXA101（bad）运行出错（" in lines[0] and said in lines[0]
    assert "other.txt:1:7: GIK201" in result.stdout
    assert (result.returncode, result.stderr) == (2, "")


def test_listing_rules_with_a_broken_plugin(tmp_path: Path) -> None:
    package(tmp_path / "site", "bad", {"own/BAD101_one.py": "1 / 0"})
    result = run(["rules"], tmp_path, tmp_path / "site")
    assert "GIK201" in result.stdout
    assert "BAD101_one.py: 导入时出错（ZeroDivisionError: division by zero）" in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.returncode == 2


# ---- looking for them


def test_what_is_announced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    announce(tmp_path, "[gikaudit.rules]\nb = b_rules\na=a.rules\n[other]\nc = d\n", "one")
    announce(tmp_path, "[gikaudit.rulesets]\nx = y\n", "two")
    announce(tmp_path, "[gikaudit.rules]\ngone = gone_rules\n", "~one")
    (tmp_path / "three-1.dist-info").mkdir()
    (tmp_path / "four-1.dist-info").touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "missing"), str(tmp_path)])
    announced = tmp_path / "one-1.dist-info" / "entry_points.txt"
    assert installed() == (Plugin("a", "a.rules", announced), Plugin("b", "b_rules", announced))


def test_looking_for_plugins_does_not_import_importlib_metadata(tmp_path: Path) -> None:
    program = """
import sys
before = set(sys.modules)
from gikaudit.registry import ruleset
assert ruleset().rules
sys.exit("importlib.metadata" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=False, timeout=60).returncode == 0
