"""What stands beside the straight road in a real county, done by the services themselves.

History that is poured in is handled straight on. Here the matters of each county get what those
lack: applications and drafts that wait or were granted, matters that are planned, parked or handed
up, shares of other units, enterprises that nobody reaches, complaints about tendering that are
examined, steps of the ladder and their letters. The services refuse what no rule allows; what they
refuse of one ticket is tried with the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cadres.errors import DomainError
from cadres.models import Cadre, Posting, Unit
from cadres.people.selectors import viewers
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.management.made_counties.tickets import supervised
from cases.models import Application, Share, Ticket
from cases.tickets.rules.applications.applications import WAYS, Ground, Level
from cases.tickets.rules.applications.unit_drafts import DraftKind
from cases.tickets.rules.closing.contact_attempts import ContactMeans
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.rules.workflow import Party, State
from cases.tickets.services.applications.admission import admit_ticket, decline_ticket
from cases.tickets.services.applications.application_decisions import grant_application
from cases.tickets.services.applications.unit_drafts import say, sign_draft
from cases.tickets.services.closing.contact_attempts import record_attempt
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket, recall_ticket
from cases.tickets.services.handling.shares import accept_share, add_share, answer_share

# The services take over here; what was poured in of these tickets happened before.
BEFORE = timedelta(hours=30)
# Hardly anything waits longer for its dispatch: complaints are taken from what came today.
LAST = timedelta(hours=3)
# How far something that a unit asks for came: drafted, signed, or decided.
DRAFTED, SIGNED, DECIDED = range(3)
ASKED = (
    *((DraftKind.EXTENSION, reach) for reach in (DECIDED, SIGNED, DRAFTED, DECIDED)),
    *((DraftKind.PLAN, reach) for reach in (DECIDED, SIGNED, DECIDED)),
    *((DraftKind.PARKING, reach) for reach in (DECIDED, SIGNED, DRAFTED)),
    *((DraftKind.HAND_UP, reach) for reach in (DECIDED, SIGNED)),
)
SHARES, UNREACHED = 6, 3
EXAMINED: tuple[str, ...] = ("admit", "decline", "")
WHY = "增容须新建配电房，设备到货晚于预期。"
TASK = "核实现场情况，提出本单位意见。"
ANSWER = "已到现场核实，情况属实，无异议。"
TRIED = "拨打登记电话无人接听。"
DECLINED = "投诉人未提供有效线索，不属于受理范围。"
STEPS = "列入明年农网改造项目：明年一季度设计，二季度施工，改造后增容。"


@dataclass(frozen=True, slots=True)
class Place:
    """One county, and the moment from which on the services act in it."""

    county_id: int
    since: datetime

    def at(self, minutes: int) -> datetime:
        return self.since + timedelta(minutes=minutes)

    def somebody(self, minutes: int, *roles: Role, unit: int | None = None) -> Iterator[Viewer]:
        """Whoever holds one of the roles in the county, or in this unit of it, at that moment."""
        at = self.at(minutes)
        posts = Posting.objects.in_force(timezone.localdate(at)).holding(*roles)
        inside = posts.filter(unit=unit) if unit else posts.filter(unit__region=self.county_id)
        people = Cadre.objects.filter(pk__in=inside.values("cadre"))
        return (viewers.build(cadre, at=at) for cadre in people.order_by("pk"))

    def quiet(self, state: State) -> Iterator[Ticket]:
        """The newest tickets of a state to which nothing was done since the services act."""
        found = Ticket.objects.filter(county=self.county_id, state=state, round=1)
        rested = found.annotate(last=Max("events__at")).filter(last__lt=self.since)
        return iter(rested.order_by("-pk")[:200])


def add(at: datetime) -> None:
    """Do it in every county that has tickets, and let the ladder climb at the moment `at`."""
    counties = Ticket.objects.order_by("county").values_list("county_id", flat=True).distinct()
    for county_id in list(counties):
        place = Place(county_id, at - BEFORE)
        _ask(place)
        _share(place)
        _lose(place)
        _examine(Place(county_id, at - LAST))
    supervised.escalate_and_write(list(counties), at)


def _each(tickets: Iterable[Ticket], actions: Iterable[Callable[[Ticket], object]]) -> None:
    """Do each with the first ticket of which the services take it; of others nothing stays."""
    waiting = iter(tickets)
    for action in actions:
        for ticket in waiting:
            with suppress(DomainError, StopIteration), transaction.atomic():
                action(ticket)
                break


def _ask(place: Place) -> None:
    _each(
        place.quiet(State.IN_HAND),
        (
            lambda ticket, kind=kind, reach=reach: _asked(place, ticket, kind, reach)  # type: ignore[misc]
            for kind, reach in ASKED
        ),
    )


def _asked(place: Place, ticket: Ticket, kind: DraftKind, reach: int) -> None:
    """A clerk drafts it, the head signs it, and who decides grants it."""
    clerk = next(place.somebody(0, Role.UNIT_CLERK, unit=ticket.unit_id))
    draft = say(ticket, kind, _words(kind, clerk), actor=clerk).draft
    if reach == DRAFTED or draft is None:
        return
    head = next(place.somebody(30, Role.UNIT_HEAD, unit=ticket.unit_id))
    sign_draft(ticket, actor=head, digest=draft.digest)
    if reach == SIGNED:
        return
    asked = Application.objects.get(ticket=ticket, kind=kind.value)
    decides = Role.LEADER if WAYS[asked.kind].decider is Party.LEADER else Role.OFFICE_HEAD
    for actor in place.somebody(90, decides):
        grant_application(ticket, asked.kind, actor=actor, digest=asked.digest, note="同意。")
        return


def _words(kind: DraftKind, clerk: Viewer) -> dict[str, Any]:
    review, planned = (clerk.today + timedelta(days=days) for days in (60, 120))
    return {
        DraftKind.EXTENSION: {"reason": WHY, "days": 3},
        DraftKind.PARKING: {"ground": Ground.PRACTICAL, "reason": WHY, "until_on": review},
        DraftKind.PLAN: {"owner": clerk.name, "reason": STEPS, "until_on": planned},
        DraftKind.HAND_UP: {
            "level": Level.COUNTY_MEETING,
            "reason": "须发改、自然资源、供电共同办理。",
            "tried": "已两次会同相关单位现场勘查，用地手续未能确定。",
            "proposal": "请县领导召集会商，明确用地和资金。",
        },
    }[kind]


def _share(place: Place) -> None:
    """Others help: some are still to take their part, some to answer, some have answered."""
    _each(
        place.quiet(State.IN_HAND),
        (
            lambda ticket, reach=reach: _shared(place, ticket, reach)  # type: ignore[misc]
            for reach in range(SHARES)
        ),
    )


def _shared(place: Place, ticket: Ticket, reach: int) -> None:
    office = next(place.somebody(0, Role.OFFICE_CLERK))
    share = add_share(ticket, actor=office, unit=_other_unit(place, ticket), task=TASK)
    helper = next(place.somebody(60, Role.UNIT_CLERK, unit=share.unit_id))
    if reach % 3 > 0:
        share = accept_share(share, actor=helper)
    if reach % 3 > 1:
        later = next(place.somebody(300, Role.UNIT_CLERK, unit=share.unit_id))
        answer_share(Share.objects.get(pk=share.pk), actor=later, answer=ANSWER)


def _other_unit(place: Place, ticket: Ticket) -> Unit:
    """The busiest unit beside the one that answers for the matter, and those that help already."""
    taken = {ticket.unit_id, *ticket.co_unit_ids}
    held = Ticket.objects.filter(county=place.county_id, unit__isnull=False).order_by("-pk")
    known = held.values_list("unit_id", flat=True)[:200]
    return Unit.objects.get(pk=next(pk for pk in known if pk not in taken))


def _lose(place: Place) -> None:
    """Two of the office try on different days, until the rule says that nobody is reached."""
    earlier = Place(place.county_id, place.since - timedelta(days=4))
    _each(
        earlier.quiet(State.UNCONFIRMED),
        (lambda ticket: _lost(earlier, ticket) for _ in range(UNREACHED)),
    )


def _lost(place: Place, ticket: Ticket) -> None:
    for day in range(4):
        callers = list(place.somebody(day * 24 * 60, Role.OFFICE_CLERK))
        caller = callers[day % len(callers)]
        ticket = record_attempt(ticket, actor=caller, means=ContactMeans.CALL, note=TRIED)
        if ticket.state == State.UNREACHED:
            return


def _examine(place: Place) -> None:
    """Complaints about tendering: taken, not taken, and still to be decided."""
    for ticket in place.quiet(State.ASSIGNED):
        with suppress(DomainError, StopIteration), transaction.atomic():
            office = next(place.somebody(0, Role.OFFICE_CLERK))
            recall_ticket(ticket, actor=office, reason="办理类别选错，重新交办。")
    waiting = [*place.quiet(State.FILED), *_recalled(place)]
    _each(
        waiting,
        (
            lambda ticket, end=end: _examined(place, ticket, end)  # type: ignore[misc]
            for end in EXAMINED
        ),
    )


def _recalled(place: Place) -> list[Ticket]:
    found = Ticket.objects.filter(county=place.county_id, state=State.FILED, round=1)
    return list(found.annotate(last=Max("events__at")).filter(last=place.since))


def _examined(place: Place, ticket: Ticket, end: str) -> None:
    office = next(place.somebody(20, Role.OFFICE_CLERK))
    unit = _other_unit(place, ticket)
    dispatch_ticket(ticket, actor=office, unit=unit, handling_class=HandlingClass.TENDER)
    accept_ticket(ticket, actor=next(place.somebody(50, Role.UNIT_CLERK, unit=unit.pk)))
    clerk = next(place.somebody(120, Role.UNIT_CLERK, unit=unit.pk))
    if end == "admit":
        admit_ticket(ticket, actor=clerk)
    elif end == "decline":
        decline_ticket(ticket, actor=clerk, reason=DECLINED)
