"""Pages of a long list: a slice, whether there is more, and a total that stops counting early."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

from cadres.submissions.rules import typed_values

SIZE = 50
# Counting stops just above; the page then says 1000+.
CAP = 1000
LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Page:
    """What `partials/_pager.html` wants to know, and the rows themselves."""

    rows: Sequence[Any]
    number: int
    has_next: bool
    total: int
    size: int = SIZE
    # Counted to the end, where somebody asked for it.
    is_exact: bool = False

    @property
    def is_capped(self) -> bool:
        """Whether the total stands for more."""
        return self.total > CAP and not self.is_exact

    @property
    def last(self) -> int | None:
        """The number of the last page, where the total is known."""
        return None if self.is_capped else max(-(-self.total // self.size), 1)

    @property
    def has_previous(self) -> bool:
        return self.number > 1


@dataclass(frozen=True, slots=True)
class Onward:
    """A list that is read on from its last row instead of by numbers of pages: what may not be
    seen any more takes no place. `older` is the row below which it goes on (None: no more)."""

    rows: Sequence[Any]
    older: int | None


def capped_count(found: QuerySet[Any]) -> int:
    """Count up to CAP + 1: a long total costs more than it tells."""
    return found.order_by()[: CAP + 1].count()


class CappedCount(Subquery):
    """How many rows a sliced question holds, as one value among others of a single query."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def capped_value(found: QuerySet[Any]) -> CappedCount:
    """`capped_count` as a value of another question."""
    return CappedCount(found.order_by().values("pk")[: CAP + 1])


def first_page(rows: Sequence[Any], size: int, count: Callable[[], int]) -> Page:
    """Make the first page of rows that were read, one more than it shows; count where it must."""
    total = len(rows) if len(rows) <= size else count()
    return Page(rows[:size], 1, len(rows) > size, total)


def page_of_rows(
    rows: Sequence[Any],
    asked: str | None,
    size: int = SIZE,
    read: Callable[[Sequence[Any]], Sequence[Any]] = list,
) -> Page:
    """Cut the page from rows that are known already; behind the last page is the last one."""
    last = max(-(-len(rows) // size), 1)
    number = min(typed_values.page(asked), last)
    shown = rows[(number - 1) * size : number * size]
    return Page(read(shown), number, number < last, len(rows), size, is_exact=True)


def page_of(
    found: QuerySet[Any],
    asked: str | None,
    size: int = SIZE,
    read: Callable[[QuerySet[Any]], Sequence[Any]] = list,
) -> Page:
    """Cut the page that the address asks for; what is no number is the first page.

    `read` makes of a cut question what the page shows.
    """
    number = min(typed_values.page(asked), LAST_PAGE)
    start = (number - 1) * size
    rows = read(found[start : start + size + 1])
    if len(rows) <= size and (rows or number == 1):
        return Page(rows, number, False, start + len(rows))
    return Page(rows[:size], number, len(rows) > size, capped_count(found))
