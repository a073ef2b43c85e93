"""What is said of a change that goes the other way than the text says."""

import pytest

from gikaudit.audit import audit
from gikaudit.settings import Settings


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("全年受理申请20件，比2015年的28件增加8件。", ["按文中两年数量计算应为减少8件，文中写为增加8件。"]),
        ("全年受理申请28件，比2015年的20件下降40%。", ["按文中两年数量计算应为增长40%，文中写为下降40%。"]),
        # how large the growth is agrees with the figures: one finding
        ("全年受理申请20件，比2015年的28件增加8件，增长28.6%。", ["按文中两年数量计算应为减少8件，文中写为增加8件。"]),
        (
            "全年受理申请20件，比2015年的28件增加8件，增长38.6%。",
            [
                "按文中两年数量计算应为减少8件，文中写为增加8件。",
                "按文中两年数量计算应为28.57%，文中写为38.6%，相差10.03个百分点。",
            ],
        ),
    ],
)
def test_direction(text: str, messages: list[str]) -> None:
    report = f"汀岚县2016年政府信息公开工作年度报告\n{text}"
    assert [finding.message.zh for finding in audit("report.txt", report.encode(), Settings()).findings] == messages
