"""What a run is asked to do."""

from typing import Literal, NamedTuple

from gikaudit.relation import Level

Language = Literal["zh", "en"]


class Settings(NamedTuple):
    """The settings of a run.

    select, ignore  prefixes of rule codes; the longer match wins, and the tool's own failures always count
    fail_on         the level from which a finding makes the exit status 1
    output_format   a name of gikaudit/output/formats.py
    color           whether text for people is coloured
    """

    select: tuple[str, ...] = ("GIK",)
    ignore: tuple[str, ...] = ()
    fail_on: Level = Level.ERROR
    exit_zero: bool = False
    all_checks: bool = False
    language: Language = "zh"
    output_format: str = "full"
    color: bool = False

    def selects(self, code: str) -> bool:
        """Whether a rule is asked for."""

        def longest(prefixes: tuple[str, ...]) -> int:
            return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=-1)

        return longest(self.select) > longest(self.ignore)
