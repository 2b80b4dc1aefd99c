"""Rows that nobody sees (hidden, filtered away) or sees crossed out: counted, to be asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cadres.workbooks.exchange import columns
from cadres.workbooks.exchange.columns import HIDDEN_ROW, STRUCK_ROW, Match
from cadres.workbooks.exchange.rows import HIDDEN_SHEET
from cadres.workbooks.exchange.sheets import Sheet, Unseen

TAKE, LEAVE = "take", "leave"
TAKEN = ((LEAVE, "不读入，只在结果里列出"), (TAKE, "读入，和其他行一样导入"))
REASONS = {Unseen.HIDDEN: HIDDEN_ROW, Unseen.STRUCK: STRUCK_ROW}


def counted(matches: Iterable[tuple[Sheet, Match | None]], key: str) -> dict[str, int]:
    """Return how many rows of the sheets in sight are out of sight, and how many struck through.

    A row that is both counts as hidden; so does every row of a sheet that is not understood yet.
    """
    counts = {unseen.value: 0 for unseen in Unseen}
    for sheet, match in matches:
        if match is None:
            counts[Unseen.HIDDEN] += sum(row.is_hidden and not row.is_blank for row in sheet.rows)
            counts[Unseen.STRUCK] += sum(bool(row.struck) for row in sheet.rows)
            continue
        said = [reason for _, reason in columns.judged_rows(sheet, match, key)]
        for unseen, reason in REASONS.items():
            counts[unseen] += said.count(reason)
    return counts


def questions(counts: Mapping[str, int], hidden_sheets: Iterable[str]) -> dict[str, str]:
    """Return what is asked about rows and sheets out of sight, and about rows struck through."""
    asked = {}
    rows, names = counts.get(Unseen.HIDDEN, 0), "、".join(hidden_sheets)
    hidden = [f"{rows} 行"] * bool(rows) + [f"工作表“{names}”"] * bool(names)
    if hidden:
        asked[Unseen.HIDDEN.value] = f"隐藏或筛选掉的 {'，'.join(hidden)}"
    if struck := counts.get(Unseen.STRUCK, 0):
        asked[Unseen.STRUCK.value] = f"划了删除线的 {struck} 行"
    return asked


def left_out(reasons: Iterable[str]) -> list[Unseen]:
    """Return what there was among rows that were left out, to say how it is taken."""
    said = set(reasons)
    known = {Unseen.HIDDEN: {HIDDEN_ROW, HIDDEN_SHEET}, Unseen.STRUCK: {STRUCK_ROW}}
    return [unseen for unseen in Unseen if known[unseen] & said]


def taken(choices: Mapping[str, str]) -> frozenset[Unseen]:
    """Return what a person said shall be taken like other rows."""
    return frozenset(unseen for unseen in Unseen if choices.get(unseen) == TAKE)
