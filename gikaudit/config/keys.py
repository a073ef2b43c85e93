"""The keys of the configuration, each once: the parser, the schema for editors, ``--show-settings`` and
docs/reference/configuration.md are all made from this table."""

from __future__ import annotations

from typing import Any, NamedTuple

from gikaudit.config.kinds import Choice, Codes, File, Kind, OwnWords, Patterns, Percentage, Switch
from gikaudit.config.tables import Aliases, Levels, PerFile, RuleOptions
from gikaudit.output.formats import FORMATS
from gikaudit.relation import Level
from gikaudit.rule import Words


class Key(NamedTuple):
    """A key.

    name     as it is written; with a dot, the table before it
    default  in the shape that TOML gives it; None where nothing is set
    option   the option of the command line that overrides it; "" where there is none
    run      whether it counts for a whole run, and not for each report by itself
    example  a line or table of a configuration file
    """

    name: str
    kind: Kind
    default: Any
    meaning: Words
    option: str = ""
    run: bool = False
    example: str = ""


KEYS = (
    Key(
        "select",
        Codes(),
        ["ALL"],
        Words("只核对这些规则，`ALL`为全部", "the rules to check, and no others; `ALL` are all"),
        "--select",
        example='select = ["GIK1", "GIK301"]',
    ),
    Key(
        "extend-select",
        Codes(),
        [],
        Words(
            "在`select`之外再核对的规则；命令行给出的与配置文件的合并",
            "rules to check besides `select`; what the command line gives is added to what the file gives",
        ),
        "--extend-select",
        example='extend-select = ["GIK104"]',
    ),
    Key(
        "ignore",
        Codes(),
        [],
        Words(
            "不核对的规则；与`select`都符合时，前缀较长的优先",
            "rules to leave out; where both this and `select` fit, the longer prefix wins",
        ),
        "--ignore",
        example='ignore = ["GIK4"]',
    ),
    Key(
        "levels",
        Levels(),
        {},
        Words(
            "规则的全部问题改用的级别，`off`为不核对；几个前缀都符合时，最长的优先；表示有内容未能核对的规则（退出状态2）不能改",
            "the level of all findings of a rule, `off` for none; the longest prefix that fits wins; rules that say "
            "that something was not audited (exit status 2) keep theirs",
        ),
        example='[levels]\nGIK202 = "note"\nGIK5 = "off"',
    ),
    Key(
        "per-file-ignores",
        PerFile(),
        {},
        Words("某些文件中不核对的规则", "rules that are not checked in some files"),
        "--per-file-ignores",
        example='[per-file-ignores]\n"2014/" = ["GIK1"]',
    ),
    Key(
        "exclude",
        Patterns(),
        [],
        Words(
            "核对文件夹时跳过的文件和文件夹；直接指定的文件照常核对，加`--force-exclude`时也跳过",
            "files and folders to pass over where a folder is audited; a file that is named is audited all the same, "
            "unless `--force-exclude` is given",
        ),
        "--exclude",
        example='exclude = ["草稿/", "*.bak.txt"]',
    ),
    Key(
        "fail-on",
        Choice(lambda: [level.value for level in Level], Level),
        "error",
        Words("从哪一级起退出状态为1", "the level from which a finding makes the exit status 1"),
        "--fail-on",
        example='fail-on = "warning"',
    ),
    Key(
        "lang",
        Choice(lambda: ["zh", "en"]),
        "zh",
        Words("提示语言", "the language of the messages"),
        "--lang",
        run=True,
        example='lang = "en"',
    ),
    Key(
        "output-format",
        Choice(lambda: FORMATS),
        "full",
        Words("输出格式", "the output format"),
        "--output-format",
        run=True,
        example='output-format = "json"',
    ),
    Key(
        "all-checks",
        Switch(),
        False,
        Words("列出核对过的全部关系", "whether every relation that was checked is shown"),
        "--all-checks",
        run=True,
        example="all-checks = true",
    ),
    Key(
        "baseline",
        File(),
        None,
        Words(
            "基线文件：其中列出的问题不再显示（见`--write-baseline`）",
            "the baseline file: findings listed in it are not shown again (see `--write-baseline`)",
        ),
        "--baseline",
        example='baseline = "gikaudit-baseline.json"',
    ),
    Key(
        "accepted",
        File(),
        None,
        Words("已核实问题的清单，附理由和日期", "the file of accepted findings, with reasons and dates"),
        "--accepted",
        example='accepted = "gikaudit-accepted.toml"',
    ),
    Key(
        "rules-dir",
        File(),
        None,
        Words(
            "自己的规则、统计表和勾稽关系所在的文件夹；其中的程序在核对时运行",
            "a folder with rules, forms and identities of your own; the programs in it are run",
        ),
        "--rules-dir",
        example='rules-dir = "our-rules"',
    ),
    Key(
        "about-tolerance",
        Percentage(),
        5,
        Words(
            "“约”字后的整数可相差百分之几；带小数的数按末位计",
            "by how many per cent a whole number with 约 may be off; with decimals it is one unit of the last digit",
        ),
        example="about-tolerance = 2.5",
    ),
    Key(
        "scope.whole",
        OwnWords(),
        [],
        Words(
            "指整个地区或单位的词语，如全市、我局", "words for the whole that a report is about, such as 全市 and 我局"
        ),
        example='scope.whole = ["全流域"]',
    ),
    Key(
        "scope.own-level",
        OwnWords(),
        [],
        Words("指本级的词语，如市本级", "words for the level of the report's own office, such as 市本级"),
        example='scope.own-level = ["机关处室"]',
    ),
    Key(
        "scope.below",
        OwnWords(),
        [],
        Words("指下级的词语，如各县区、所属单位", "words for the levels below, such as 各县区 and 所属单位"),
        example='scope.below = ["各监管组"]',
    ),
    Key(
        "aliases",
        Aliases(),
        {},
        Words(
            "统计表中各行的其他名称，按指标；`gikaudit facts`显示指标",
            "other labels for rows of the statistics table, by indicator; `gikaudit facts` shows the indicators",
        ),
        example='[aliases]\n"received.fax" = ["传真来件数"]',
    ),
    Key(
        "rules",
        RuleOptions(),
        {},
        Words("各规则自己的选项", "the options of single rules"),
        example="[rules.GIK202]\nlast-digit = 1",
    ),
)
"""Every key, in the order in which it is explained."""

BY_NAME = {key.name: key for key in KEYS}
