"""What a run is asked to do."""

from typing import Literal, NamedTuple

from gikaudit.relation import Level

Language = Literal["zh", "en"]
OutputFormat = Literal["text", "json", "sarif"]


class Settings(NamedTuple):
    """The settings of a run.

    select, ignore  prefixes of rule codes; the longer match wins, and the tool's own failures always count
    fail_on         the level from which a finding makes the exit status 1
    """

    select: tuple[str, ...] = ("GIK",)
    ignore: tuple[str, ...] = ()
    fail_on: Level = Level.ERROR
    exit_zero: bool = False
    all_checks: bool = False
    language: Language = "zh"
    output_format: OutputFormat = "text"

    def selects(self, code: str) -> bool:
        """Whether a rule is asked for."""

        def longest(prefixes: tuple[str, ...]) -> int:
            return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=-1)

        return longest(self.select) > longest(self.ignore)
