"""What a run is asked to do."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from gikaudit.relation import Level
from gikaudit.usage import USUAL, Usage

Language = Literal["zh", "en"]

ALL = "ALL"
"""In the place of a prefix: every rule, wherever it comes from."""


class Settings(NamedTuple):
    """The settings of a run.

    select, ignore  prefixes of rule codes, or ALL; the longer match wins, and the tool's own failures always count
    fail_on         the level from which a finding makes the exit status 1
    output_format   a name of gikaudit/output/formats.py
    color           whether text for people is coloured
    never           prefixes of the codes of rules that are not checked, whatever is selected
    levels          the level of all findings of the rules with a prefix, None to leave them out; the longest counts
    options         what is set for the options of rules, by code
    usage           how the office writes
    quiet           findings only: no summary, no remarks, no progress bar
    rules_dir       a folder with rules of one's own, "" for none
    baseline, accepted  files with findings that somebody has accepted, "" for none
    statistics      whether the findings of each rule are counted
    output_file     where the output goes; "" for standard output
    force_exclude   whether a file that is named is passed over, too, where it is excluded
    """

    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    fail_on: Level = Level.ERROR
    exit_zero: bool = False
    all_checks: bool = False
    language: Language = "zh"
    output_format: str = "full"
    color: bool = False
    never: tuple[str, ...] = ()
    levels: Mapping[str, Level | None] = MappingProxyType({})
    options: Mapping[str, Mapping[str, int | bool]] = MappingProxyType({})
    usage: Usage = USUAL
    quiet: bool = False
    rules_dir: str = ""
    baseline: str = ""
    accepted: str = ""
    statistics: bool = False
    output_file: str = ""
    force_exclude: bool = False

    def selects(self, code: str) -> bool:
        """Whether a rule is asked for."""

        if code.startswith(self.never) or self.level(code, Level.ERROR) is None:
            return False
        return _longest(self.select, code) > _longest(self.ignore, code)

    def level(self, code: str, usual: Level) -> Level | None:
        """The level of a finding of a rule that usually has another; None if it is not wanted."""
        if not self.levels:
            return usual
        prefix = max((prefix for prefix in self.levels if code.startswith(prefix)), key=len, default="")
        return self.levels.get(prefix, usual)


def _longest(prefixes: tuple[str, ...], code: str) -> int:
    """The length of the longest prefix of a code; ALL is shorter than any of them, and none shorter still."""
    longest = 0 if ALL in prefixes else -1
    for prefix in prefixes:
        if len(prefix) > longest and code.startswith(prefix):
            longest = len(prefix)
    return longest
