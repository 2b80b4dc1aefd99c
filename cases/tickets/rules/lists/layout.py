"""How somebody has the ticket list laid out: which columns, and how many tickets a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices

from cases.tickets.rules.lists.orders import Order

SIZES = (20, 50, 100, 200)
USUAL_SIZE = 50
# Skipping rows costs more the further one goes: from here on a filter finds it sooner.
LAST_ROW = 10_000


class Column(TextChoices):
    """What may stand beside number and title, in this order."""

    WHO = "who", "企业"
    TOWNSHIP = "township", "乡镇"
    TERM = "term", "时限"
    STANDING = "standing", "状态和等待"
    UNIT = "unit", "承办单位"
    HANDLER = "handler", "经办人"
    CATEGORY = "category", "类别"
    HANDLING_CLASS = "class", "办理类别"
    OUTCOME = "outcome", "办理结果"
    SOURCE = "source", "来源"
    OUTER_NUMBER = "outer", "外部编号"
    FILED = "filed", "反映"
    CHANGED = "changed", "最近变动"


USUAL = (Column.WHO, Column.TERM, Column.STANDING, Column.CATEGORY, Column.FILED)
# By which orders the head of a column sorts: as it is pressed first, and turned round.
SORTED_BY = {
    Column.TERM: (Order.DUE, Order.DUE_LAST),
    Column.FILED: (Order.NEWEST, Order.OLDEST),
    Column.CHANGED: (Order.CHANGED, Order.UPDATED),
}


@dataclass(frozen=True, slots=True)
class Layout:
    columns: tuple[Column, ...] = USUAL
    size: int = USUAL_SIZE

    @property
    def last_page(self) -> int:
        return LAST_ROW // self.size

    @property
    def written(self) -> str:
        """As it is kept: `who.term.filed-100`."""
        return f"{'.'.join(self.columns)}-{self.size}"


def layout(columns: Iterable[str], size: int | None) -> Layout:
    """Return the layout of what was chosen; what nobody offers counts as not chosen."""
    wanted = set(columns)
    kept = tuple(column for column in Column if column in wanted)
    return Layout(kept or USUAL, size if size in SIZES else USUAL_SIZE)


def read(written: str) -> Layout:
    """Read what `written` gave; anything else is the usual layout."""
    columns, _, size = written.partition("-")
    return layout(columns.split("."), int(size) if size in map(str, SIZES) else None)
