"""What the page says, in Chinese and English."""

from __future__ import annotations

from gikaudit.output.html.marks import Kind
from gikaudit.relation import Level
from gikaudit.rule import Words

LEVELS = {
    Level.ERROR: Words("错误", "error"),
    Level.WARNING: Words("警告", "warning"),
    Level.NOTE: Words("提示", "note"),
}
COUNTED = {
    Level.ERROR: Words("错误", "errors"),
    Level.WARNING: Words("警告", "warnings"),
    Level.NOTE: Words("提示", "notes"),
}
ADVICE = {
    Level.ERROR: Words("须改正", "to correct"),
    Level.WARNING: Words("请核实", "to look at"),
    Level.NOTE: Words("供参考", "to know"),
}
SIGNS = {Level.ERROR: "✗", Level.WARNING: "!", Level.NOTE: "i"}

KINDS = {
    Kind.BROKEN: Words("有问题", "contradicted"),
    Kind.INVOLVED: Words("与问题有关", "takes part in a contradiction"),
    Kind.ACCEPTED: Words("有问题，已认可", "contradicted, accepted"),
    Kind.HOLDS: Words("相符", "agrees"),
    Kind.OPEN: Words("未能核对", "not assessed"),
    Kind.ASIDE: Words("略过", "set aside"),
}
LEGEND = {
    Kind.BROKEN: Words("有问题；角上的数字是第几处", "contradicted; the small number says which finding"),
    Kind.INVOLVED: Words("与某处问题有关的数字", "takes part in a contradiction"),
    Kind.ACCEPTED: Words("有问题，但已认可", "contradicted, but accepted"),
    Kind.HOLDS: Words("已核对，相符", "checked, agrees"),
    Kind.OPEN: Words("未能核对，请自行核实", "not assessed; check it yourself"),
    Kind.ASIDE: Words("略过：日期、文号、名称、序号等", "set aside: dates, document numbers, names, numbering"),
}
ASIDE = {
    "DATE": Words("日期", "date"),
    "TITLE_YEAR": Words("年度", "year"),
    "TABLE_YEAR": Words("年度", "year"),
    "PERIOD": Words("起止日期", "period"),
    "TITLE": Words("名称", "name"),
    "QUOTED": Words("名称", "name"),
    "ITEM_MARK": Words("序号", "numbering"),
    "LEVEL": Words("序号", "numbering"),
    "ASIDE": Words("日期、文号、电话、网址等", "date, document number, telephone, address"),
}

TEXT = {
    "title": Words("政府信息公开年报数字核对结果", "Audit of the numbers in an annual report"),
    "skip": Words("跳到问题", "Skip to the findings"),
    "skip text": Words("跳过正文", "Skip the text"),
    "several": Words("各份报告", "The reports"),
    "only": Words("只列有问题的报告", "Only reports with findings"),
    "report": Words("报告", "Report"),
    "verdict": Words("结论", "Verdict"),
    "unchecked": Words("未核对", "Not assessed"),
    "findings": Words("问题", "Findings"),
    "no findings": Words("没有发现问题。", "Nothing was found."),
    "no others": Words("没有其他问题。", "Nothing else was found."),
    "suppressed": Words("已认可的问题", "Accepted findings"),
    "reason": Words("认可理由", "accepted because"),
    "text": Words("正文", "The text"),
    "excerpts": Words("正文（有问题的行）", "The text (lines with findings)"),
    "why excerpts": Words(
        "报告较多，此处只列有问题的行；单独核对一份报告时列出全文。",
        "With so many reports only the lines with findings are shown; audit a report by itself to see its whole text.",
    ),
    "how": Words(
        "将指针移到有标记的数字上，或点按该数字，或用 Tab 键选中，可看到它与哪些数字核对过。",
        "Point at a marked number, tap it, or reach it with the Tab key to see what it was checked against.",
    ),
    "marks": Words("标记", "Marks"),
    "checks": Words("全部核对项", "All checks"),
    "rules": Words("规则说明", "The rules"),
    "why": Words("说明", "Why"),
    "fix": Words("建议", "Suggestion"),
    "also": Words("同一原因还涉及", "The same cause also breaks"),
    "up": Words("回到开头", "Back to the top"),
    "no relation": Words("文中没有可供对照的内容，请自行核实。", "The report holds nothing to check it against."),
    "no values": Words("有关单元格空白或无法读取", "a cell is blank or cannot be read"),
    "zero": Words("除数为零", "it would divide by zero"),
    "holds": Words("成立", "holds"),
    "broken": Words("不符", "broken"),
    "not assessable": Words("无法核对", "open"),
    "good wording": Words("写法未见问题", "its wording is right"),
    "bad wording": Words("写法有问题", "its wording is wrong"),
    "see finding": Words("见第{}处", "see finding {}"),
    "more": Words("另有{}项", "{} more"),
    "line": Words("第{}行", "line {}"),
    "unread": Words("此文件未能读取，没有正文可列。", "This file could not be read; there is no text to show."),
    "limits": Words(
        "本页只判断报告自身的数字是否前后一致，不判断数字是否属实。",
        "This page says whether the numbers of a report agree with each other, not whether they are true.",
    ),
    "agree": Words("没有发现互相矛盾的数字。", "No numbers that contradict each other were found."),
    "by yourself": Words(
        "其中{}个数字在文中没有可供对照的内容，未能核对，请自行核实。",
        "Of these {} could not be checked against anything; look at them yourself.",
    ),
    "so many": Words("{}份", "{}"),
    "reports": Words("{}份报告", "{} reports"),
    "coverage": Words(
        "读取数字{}个：已核对{}个，未能核对{}个，略过{}个。",
        "Numbers read: {}; checked {}, not assessed {}, set aside {}.",
    ),
    "relations": Words(
        "核对关系{}项：成立{}项，不符{}项，无法核对{}项。同一原因的几项不符合并为一处问题。",
        "Relations: {}; {} hold, {} broken, {} not assessable. What has one cause is one finding.",
    ),
    "none": Words("没有可核对的报告", "There was no report to audit"),
}

VERDICTS = {
    "failed": Words("未能完整核对", "Not fully audited"),
    "error": Words("改正后再公布", "Correct before publishing"),
    "warning": Words("核实后再公布", "Check before publishing"),
    "clean": Words("未发现矛盾，可以公布", "No contradiction: fit to publish"),
    "accepted": Words("问题均已认可", "All findings accepted"),
    "nothing": Words("没有可核对的数字", "No numbers to check"),
}
VERDICT_SIGNS = {"failed": "?", "error": "✗", "warning": "!", "clean": "✓", "accepted": "✓", "nothing": "–"}


class Say:
    """The words of the page in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, name: str, *values: object) -> str:
        """A text by its name, with its values filled in."""
        return TEXT[name].in_language(self.language).format(*values)

    def words(self, words: Words) -> str:
        """A text in the language of the page."""
        return words.in_language(self.language)
