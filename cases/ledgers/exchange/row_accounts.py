"""What became of each row of a ledger, as figures, as places in the file, and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from cadres.workbooks.rules import confirming
from cadres.workbooks.rules.confirming import Confirming
from cadres.workbooks.rules.row_values import Fate, Origin, Tally

WORDS = {
    Fate.MADE: "新增",
    Fate.CHANGED: "更新",
    Fate.UNCHANGED: "没有变化",
    Fate.REFUSED: "未导入",
    Fate.LEFT_OUT: "略过",
}

PART = "部分没有读"


@dataclass(frozen=True, slots=True)
class Place:
    """Rows of one sheet that share a fate, and the reason where one was given."""

    fate: Fate | None  # None: of these rows a part was left out
    sheet: str
    rows: str
    reason: str = ""

    @property
    def label(self) -> str:
        return WORDS[self.fate] if self.fate else PART


def kept(tally: Tally) -> dict[str, Any]:
    """Return the account as plain values, to be stored with its batch."""
    fates = tally.fates()
    counts = {fate.value: 0 for fate in Fate}
    for fate in fates.values():
        counts[fate] += 1
    places = [_place(fate, *found) for fate, found in _grouped(tally, fates)]
    places += [["", one.origin.sheet, str(one.origin.row), one.reason] for one in tally.parts]
    return {"read": len(fates), "counts": counts, "places": places}


def sentence(account: Mapping[str, Any]) -> str:
    """Return `读到 12 行：新增 5，更新 1，没有变化 3，未导入 2，略过 1。`"""
    parts = [f"{word} {account['counts'][fate]}" for fate, word in WORDS.items()]
    return f"读到 {account['read']} 行：{'，'.join(parts)}。"


def confirmed(summary: Mapping[str, Any]) -> Confirming:
    """Return what confirming a looked-through file does, as its check counted it."""
    if "rows" not in summary:
        return Confirming(confirming.WRITES, confirming.CONFIRM)
    counts = summary["rows"]["counts"]
    refused = counts[Fate.REFUSED]
    return confirming.of_rows(
        written=counts[Fate.MADE] + counts[Fate.CHANGED],
        refused=refused,
        kept=summary.get("kept", refused),
        units=summary.get("new_units", ()),
    )


def places(account: Mapping[str, Any]) -> list[Place]:
    """Return where the rows of each fate stand; what did not come in first."""
    found = [Place(Fate(fate) if fate else None, *rest) for fate, *rest in account["places"]]
    order = [Fate.REFUSED, Fate.LEFT_OUT, None, Fate.MADE, Fate.CHANGED, Fate.UNCHANGED]
    return sorted(found, key=lambda place: order.index(place.fate))


def _place(fate: Fate, sheet: str, reason: str, rows: Iterable[int]) -> list[str]:
    return [fate.value, sheet, ranges(rows), reason]


def ranges(rows: Iterable[int]) -> str:
    """Return `3—5、9` for 3, 4, 5 and 9."""
    ordered = sorted(set(rows))
    runs = groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0])
    ends = [[row for _, row in run] for _, run in runs]
    return "、".join(f"{run[0]}—{run[-1]}" if len(run) > 1 else str(run[0]) for run in ends)


def _grouped(
    tally: Tally, fates: Mapping[tuple[str, str, int], Fate]
) -> Iterable[tuple[Fate, tuple[str, str, list[int]]]]:
    """Rows by fate, sheet and reason, in the order of the file."""
    reasons = {one.origin.place: one.reason for one in tally.left_out}
    reasons |= {error.origin.place: error.reason for error in tally.refusals()}
    groups: dict[tuple[Fate, str, str], list[int]] = {}
    for origin in _distinct(tally.read):
        fate = fates[origin.place]
        is_told = fate in (Fate.REFUSED, Fate.LEFT_OUT)
        reason = reasons.get(origin.place, "") if is_told else ""
        groups.setdefault((fate, origin.sheet, reason), []).append(origin.row)
    return [(fate, (sheet, reason, rows)) for (fate, sheet, reason), rows in groups.items()]


def _distinct(read: Iterable[Origin]) -> Iterable[Origin]:
    return {origin.place: origin for origin in read}.values()
