"""Subscriptions as their owner and their readers see them, and the notices in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from cadres.deadlines.selectors import limits
from cadres.errors import Absent
from cadres.models import Cadre, Posting
from cadres.notifications.selectors.notices import Key, Message
from cadres.pages.rules import namesakes
from cadres.saved_views.selectors import saved_views
from cadres.viewers.rules.roles import OFFICE, SUPERVISION, Role
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules.kinds import BulletinKind
from cases.models import Subscription
from cases.subscriptions.rules.limit_keys import COUNTS
from cases.subscriptions.selectors import lists

READY = "subscription_ready"
ABSENT = "没有这项定期送阅。"
FILTERED = "（按筛选条件）"
SAID = "已到送阅时间，请打开查看；看到的以您现在有权看到的为准。"


def rows(*, seen_by: Viewer) -> QuerySet[Subscription]:
    """Return the running ones that are one's own, or of which one is a reader."""
    mine = Q(owner_id=seen_by.cadre_id or 0) | Q(readers=seen_by.cadre_id or 0)
    found = Subscription.objects.filter(mine, stopped_at__isnull=True).distinct()
    return found.select_related("owner").prefetch_related("readers").order_by("pk")


def fetch(pk: int, *, seen_by: Viewer) -> Subscription:
    """Return one; hidden and missing look the same from outside."""
    found = rows(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Absent(ABSENT)
    return found


def address(row: Subscription) -> str:
    """Return where it leads: the page with its filters."""
    return lists.address(row.subject, row.query)


def label(row: Subscription) -> str:
    """Say what is sent, and whether all of it."""
    return f"{lists.LISTS[row.subject].label}{FILTERED if row.query else ''}"


def subjects(*, seen_by: Viewer) -> list[tuple[str, str]]:
    """Return what is offered, as `list?query` with its words: own views, bulletins, every list."""
    views = saved_views.rows(lists.TICKETS, seen_by=seen_by)
    return [
        *((f"{lists.TICKETS}?{one.query}", f"工单视图：{one.name}") for one in views),
        *((f"bulletins?kind={kind.value}", f"通报：{kind.label}") for kind in BulletinKind),
        *(
            (f"{name}?", f"{one.label}（全部）")
            for name, one in lists.LISTS.items()
            if lists.may_read(name, "", seen_by=seen_by)
        ),
    ]


def subject_at(where: str, *, seen_by: Viewer) -> tuple[str, str] | None:
    """Return the list of an address with its filters, as one that may be sent, and its words."""
    found = lists.named_by(where)
    if found is None or not lists.may_read(*found, seen_by=seen_by):
        return None
    name, query = found[0], lists.checked_query(*found, seen_by=seen_by)
    words = f"{lists.LISTS[name].label}{FILTERED if query else '（全部）'}"
    return f"{name}?{query}", words


def colleagues(on: date, *, seen_by: Viewer) -> dict[int, str]:
    """Return by id whom one may name: one's own units, and those who look at the county whole."""
    postings = Posting.objects.in_force(on)
    own = Q(unit__in=[post.unit_id for post in seen_by.own_posts])
    whole = Q(
        unit__region__in=list(seen_by.home_county_ids),
        role__in=[*OFFICE, *SUPERVISION, Role.LEADER],
    )
    found = postings.filter(own | whole).exclude(cadre=seen_by.cadre_id)
    told = found.order_by("unit__name", "cadre__name").values_list(
        "cadre_id", "cadre__name", "unit__name", "cadre__account"
    )
    labels = {pk: f"{name}（{unit}）" for pk, name, unit, _ in told}
    alike = namesakes.shared(labels)
    accounts = {pk: f"{name}（{unit}，{account}）" for pk, name, unit, account in told}
    return {pk: accounts[pk] if pk in alike else label for pk, label in labels.items()}


def reader_ids(row: Subscription) -> list[int]:
    """Return who is told: its readers who still serve."""
    return list(row.readers.filter(is_active=True).values_list("pk", flat=True))


def readers(row: Subscription) -> list[Cadre]:
    return list(row.readers.all())


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Say that it is ready; how many it holds only where the county has it said.

    Nothing to whoever may not open the list any more, or sees what it is narrowed to no longer.
    """
    found = rows(seen_by=reader).filter(pk__in=owed[READY])
    return {
        (READY, row.pk): Message(f"定期送阅：{row.name}", _said(row, reader), address(row))
        for row in found
        if still_reads(row, reader)
    }


def still_reads(row: Subscription, reader: Viewer) -> bool:
    """Does the reader still serve in, or look at, the county, and may open just this list?"""
    is_here = row.county_id in {*reader.home_county_ids, *reader.county_ids}
    return is_here and lists.may_read(row.subject, row.query, seen_by=reader)


def _said(row: Subscription, reader: Viewer) -> str:
    book = limits.book(reader.today, row.county_id, key=COUNTS)
    if row.subject != lists.TICKETS or book.get(COUNTS) is None:
        return SAID
    return f"现有 {lists.counted(row.query, seen_by=reader)} 件。{SAID}"
