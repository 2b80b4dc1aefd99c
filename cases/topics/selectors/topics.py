"""Topics as a viewer may see them, with those of their tickets that the viewer may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from cadres.deadlines.selectors import calendar
from cadres.errors import Absent, Invalid
from cadres.notifications.selectors.notices import Key, Message
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket, Topic, TopicNote
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.status_light import Light
from cases.tickets.rules.workflow import NOT_COUNTED, OPEN
from cases.tickets.selectors import tickets
from cases.topics.rules import topics as rules
from cases.topics.rules.topics import TopicState, TopicVerb

ABSENT = "没有这个专题。"
# What a door names before anybody asks.
NONE = Topic.objects.none()
DESK_SHOWN = 8
TITLES = {
    "topic_opened": "新设专题，由本单位牵头",
    "topic_progress": "专题有新进展",
    "topic_resolved": "专题结果待确认",
    "topic_returned": "专题结果被退回",
    "topic_closed": "专题已销号",
    "topic_recounted": "日历更新，专题时限已重算",
}


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One line of a list; both counts are of tickets that the viewer may see."""

    pk: int
    title: str
    unit: str
    owner_name: str
    state: TopicState
    opened_on: date
    due_on: date
    is_due_provisional: bool
    closed_on: date | None
    light: Light
    open_count: int
    count: int


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A topic with its course, its day explained, and what this viewer may do."""

    topic: Topic
    state: TopicState
    light: Light
    course: list[TopicNote]
    verbs: tuple[TopicVerb, ...]
    is_key_turned: bool


def rows(*, seen_by: Viewer) -> QuerySet[Topic]:
    """Return the visible topics, those that end first in front."""
    found = Topic.objects.filter(rules.topics_for(seen_by)).select_related("unit")
    return found.order_by("due_on", "pk")


def choosable(county_id: int, *, seen_by: Viewer) -> QuerySet[Topic]:
    """Return the open topics of a county that a ticket may join."""
    return rows(seen_by=seen_by).filter(county_id=county_id, closed_on__isnull=True)


def fetch(pk: int, *, seen_by: Viewer) -> Topic:
    topic = rows(seen_by=seen_by).select_related("county").filter(pk=pk).first()
    if topic is None:
        raise Absent(ABSENT)
    return topic


def named(pk: int, *, seen_by: Viewer) -> Topic:
    """Return the topic that a form names by its id.

    Raises Invalid where there is none, or none that the viewer may see.
    """
    found = rows(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Invalid("没有这个专题，请重新选择。", {"topic": "请重新选择。"})
    return found


def in_state(found: QuerySet[Topic], is_closed: bool) -> QuerySet[Topic]:
    """Keep the closed ones, newest first, or those that go on, most urgent first."""
    kept = found.filter(closed_on__isnull=not is_closed)
    return kept.order_by("-closed_on", "-pk") if is_closed else kept


def counted(found: QuerySet[Topic], *, seen_by: Viewer) -> QuerySet[Topic]:
    """Put beside each topic how many of its tickets the viewer sees, and how many are open."""
    seen = Ticket.objects.visible_to(seen_by).counted().filter(topic=OuterRef("pk"))
    return found.annotate(
        ticket_count=_count(seen), open_count=_count(seen.filter(state__in=sorted(OPEN)))
    )


def lines(found: Iterable[Topic], *, seen_by: Viewer) -> list[TopicLine]:
    """Turn rows of `counted` into lines; one query more, for the calendars."""
    taken = list(found)
    if not taken:
        return []
    days = calendar.work_calendars({row.county_id for row in taken})
    return [
        TopicLine(
            pk=row.pk,
            title=row.title,
            unit=row.unit.name,
            owner_name=row.owner_name,
            state=rules.state_of(row.resolved_on, row.closed_on),
            opened_on=row.opened_on,
            due_on=row.due_on,
            is_due_provisional=row.is_due_provisional,
            closed_on=row.closed_on,
            light=rules.light_of(row, seen_by.today, days[row.county_id]),
            open_count=row.open_count,  # type: ignore[attr-defined]
            count=row.ticket_count,  # type: ignore[attr-defined]
        )
        for row in taken
    ]


def page(pk: int, *, seen_by: Viewer) -> TopicPage:
    topic = fetch(pk, seen_by=seen_by)
    days = calendar.work_calendar(region_id=topic.county_id)
    return TopicPage(
        topic=topic,
        state=rules.state_of(topic.resolved_on, topic.closed_on),
        light=rules.light_of(topic, seen_by.today, days),
        course=list(TopicNote.objects.filter(topic=topic)),
        verbs=rules.verbs_for(topic, seen_by),
        is_key_turned=rules.holds_first_key(seen_by, topic),
    )


def refused(chosen: Sequence[Ticket], viewer: Viewer) -> dict[int, str]:
    """Say of which of these tickets that they cannot join a topic: they are in one."""
    return {ticket.pk: rules.HAS_ONE for ticket in chosen if ticket.topic_id is not None}


def tickets_of(topic: Topic, *, seen_by: Viewer) -> TicketQuerySet:
    """Return those of its tickets that the viewer may see; to see the topic opens none."""
    found = tickets.rows(seen_by=seen_by).filter(topic=topic)
    return found.exclude(state__in=sorted(NOT_COUNTED)).order_by("due_on", "pk")


def on_desk(*, seen_by: Viewer) -> list[TopicLine]:
    """Return what needs the office: topics that are overdue, and those that wait for its key."""
    if not seen_by.is_office:
        return []
    return lines(_ON_DESK(seen_by=seen_by), seen_by=seen_by)


def _on_desk(viewer: Viewer) -> QuerySet[Topic]:
    waits = Q(due_on__lt=viewer.today) | Q(resolved_on__isnull=False)
    found = rows(seen_by=viewer).filter(
        waits, county_id__in=viewer.office_county_ids, closed_on__isnull=True
    )
    return counted(found, seen_by=viewer)[:DESK_SHOWN]


_ON_DESK = PreparedForViewer(_on_desk)


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Return a message per topic that the reader may see; nothing for the others."""
    wanted = {pk for pks in owed.values() for pk in pks}
    texts = dict(rows(seen_by=reader).filter(pk__in=wanted).values_list("pk", "title"))
    return {
        (kind, pk): Message(TITLES[kind], texts[pk], reverse("cases:topic", args=[pk]))
        for kind, pks in owed.items()
        for pk in pks
        if pk in texts
    }


def _count(found: TicketQuerySet) -> Coalesce:
    """How many, as a column of the topic's own row."""
    number = found.order_by().values("topic").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
