"""Small workbooks made by tests: rows in, the bytes of a file out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook

ROSTER_HEAD = ["序号", "姓名", "单位", "职务", "联系电话", "备注"]
ISSUE_HEAD = [
    "序号", "企业名称", "问题类别", "问题描述", "反映时间", "问题来源", "责任单位",
    "协办单位", "办理时限", "办理情况", "办结时间", "是否办结", "企业满意度", "备注",
]  # fmt: skip
COVER_HEAD = [
    ["序号", "企业名称", "统一社会信用代码", "行业类别", "企业规模", "主要产品", "企业联系人", None,
     "包联县领导", "首席服务员", None, None, "包联开始时间", "备注"],
    [None, None, None, None, None, None, "姓名", "联系电话",
     None, "姓名", "单位及职务", "联系电话", None, None],
]  # fmt: skip
COVER_MERGES = ["G3:H3", "J3:L3", *(f"{column}3:{column}4" for column in "ABCDEFIMN")]
CODES = (
    "91411321MAKJYCTY41", "91411321MAF5BQM6BT", "91411321MABNR04K57",
    "91411321MAGT34A4L4", "91411321MAENRUARF4", "91411321MA3R56F8LF",
)  # fmt: skip


def xlsx(
    sheets: Mapping[str, Iterable[Sequence[Any]]], merges: Mapping[str, Iterable[str]] | None = None
) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in (merges or {}).get(name, ()):
            sheet.merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_bytes(rows: Iterable[Sequence[Any]], encoding: str = "utf-8") -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode(encoding)


def roster(*rows: Sequence[Any], county: str = "南召县") -> bytes:
    title = [f"{county}“万人助万企”活动助企干部花名册"]
    return xlsx({"助企干部花名册": [title, ["填报单位：县助企办"], ROSTER_HEAD, *rows]})


def cover(
    rows: Iterable[Sequence[Any]], township: str = "城关镇", merges: Sequence[str] = ()
) -> bytes:
    title = [f"南召县“万人助万企”活动企业包联台账（{township}）"]
    lines = [title, [f"填报单位：{township}人民政府"], *COVER_HEAD, *rows]
    return xlsx({township: lines}, {township: [*COVER_MERGES, *merges]})


def issues(*rows: Sequence[Any], county: str = "南召县") -> bytes:
    return xlsx({"问题台账": [[f"{county}企业反映问题台账"], ISSUE_HEAD, *rows]})


def cover_row(
    number: int,
    name: str,
    code: str,
    people: str,
    posts: str,
    phones: str,
    start: Any = "2026-01-19",
) -> list[Any]:
    facts = [number, name, code, "制造业", "规上", "艾条", "蒋伟丽", "13700109934"]
    return [*facts, "叶华", people, posts, phones, start, None]


def issue_row(number: int, name: str, text: str, **cells: Any) -> list[Any]:
    usual = {
        "category": "道路交通", "reported": "2026年3月30日", "source": "企业服务日",
        "unit": "县城市管理局", "co": None, "due": "2026-04-10", "result": "正在协调",
        "closed": None, "status": "否", "rating": None,
    }  # fmt: skip
    one = usual | cells
    return [
        number, name, one["category"], text, one["reported"], one["source"], one["unit"], one["co"],
        one["due"], one["result"], one["closed"], one["status"], one["rating"], None,
    ]  # fmt: skip
