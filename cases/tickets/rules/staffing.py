"""A unit that can act has somebody who takes things in hand; where nobody does, it is said."""

from __future__ import annotations

# Told to those who can set people up in the unit; it is about the unit, not about a ticket.
UNMANNED = "unit_unmanned"
TITLE = "单位缺少人员，发给它的没有人收到"
TOLD = "已告诉县助企办和系统管理员。"
MARK = "（没有经办人员）"


def before(unit: str) -> str:
    """Warn of what would happen; it is a warning alone, for people may come tomorrow."""
    return f"{unit}还没有经办人员，没有人能签收办理。请先在“单位”里给它设置“承办经办”。"


def after(unit: str) -> str:
    """Say what happened: nobody was told but those who can change it."""
    return f"没有人收到：{unit}还没有经办人员。{TOLD[:-1]}，请尽快设置人员。"


def unreached(unit: str, *, can_act: bool, is_heard: bool) -> str:
    """Say in the course of a ticket whom in the unit a rung did not reach; nothing where all is
    well."""
    if can_act and is_heard:
        return ""
    if is_heard:
        return f"{unit}还没有经办人员，只有负责人收到。{TOLD}"
    lacking = "没有单位负责人" if can_act else "还没有经办人员"
    return f"{unit}没有人收到：{lacking}。{TOLD}"


def reminded(unit: str, names: list[str]) -> str:
    """Say who hears that the unit is to hurry."""
    if not names:
        return after(unit)
    return f"已催办{unit}，{'、'.join(names)}会收到消息。"
