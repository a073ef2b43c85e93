"""The audit of a document as an editor has it: the one place where the server asks for settings."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from gikaudit.audit import Audit, audit, crashed, steering, unusable
from gikaudit.config.errors import FileError
from gikaudit.config.find import Configurations
from gikaudit.failures import WRONG_SETTINGS
from gikaudit.finding import Finding
from gikaudit.settings import Language, Settings
from gikaudit.suppress.run import Suppressions


class Steering(NamedTuple):
    """What there is to say of a file that steers the audit; ``line`` is 0 for all of it."""

    finding: Finding
    path: str
    line: int = 0


class Audited(NamedTuple):
    """The result for a document, with the settings that counted for it."""

    audit: Audit
    settings: Settings
    steering: tuple[Steering, ...] = ()


def audited(path: str, text: str, language: Language | None) -> Audited:
    """Audit a document, saved or not. Never raises. ``language`` is None where the configuration decides."""
    usual = Settings(language=language or Settings().language)
    try:
        return _audited(path, text, usual, {"lang": language} if language else {})
    except FileError as error:
        told = steering(error.path, None, WRONG_SETTINGS, [(error.line, error.words)], usual)
        return Audited(_nothing(path), usual, (Steering(told.findings[0], error.path, error.line),))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - one document must not end the server
        return Audited(crashed(path, error), usual)


def _audited(path: str, text: str, usual: Settings, given: dict[str, str]) -> Audited:
    """As the command line does it. The configuration and what it names are read each time: they may have changed."""
    configurations = Configurations(usual, given)
    settings = configurations.settings(path)
    if configurations.excludes(path):
        return Audited(_nothing(path), settings)
    suppressions = Suppressions()
    suppressions.prepare(settings)
    # With a byte order mark there is no doubt what the bytes mean, and places are those of the editor's text.
    # Half a surrogate pair, which JSON can have, is no character.
    data = codecs.BOM_UTF8 + text.encode("utf-8", "replace")
    broken = [Steering(one.findings[0], one.path) for one in unusable(settings)]
    return Audited(suppressions.apply(audit(path, data, settings), settings), settings, tuple(broken))


def _nothing(path: str) -> Audit:
    """The result for a document that is not audited."""
    return Audit(path, None, ())
