"""The figures of an import, in the words of the office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PARTS = {
    "cadres": "助企干部",
    "enterprises": "企业",
    "assignments": "包联关系",
    "tickets": "问题工单",
    "messages": "热线留言",
    "checks": "涉企检查",
    "policies": "惠企政策",
    "measures": "走流程举措",
    "findings": "指标问题",
}
WORDS = {
    "created": "新增",
    "updated": "更新",
    "unchanged": "没有变化",
    "roles_given": "新任角色",
    "roles_changed": "改任角色",
    "duplicates": "重复行",
    "closed": "已办结",
    "closed_on_time": "按时办结",
    "closed_late": "超期办结",
    "open": "未办结",
    "rated": "有评价",
    "satisfied": "满意",
    "refused": "未导入",
    "refused_bad_check_digit": "信用代码有误",
    "refused_missing_code": "没有信用代码",
    "refused_unknown_enterprise": "名录中没有的企业",
    "refused_closed_before_reported": "办结早于反映",
    "refused_other": "其他原因未导入",
}


def figures(summary: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return part by part what was counted: a heading, and (number, word, tone) below it."""
    return [
        {
            "heading": heading,
            # In the order of the words: a stored summary keeps none.
            "counts": [_count(key, summary[part][key]) for key in WORDS if key in summary[part]],
        }
        for part, heading in PARTS.items()
        if part in summary
    ]


def _count(key: str, value: int) -> dict[str, Any]:
    is_bad = value and (key.startswith("refused") or key == "duplicates")
    return {"value": value, "label": WORDS[key], "tone": "soon" if is_bad else ""}
