"""How the actions of supervision (督办) are called in the trail."""

from __future__ import annotations

VERBS = {
    "ladder.propose": "提出督办",
    "ladder.issue": "签发督办",
    "ladder.refuse": "不予签发",
    "rung.set": "设置督办阶梯",
    "rung.switch_on": "启用一级督办",
    "rung.switch_off": "停用一级督办",
    "rung.end": "恢复通用督办阶梯",
}
