"""Of every list of the API: how a row of it comes to be, and what changes one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import models
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from cadres.models import Cadre, Posting, Unit
from cases.models import OfficeTask, Policy, Ticket, Topic, WindowRating
from enterprises.models import Assignment, Booking, Enterprise, Visit
from tests import cast
from tests.factories.cases import TicketFactory, TopicFactory
from tests.factories.contact_calendar import BookingFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory, VisitFactory
from tests.factories.office_work import OfficeTaskFactory
from tests.factories.people import PostingFactory, UnitFactory
from tests.factories.policies import PolicyFactory
from tests.factories.window_ratings import WindowRatingFactory


@dataclass(frozen=True)
class Way:
    """A list by its name in the addresses of the site."""

    address: str
    make: Callable[[], models.Model]
    change: Callable[[models.Model], object]


def _set(model: Any, **values: Any) -> Callable[[models.Model], object]:
    return lambda row: model.objects.filter(pk=row.pk).update(**values)


def _end(model: Any, name: str, days: int, **more: Any) -> Callable[[models.Model], object]:
    """Let it end so many days from today."""

    def end(row: models.Model) -> object:
        on = timezone.localdate() + timedelta(days=days)
        return model.objects.filter(pk=row.pk).update(**{name: on}, **more)

    return end


def _firm() -> Enterprise:
    return EnterpriseFactory(county=cast.county())


def _booking() -> Booking:
    return BookingFactory(enterprise=_firm(), on=timezone.localdate())


def _call_off(row: models.Model) -> object:
    return _set(Booking, state="cancelled", ended_at=timezone.now())(row)


def _topic() -> Topic:
    return TopicFactory(county=cast.county(), unit=cast.unit("县供电公司"))


def _person() -> Cadre:
    return PostingFactory(unit=cast.unit("县工信局")).cadre


def _ticket_of_topic() -> Ticket:
    topic = Topic.objects.first() or _topic()
    return TicketFactory(enterprise=_firm(), topic=topic)


def _office_task() -> OfficeTask:
    return OfficeTaskFactory(county=cast.county(), unit=cast.unit("县供电公司"))


def _rating() -> WindowRating:
    return WindowRatingFactory(county=cast.county(), unit=cast.unit("县供电公司"))


def _policy() -> Policy:
    return PolicyFactory(county=cast.county(), unit=cast.unit("县供电公司"))


WAYS = {
    "api-ticket-list": Way(
        "tickets/", lambda: TicketFactory(enterprise=_firm()), _set(Ticket, title="另有新情况")
    ),
    "api-topic-list": Way("topics/", _topic, _set(Topic, title="园区供水")),
    "api-topic-tickets": Way(
        "topics/{topic}/tickets/", _ticket_of_topic, _set(Ticket, title="另有新情况")
    ),
    "api-task-list": Way("tasks/", _office_task, _set(OfficeTask, text="政策宣讲一场")),
    "api-rating-list": Way("ratings/", _rating, _set(WindowRating, matter="不动产抵押登记")),
    "api-policy-list": Way("policies/", _policy, _set(Policy, text="另有说明")),
    "api-enterprise-list": Way("enterprises/", _firm, _set(Enterprise, products="艾条")),
    "api-assignment-list": Way(
        "assignments/",
        lambda: AssignmentFactory(enterprise=_firm(), cadre=_person()),
        _end(Assignment, "to_on", 30),
    ),
    "api-visit-list": Way(
        "visits/", lambda: VisitFactory(enterprise=_firm()), _set(Visit, summary="谈了用电")
    ),
    "api-booking-list": Way(
        "bookings/",
        _booking,
        _set(Booking, matter="谈用电"),
    ),
    "api-units": Way(
        "units/", lambda: UnitFactory(region=cast.county()), _set(Unit, kind="office")
    ),
    "api-people": Way("people/", _person, _set(Cadre, name="李改名")),
}
# One of each that ends, so that it is in no usual list any more.
GONE: dict[str, Callable[[models.Model], object]] = {
    "api-enterprise-list": _set(Enterprise, is_active=False),
    "api-units": _set(Unit, is_active=False),
    "api-people": _end(Cadre, "left_on", 0, is_active=False),
    "api-assignment-list": _end(Assignment, "to_on", -1),
    "api-booking-list": _call_off,
}
FOLLOWED = (
    *(Ticket, Topic, OfficeTask, Policy, Enterprise, Assignment, Booking, Visit, Unit, Cadre),
    Posting,
)


def lists(resolver: Any = None) -> Iterator[str]:
    """The names of all addresses of the API whose answer is a page of a list."""
    for one in (resolver or get_resolver()).url_patterns:
        if not isinstance(one, URLPattern):
            yield from lists(one)
        elif str(one.name).startswith("api-") and _is_list(one.callback):
            yield str(one.name)


def _is_list(view: Any) -> bool:
    given = {**vars(view.cls), **getattr(view, "initkwargs", {})}
    is_list = given.get("is_list") or getattr(view, "actions", {}).get("get") == "list"
    return bool(is_list and given.get("pagination_class"))
