"""A list that broke off while it was written."""

from __future__ import annotations

BROKE_OFF = "导出中断：本表只有以上 {count} 行，不完整，请重新导出后再用。"


class Incomplete(Exception):
    """So many rows were written, and the next could not be had; the file says so on its face."""

    def __init__(self, rows: int) -> None:
        super().__init__(BROKE_OFF.format(count=rows))
        self.rows = rows
