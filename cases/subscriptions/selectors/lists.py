"""Which lists and reports may be sent (定期送阅), with any filters that they know, and who reads
each: what its page asks of whoever opens it is asked here of each reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import reverse

from cadres.errors import Absent, DomainError, Invalid
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.viewer import Viewer
from cases.early_warning.selectors import warnings
from cases.evaluations.rules import access as evaluations
from cases.inspections.selectors import inspections
from cases.office_work.rules import board, findings, results
from cases.office_work.selectors import tasks
from cases.subscriptions.rules.rhythms import LONGEST_QUERY
from cases.tickets.selectors import tickets as of_tickets
from cases.tickets.selectors.closing import rechecks
from cases.tickets.selectors.filters import Asker, TicketFilter
from cases.tickets.selectors.lists.saved_queries import query_of

TICKETS = "tickets"
# Where somebody stood in the list is nobody else's matter.
NOT_KEPT = ("page", "cursor")
UNREADABLE = "筛选条件有误，请在列表上重新筛选。"
TOO_LONG = f"筛选条件最多 {LONGEST_QUERY} 字。"


def _anybody(viewer: Viewer) -> None:
    """Whoever is signed in: the list holds what they may see, if anything."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list by its words, the name of its page, and what raises for whoever may not open it."""

    label: str
    page: str
    check: Callable[[Viewer], object] = _anybody


LISTS = {
    TICKETS: ListPage("工单", "cases:ticket-list"),
    "completion": ListPage("办结情况", "cases:completion"),
    "tables": ListPage("指标统计", "cases:tables"),
    "bulletins": ListPage("通报", "cases:bulletin-list"),
    "tasks": ListPage("双清单", "cases:task-list", tasks.check_reader),
    "decisions": ListPage("会议决定", "cases:decision-list", board.check_reader),
    "results": ListPage("结果应用", "cases:result-list", results.check_reader),
    "findings": ListPage("指标佐证", "cases:finding-list", findings.check_reader),
    "evaluation": ListPage("效能评价", "cases:evaluation", evaluations.county_of),
    "topics": ListPage("专题", "cases:topic-list"),
    "letters": ListPage("文书", "cases:letter-list"),
    "inspections": ListPage("明察暗访", "cases:inspection-list", inspections.check_reader),
    "checks": ListPage(
        "回访和回头看", "cases:check-list", lambda viewer: rechecks.rows(seen_by=viewer)
    ),
    "warnings": ListPage(
        "预警", "cases:warning-list", lambda viewer: warnings.county_of(None, seen_by=viewer)
    ),
    "enterprises": ListPage("企业", "enterprises:enterprise-list"),
    "visits": ListPage("走访", "enterprises:visit-list"),
}
CHOICES = [(name, one.label) for name, one in LISTS.items()]


def may_read(name: str, query: str, *, seen_by: Viewer) -> bool:
    """May this viewer open the list, and see the place and the rows that its filters name?"""
    try:
        LISTS[name].check(seen_by)
        checked_query(name, query, seen_by=seen_by)
    except (DomainError, KeyError):
        return False
    return True


def checked_query(name: str, written: str, *, seen_by: Viewer) -> str:
    """Return the filters as they are kept. Raises Invalid, or Absent for a place out of sight."""
    given = QueryDict(written.removeprefix("?"), mutable=True)
    for one in NOT_KEPT:
        given.pop(one, None)
    if name == TICKETS:
        kept = _of_tickets(given, seen_by)
    else:
        _check_county(given, seen_by)
        kept = given.urlencode()
    if len(kept) > LONGEST_QUERY:
        raise Invalid(TOO_LONG, {"what": TOO_LONG})
    return kept


def address(name: str, query: str) -> str:
    """Return where the list is, with its filters."""
    page = reverse(LISTS[name].page)
    return f"{page}?{query}" if query else page


def named_by(address: str) -> tuple[str, str] | None:
    """Return list and filters of an address within the site; None where none is sent from it."""
    parts = urlsplit(address)
    name = {reverse(one.page): name for name, one in LISTS.items()}.get(parts.path)
    return (name, parts.query) if name else None


def counted(query: str, *, seen_by: Viewer) -> int:
    """Return how many tickets a query holds for this viewer."""
    chosen = TicketFilter(
        QueryDict(query), of_tickets.rows(seen_by=seen_by), request=Asker(seen_by)
    )
    return int(chosen.qs.order_by().count())


def _of_tickets(given: QueryDict, viewer: Viewer) -> str:
    chosen = TicketFilter(given, of_tickets.rows(seen_by=viewer), request=Asker(viewer))
    if not chosen.is_valid():
        raise Invalid(UNREADABLE, {"what": UNREADABLE})
    return query_of(given, chosen)


def _check_county(given: QueryDict, viewer: Viewer) -> None:
    wanted = typed_values.number(given.get("county", ""))
    if wanted is not None and wanted not in {*viewer.county_ids, *viewer.home_county_ids}:
        raise Absent("没有这个县区。")
