"""Orders of the ticket list (排序): each is read from an index, or sorts few rows of all."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices

from cases.tickets.rules.list_views import View
from cases.tickets.rules.status_light import Due


class Order(TextChoices):
    """Those by the promise hold open tickets alone: nothing else has a term."""

    NEWEST = "newest", "最新反映在前"
    OLDEST = "oldest", "最早反映在前"
    DUE = "due", "在办，先到期在前"
    DUE_LAST = "due_last", "在办，后到期在前"
    LATE = "late", "超期，超得最久在前"
    LATE_LAST = "late_last", "超期，超得最短在前"
    CHANGED = "changed", "最近变动在前"
    UPDATED = "updated", "最早变动在前"


@dataclass(frozen=True, slots=True)
class Key:
    """By which column; the key of the row decides between equals, in the same direction."""

    column: str
    is_descending: bool = False


KEYS = {
    Order.NEWEST: Key("filed_on", is_descending=True),
    Order.OLDEST: Key("filed_on"),
    Order.DUE: Key("due_on"),
    Order.DUE_LAST: Key("due_on", is_descending=True),
    # The day that binds, which is in one of three columns: no index, but few tickets are overdue.
    Order.LATE: Key(""),
    Order.LATE_LAST: Key("", is_descending=True),
    Order.CHANGED: Key("updated_at", is_descending=True),
    Order.UPDATED: Key("updated_at"),
}
# The day that binds, as a column of the rows that come in its order.
BINDS_ON = "binds_on"
OF_OPEN = frozenset({Order.DUE, Order.DUE_LAST})
OF_OVERDUE = frozenset({Order.LATE, Order.LATE_LAST})
_PAIRS = (
    (Order.NEWEST, Order.OLDEST),
    (Order.DUE, Order.DUE_LAST),
    (Order.LATE, Order.LATE_LAST),
    (Order.CHANGED, Order.UPDATED),
)
# Each the other way round.
TURNED = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}


def order_of(sort: str, view: str, due: str) -> Order:
    """Return the order in which a list comes; what is overdue begins with the longest."""
    if sort in Order.values:
        return Order(sort)
    return Order.LATE if view == View.OVERDUE or due == Due.LATE else Order.NEWEST
