"""What a warning says, in a sentence with its reason."""

from __future__ import annotations

from collections.abc import Mapping

from cases.early_warning.rules.vocabulary import WarningKind

Facts = Mapping[str, int | float | str]
# What the tickets are that a warning opens.
OPENS: dict[str, str] = {
    WarningKind.PACE: "超期的同类工单",
    WarningKind.GROWTH: "这一期的工单",
    WarningKind.ENTERPRISE: "这几件工单",
    WarningKind.UNIT: "返工的工单",
}


def sentence(kind: str, facts: Facts, subject: str) -> str:
    """Say why it is warned; `subject` names the unit, category or enterprise that it is about."""
    match WarningKind(kind):
        case WarningKind.PACE:
            return (
                f"还剩 {facts['left']} 个工作日。{subject}过去的同类工单，剩这么多天还没办结的 "
                f"{facts['like']} 件，其中 {facts['missed']} 件最后超期。"
            )
        case WarningKind.GROWTH:
            days, usual = facts["days"], facts["usual"]
            return (
                f"{subject}：最近 {days} 天 {facts['now']} 件，此前平均每 {days} 天 {usual} 件；"
                f"若无变化，碰巧这么多的概率不到{facts['chance']}。"
            )
        case WarningKind.ENTERPRISE:
            return f"{subject}：{facts['days']} 天内反映 {facts['times']} 件。"
        case _:
            return f"{subject}：{facts['days']} 天内 {facts['times']} 次被要求重新办理。"


def chance_words(chance: float) -> str:
    """Say a small chance as one in so many: 百分之一、千分之一、万分之一."""
    steps = ((0.0001, "万分之一"), (0.001, "千分之一"), (0.01, "百分之一"))
    return next((words for least, words in steps if chance < least), "十分之一")
