"""Measures of suggestions (金点子): received, decided, adopted, put into practice."""

from __future__ import annotations

from datetime import date

from cases.figures.rules.definitions.entries import Group, Measure, Ratio

RECEIVED, DECIDED, ADOPTED, IN_USE = "ideas", "ideas_decided", "ideas_adopted", "ideas_in_use"
_SINCE = date(2026, 12, 2)
_ROUND = "重新办理的看最后一轮"


def _measure(name: str, label: str, counts: str) -> Measure:
    return Measure(name=name, label=label, group=Group.IDEAS, counts=counts, since=_SINCE)


MEASURES = (
    _measure(RECEIVED, "金点子", "收到的件中，来源为金点子"),
    _measure(DECIDED, "已答复", f"金点子中，承办单位负责人已决定采纳、部分采纳或不采纳。{_ROUND}"),
    _measure(ADOPTED, "采纳", f"金点子中，已决定采纳或部分采纳。{_ROUND}"),
    _measure(IN_USE, "落地", "采纳、部分采纳的金点子中，已登记落地日期，且不晚于查看日"),
)
ADOPTION = Ratio(
    name="adoption",
    label="采纳率",
    sent_as="adoption_rate",
    group=Group.IDEAS,
    over=(ADOPTED,),
    of=(DECIDED,),
    since=_SINCE,
    leaves_out="还没有答复的",
    note="部分采纳算采纳；采纳后有没有落地另列。",
)
COLUMNS = (RECEIVED, DECIDED, ADOPTED, IN_USE, ADOPTION.name)
