"""Ledgers as they come: good rows between blank, hidden, struck, doubled and broken ones.

Each line is told as a word; its cells, and whether it is a row that somebody must be told of, are
made here without any part of the reader.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Font

from tests import workbooks
from tests.workbooks import CODES

# What a line is; all but the blank one hold something.
LINES = (
    "good", "good", "double", "blank", "number", "total", "heading", "footer", "short", "bad day",
    "hidden", "struck", "beside", "unknown", "control", "changed", "full stop", "near", "some word",
    "two units", "picture", "closed early", "not yet",
)  # fmt: skip
HEADS = {
    "roster": ["序号", "姓名", "单位", "职务", "联系电话", "其他"],
    "assignments": ["序号", "企业名称", "统一社会信用代码", "所属乡镇", "首席服务员", "单位及职务",
                    "首席服务员电话", "包联开始时间", "其他"],
    "issues": [*workbooks.ISSUE_HEAD, "其他"],
    "hotline": ["序号", "留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见",
                "答复时间", "其他"],
    "checks": ["序号", "企业名称", "统一社会信用代码", "检查日期", "检查单位", "检查事项",
               "检查编号", "其他"],
    "policies": ["序号", "政策名称", "外部编号", "发文机关", "政策内容", "主管单位", "有效期到",
                 "企业规模", "其他"],
    "walks": ["序号", "问题编号", "问题", "走流程时间", "牵头单位", "整改举措", "责任人",
              "完成时限", "完成情况", "完成时间", "其他"],
    "findings": ["序号", "外部编号", "指标", "发现的问题", "哪次评价", "发现日期", "牵头单位",
                 "佐证时限", "其他"],
}  # fmt: skip
# What stands in the cells under such headings instead.
SPOILT = {
    "bad day": ("2026-02-30", ("时间",)),
    "unknown": ("没有的", ("企业名称",)),
    "changed": ("另写一遍", ("职务", "企业名称", "办理情况", "答复意见")),
    "some word": ("快了快了", ("是否办结", "企业满意度", "办理时限")),
    "two units": ("县工信局、县发改委", ("单位", "责任单位")),
    "picture": ('=_xlfn.DISPIMG("ID_1",1)', ("姓名", "企业名称", "问题描述", "留言详情")),
    "closed early": ("2019-01-01", ("办结时间", "答复时间")),
    "not yet": ("2099-01-01", ("反映时间", "留言时间", "包联开始时间")),
}
# What is written a little otherwise than last week.
RETOLD = {"full stop": "{}。", "near": "厂门口的{}"}
TITLE = "南召县台账"
KEY = {
    "roster": 1,
    "assignments": 1,
    "issues": 1,
    "hotline": 5,
    "checks": 1,
    "policies": 1,
    "walks": 5,
    "findings": 3,
}
TEXT = {
    "roster": 1,
    "assignments": 1,
    "issues": 3,
    "hotline": 5,
    "checks": 5,
    "policies": 4,
    "walks": 5,
    "findings": 3,
}


@dataclass(frozen=True)
class Made:
    """A sheet: its name, its cells, the rows out of sight, those struck through."""

    name: str
    rows: list[list[Any]]
    hidden: list[int]
    struck: list[int]
    is_hidden: bool = False

    @property
    def held(self) -> set[int]:
        """The rows in which anything stands."""
        return {at for at, row in enumerate(self.rows, 1) if any(cell is not None for cell in row)}

    @property
    def told(self) -> set[int]:
        """The rows of which something must be told: the title and the headings are none."""
        return self.held - {1, 2} if self.rows[0] == [TITLE] else self.held


def sheet(name: str, kind: str, lines: Sequence[str], number: int = 0, **more: Any) -> Made:
    rows = [[TITLE], HEADS[kind], *(_row(line, kind, at, number) for at, line in enumerate(lines))]
    hidden = [at + 3 for at, line in enumerate(lines) if line == "hidden"]
    struck = [at + 3 for at, line in enumerate(lines) if line == "struck"]
    return Made(name, rows, hidden, struck, **more)


def notes(name: str) -> Made:
    """A sheet that is no ledger at all."""
    return Made(name, [["填报说明"], ["一", "请如实填写"], [], ["二", "按月报送"]], [], [])


def _row(line: str, kind: str, at: int, number: int) -> list[Any]:
    heads = HEADS[kind]
    bare = {
        "blank": [],
        "number": [at],
        "total": ["合计", f"{at}条"],
        "heading": list(heads),
        "footer": ["填报人：张三"],
        "beside": [None] * (len(heads) - 1) + ["见附件"],
    }
    if line in bare:
        return bare[line]
    cells = _good(kind, 0 if line == "double" else at, number)
    if line == "short":
        cells[KEY[kind]] = cells[KEY[kind] + 1] = None
    if line == "control":
        cells[KEY[kind]] = f"\u202d{cells[KEY[kind]]}\u200b"
    if line in RETOLD:
        cells[TEXT[kind]] = RETOLD[line].format(cells[TEXT[kind]])
    said, part = SPOILT.get(line, ("", ()))
    pairs = zip(heads, cells, strict=True)
    return [said if any(word in head for word in part) else cell for head, cell in pairs]


def _good(kind: str, at: int, number: int) -> list[Any]:
    if kind == "roster":
        return [at, f"张{'一二三四五六七八九十'[at % 10]}", "县林业局", "科员",
                f"138{number:04d}{at:04d}", None]  # fmt: skip
    if kind == "assignments":
        code = CODES[at % len(CODES)]
        return [at, f"甲{code[-4:]}公司", code, "城关镇", "吕军", "县林业局科员", "15642556189",
                "2026-01-19", None]  # fmt: skip
    if kind == "issues":
        return [*workbooks.issue_row(at, "甲公司", f"第{number}表第{at}个问题"), None]
    if kind == "checks":
        return [at, "甲公司", None, "2026-10-19", "县应急管理局", f"安全生产检查第{number}-{at}项",
                f"J{number}-{at}", None]  # fmt: skip
    if kind == "policies":
        return [at, f"第{number}-{at}项补贴", f"HN-{number}-{at}", "省工信厅", "按投资额补贴",
                "县林业局", "2099-12-31", "规上、小微", None]  # fmt: skip
    if kind == "walks":
        return [at, f"Z{number}-{at // 3}", f"第{number}-{at // 3}个流程问题", "2026-10-19",
                "县林业局", f"第{number}-{at}条举措", "吕军", "2026-11-30", None, None,
                None]  # fmt: skip
    if kind == "findings":
        return [at, f"P{number}-{at}", "获得电力", f"第{number}-{at}条没有佐证", "第三季度调度",
                "2026-10-19", "县林业局", "2026-11-30", None]  # fmt: skip
    return [at, f"{number}-{at}", "A1", "物业", "2019/4/25 9:32:09", f"问题{number}-{at}", "已答复",
            "2019/5/10 14:56:53", None]  # fmt: skip


def as_xlsx(sheets: Sequence[Made]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for made in sheets:
        page = book.create_sheet(made.name)
        for row in made.rows:
            page.append(row)
        for at in made.hidden:
            page.row_dimensions[at].hidden = True
        for at in made.struck:
            for cell in page[at]:
                cell.font = Font(strike=True)
        if made.is_hidden:
            page.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_xls(sheets: Sequence[Made]) -> bytes:
    book = xlwt.Workbook()
    crossed = xlwt.easyxf("font: struck_out on")
    for made in sheets:
        page = book.add_sheet(made.name)
        for at, row in enumerate(made.rows, 1):
            style = crossed if at in made.struck else xlwt.Style.default_style
            for column, cell in enumerate(row):
                if cell is not None:
                    page.write(at - 1, column, cell, style)
            page.row(at - 1).hidden = at in made.hidden
        page.visibility = int(made.is_hidden)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_csv(sheets: Sequence[Made]) -> bytes:
    """Only the first sheet: such a file has no more, and nothing in it is hidden or struck."""
    return workbooks.csv_bytes(sheets[0].rows, "gb18030")


WRITERS = {"xlsx": as_xlsx, "xls": as_xls, "csv": as_csv}
