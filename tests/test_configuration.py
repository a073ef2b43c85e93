"""The table of keys: what is made from it is up to date, and agrees with itself.

``python -m tests.test_configuration`` renews the reference page and the schema.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from typer.main import get_command

from gikaudit.cli import app
from gikaudit.config.build import merged
from gikaudit.config.errors import FileError
from gikaudit.config.file import Config, parse_config
from gikaudit.config.keys import KEYS
from gikaudit.config.reference import page, schema, shown
from gikaudit.parser import parser
from gikaudit.settings import Settings
from gikaudit.usage import Usage

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "reference" / "configuration.md"
SCHEMA = PAGE.parent / "gikaudit.schema.json"
MARK = "<!-- generated: python -m tests.test_configuration -->\n"

WRONG = tomllib.loads((Path(__file__).parent / "configuration" / "wrong.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture
def folder_of_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working directory with the folder that an example names."""
    (tmp_path / "our-rules").mkdir()
    monkeypatch.chdir(tmp_path)


def _page() -> str:
    return PAGE.read_text(encoding="utf-8").partition(MARK)[0] + MARK + "\n" + page()


def _schema() -> str:
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _names(data: Any, above: str = "") -> Iterator[str]:
    for key, value in data.items():
        if key == "scope":
            yield from _names(value, "scope.")
        else:
            yield above + key


def test_the_reference_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == _page()


def test_the_schema_is_up_to_date() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == _schema()


def test_the_schema_is_one() -> None:
    jsonschema.Draft7Validator.check_schema(schema())


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
@pytest.mark.usefixtures("folder_of_examples")
def test_the_example_of_a_key_sets_it_and_nothing_else(key) -> None:  # type: ignore[no-untyped-def]
    data = tomllib.loads(key.example)
    assert list(_names(data)) == [key.name]
    jsonschema.validate(data, schema())
    values = parse_config("gikaudit.toml", key.example).values
    assert list(values) == [key.name]
    assert key.default is None or values[key.name] != key.kind.read(key.default)


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case["name"])
def test_what_is_wrong_is_named_with_its_line(case: dict[str, Any]) -> None:
    with pytest.raises(FileError) as caught:
        parse_config("a/gikaudit.toml", case["text"])
    assert caught.value.in_language("en").startswith(f"a/gikaudit.toml:{case['line']}: {case['en']}")
    assert "\n" not in str(caught.value)
    assert caught.value.words.zh.startswith(case["zh"])


@pytest.mark.parametrize("case", [case for case in WRONG if case.get("schema", True)], ids=lambda case: case["name"])
def test_the_schema_refuses_it_too(case: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(case["text"]), schema())


def test_every_key_has_a_default_that_can_be_set() -> None:
    for key in KEYS:
        assert key.default is None or key.kind.read(key.default) is not None


def test_options_of_the_command_line_exist() -> None:
    command = get_command(app).commands["check"]  # type: ignore[attr-defined]
    options = {option for parameter in command.params for option in parameter.opts}
    assert {key.option for key in KEYS if key.option} <= options


def test_the_defaults_are_those_of_the_settings() -> None:
    defaults = {key.name: key.kind.read(key.default) for key in KEYS if key.default is not None}
    usual = Settings()
    assert defaults["select"] == usual.select
    assert defaults["ignore"] == usual.ignore
    assert defaults["fail-on"] is usual.fail_on
    assert defaults["lang"] == usual.language
    assert defaults["output-format"] == usual.output_format
    assert defaults["all-checks"] is usual.all_checks
    assert defaults["about-tolerance"] == Usage().about


@pytest.mark.usefixtures("folder_of_examples")
def test_settings_shown_are_a_configuration_that_says_the_same() -> None:
    examples = [key.example for key in KEYS]
    text = "\n".join(sorted(examples, key=lambda example: example.startswith("[")))
    config = parse_config("gikaudit.toml", text)
    again = parse_config("gikaudit.toml", "".join(shown("a\nb.txt", config, {})))
    assert merged(again, {}) == merged(config, {})
    assert set(config.values) == {key.name for key in KEYS}


def test_a_shared_file_without_our_table_sets_nothing() -> None:
    text = '[project]\nname = "gikaudit"\n'
    assert dict(parse_config("pyproject.toml", text).values) == {}


def test_a_shared_file_names_the_line_of_our_key() -> None:
    text = '[project]\nname = "x"\n\n[tool.gikaudit]\nlang = "fr"\n'
    with pytest.raises(FileError, match=r"^pyproject.toml:5: lang: 'fr' is none of zh, en\.$"):
        parse_config("pyproject.toml", text)


def test_own_words_are_read_with_the_grammar() -> None:
    text = "沿河流域共收到申请40件"

    def marks(words: tuple[tuple[str, tuple[str, ...]], ...]) -> list[str]:
        claims = parser("claims", words)
        claims.parse(text)
        return [kind for kind, *_ in claims.lexer.marks]

    assert "WHOLE" not in marks(())
    assert marks((("WHOLE", ("沿河流域",)),))[0] == "WHOLE"
    assert "WHOLE" not in marks(())


def test_a_config_knows_its_folder() -> None:
    assert Config("a/gikaudit.toml", {}, {}).folder == str(Path.cwd() / "a")


def test_the_page_explains_every_key() -> None:
    headings = re.findall(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [key.name for key in KEYS] == [heading for heading in headings if heading in {key.name for key in KEYS}]


if __name__ == "__main__":
    PAGE.write_text(_page(), encoding="utf-8")
    SCHEMA.write_text(_schema(), encoding="utf-8")
