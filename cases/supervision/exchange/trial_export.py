"""The trial of the ladder as a table of text and as data."""

from __future__ import annotations

from typing import Any

from cases.supervision.rules.ladder import Approver
from cases.supervision.selectors.ladder_trial import RungTrial, TrialLine

SHOWN = 20


def as_data(county: str, found: list[RungTrial]) -> dict[str, Any]:
    return {"county": county, "rungs": [_rung(one) for one in found]}


def as_text(county: str, found: list[RungTrial]) -> str:
    """Each rung with its figure, its units, and the first of its tickets."""
    lines = [county]
    for one in found:
        switched = "" if one.rung.is_active else "（停用）"
        lines.append(f"  {one.rung.name}{switched}：{one.total} 件（{one.condition}）")
        lines += [f"    {unit}：{times} 件" for unit, times in one.by_unit]
        lines += [f"    {_said(line)}" for line in one.lines[:SHOWN]]
        if one.total > SHOWN:
            lines.append(f"    另有 {one.total - SHOWN} 件，用 --json 查看全部")
    return "\n".join(lines)


def _rung(one: RungTrial) -> dict[str, Any]:
    return {
        "code": one.rung.code,
        "name": one.rung.name,
        "condition": one.condition,
        "approver": Approver(one.rung.approver).label,
        "is_active": one.rung.is_active,
        "total": one.total,
        "by_unit": dict(one.by_unit),
        "tickets": [
            {"number": line.number, "unit": line.unit, "on": line.on.isoformat(), "why": line.why}
            for line in one.lines
        ],
    }


def _said(line: TrialLine) -> str:
    return f"{line.on} {line.number} {line.unit}：{line.why}"
