"""What pressing the button below a looked-through file does, said before anybody presses it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WRITES = "这是预检，还没有写入。下面是导入后的结果。"
NOTHING = "这份文件没有要写入的行：能读的与已有资料一致，其余略过。"
NO_ROW = "这份文件没有能写入的行。"
CONFIRM, END = "确认导入", "结束这次导入"
NAMED = 5


@dataclass(frozen=True, slots=True)
class Confirming:
    """The sentence above the result, and the words on the button; none where nothing is to do."""

    lead: str
    button: str = ""


def of_rows(
    *, written: int, refused: int, kept: int | None = None, units: Sequence[str] = ()
) -> Confirming:
    """Say what becomes of a file of which so many rows are written, and so many refused.

    `kept` of the refused ones wait to be corrected from now on (None where an import keeps none of
    them), `units` are set up, also where no row can be written.
    """
    if written:
        return Confirming(WRITES, CONFIRM)
    if not refused and not units:
        return Confirming(NOTHING, END)
    said = [_of_refused(refused, kept), _of_units(units)]
    actions = [
        f"新建 {len(units)} 个单位" if units else "",
        f"留下这 {kept} 行待更正" if kept else "",
    ]
    return Confirming(NO_ROW + "".join(said), "，".join(filter(None, actions)) or END)


def _of_refused(refused: int, kept: int | None) -> str:
    if not refused:
        return ""
    if kept is None:
        return f"不能导入的 {refused} 行列在下面，请在原文件里改好再上传。"
    before = refused - kept
    if not kept:
        return f"不能导入的 {before} 行先前已经留下，不再重复。"
    also = f"；另有 {before} 行先前已经留下，不再重复" if before else ""
    return f"不能导入的 {kept} 行可以留下，在网页上更正后再导入{also}。"


def _of_units(units: Sequence[str]) -> str:
    if not units:
        return ""
    more = f"等 {len(units)} 个" if len(units) > NAMED else ""
    return f"会新建单位：{'、'.join(units[:NAMED])}{more}。"
