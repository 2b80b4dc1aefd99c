"""What hangs together with a ticket: what was merged into it, where it went, its topic."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from cadres.rules.viewer import Viewer
from cases.models import Attachment, Measure, Ticket, TicketEvent, Topic
from cases.rules import topics as topic_rules
from cases.rules.workflow import Action, State
from cases.selectors import similar
from cases.selectors.similar import Likely


@dataclass(frozen=True, slots=True)
class Master:
    """Where a duplicate went.

    Its number stands in the duplicate's own history. How it fares is told to whoever filed the
    duplicate; the way to it opens only for whoever sees it anyway.
    """

    pk: int
    number: str
    is_visible: bool
    state: State | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class PastStep:
    """One line of a duplicate's course."""

    label: str
    at: datetime
    who: str
    note: str


@dataclass(frozen=True, slots=True)
class PastMeasure:
    text: str
    owner_name: str
    done_on: date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class PastFile:
    pk: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Absorbed:
    """A duplicate as the page of its master shows it: whoever sees the one reads the other."""

    number: str
    title: str
    description: str
    filed_on: date
    filed_by: str
    unit: str
    course: list[PastStep]
    measures: list[PastMeasure]
    files: list[PastFile]


@dataclass(frozen=True, slots=True)
class TopicMark:
    """The topic that a ticket is in; its page opens only for whoever sees it."""

    pk: int
    title: str
    is_visible: bool


@dataclass(frozen=True, slots=True)
class Matter:
    """What the page of a ticket shows beside the ticket itself."""

    master: Master | None = None
    absorbed: list[Absorbed] = field(default_factory=list)
    topic: TopicMark | None = None
    likely: list[Likely] = field(default_factory=list)


def of(ticket: Ticket, *, may_merge: bool, seen_by: Viewer) -> Matter:
    """Return the matter of a visible ticket that carries the columns of `marks`.

    Whoever may merge it is shown what may be told twice.
    """
    has_absorbed: bool = ticket.has_absorbed  # type: ignore[attr-defined]
    return Matter(
        master=master_of(ticket, seen_by=seen_by),
        absorbed=absorbed(ticket) if has_absorbed else [],
        topic=topic_mark(ticket.topic_row, seen_by=seen_by),  # type: ignore[attr-defined]
        likely=similar.duplicates(ticket, seen_by=seen_by) if may_merge else [],
    )


def marks() -> dict[str, Any]:
    """Columns of a ticket's own row that say which of the questions below need be asked."""
    topic = Topic.objects.filter(pk=OuterRef("topic"))
    as_topic = JSONObject(pk="pk", title="title", county_id="county_id", unit_id="unit_id")
    return {
        "topic_row": Subquery(topic.values(data=as_topic)[:1]),
        "has_absorbed": Exists(Ticket.objects.filter(merged_into=OuterRef("pk"))),
    }


def topic_mark(row: dict[str, Any] | None, *, seen_by: Viewer) -> TopicMark | None:
    """Return the topic of a visible ticket, from the column of `marks`."""
    if row is None:
        return None
    is_visible = topic_rules.sees(seen_by, row["county_id"], row["unit_id"])
    return TopicMark(row["pk"], row["title"], is_visible)


def absorbed(ticket: Ticket) -> list[Absorbed]:
    """Return what was merged into a ticket that was fetched through visibility; one query."""
    rows = Ticket.objects.filter(merged_into=ticket).order_by("filed_on", "pk")
    return [
        _absorbed(row)
        for row in rows.values(
            *("number", "title", "description", "filed_on", "filed_by__name", "unit__name"),
            course=_course(),
            done=_measures(),
            kept=_files(),
        )
    ]


def master_of(ticket: Ticket, *, seen_by: Viewer) -> Master | None:
    """Return where a visible duplicate went; one query, and none for other tickets."""
    if ticket.merged_into_id is None:
        return None
    seen = Ticket.objects.visible_to(seen_by).filter(pk=OuterRef("pk"))
    columns = ("number", "state", "due_on", "is_visible")
    rows = Ticket.objects.filter(pk=ticket.merged_into_id).annotate(is_visible=Exists(seen))
    number, state, due_on, is_visible = rows.values_list(*columns).get()
    may_follow = is_visible or _filed(ticket, seen_by)
    return Master(
        pk=ticket.merged_into_id,
        number=number,
        is_visible=is_visible,
        state=State(state) if may_follow else None,
        due_on=due_on if may_follow else None,
    )


def with_its_files(viewer: Viewer) -> Q:
    """Files of visible tickets, and of what was merged into these."""
    seen = Ticket.objects.visible_to(viewer)
    return Q(ticket__in=seen) | Q(ticket__merged_into__in=seen)


def _filed(ticket: Ticket, viewer: Viewer) -> bool:
    return viewer.cadre_id is not None and ticket.filed_by_id == viewer.cadre_id


def _course() -> ArraySubquery:
    events = TicketEvent.objects.filter(ticket=OuterRef("pk")).order_by("at", "pk")
    as_step = JSONObject(action="action", at="at", who="actor_name", note="note")
    return ArraySubquery(events.values(data=as_step))


def _measures() -> ArraySubquery:
    measures = Measure.objects.filter(ticket=OuterRef("pk")).order_by("pk")
    names = ("text", "owner_name", "done_on", "evidence")
    return ArraySubquery(measures.values(data=JSONObject(**{name: name for name in names})))


def _files() -> ArraySubquery:
    files = Attachment.objects.filter(ticket=OuterRef("pk")).order_by("pk")
    return ArraySubquery(files.values(data=JSONObject(pk="pk", name="name", size="size")))


def _absorbed(row: dict[str, Any]) -> Absorbed:
    return Absorbed(
        number=row["number"],
        title=row["title"],
        description=row["description"],
        filed_on=row["filed_on"],
        filed_by=row["filed_by__name"] or "",
        unit=row["unit__name"] or "",
        course=[_step(step) for step in row["course"]],
        measures=[_measure(one) for one in row["done"]],
        files=[PastFile(**file) for file in row["kept"]],
    )


def _step(step: dict[str, Any]) -> PastStep:
    at = datetime.fromisoformat(step["at"])
    return PastStep(Action(step["action"]).label, at, step["who"], step["note"])


def _measure(one: dict[str, Any]) -> PastMeasure:
    done_on = date.fromisoformat(one["done_on"]) if one["done_on"] else None
    return PastMeasure(one["text"], one["owner_name"], done_on, one["evidence"])
