"""Two tickets of one problem become one (并入): both histories stay, the older goes on."""

from __future__ import annotations

from typing import Protocol

from django.db import transaction
from django.db.models import Q

from cadres.viewers.rules.viewer import Viewer
from cases.models import Application, Objection, Ticket
from cases.tickets.rules.applications.applications import ApplicationState
from cases.tickets.rules.duplicates import duplicates
from cases.tickets.rules.duplicates.duplicates import Pair
from cases.tickets.rules.workflow import Action, Party, State
from cases.tickets.selectors import tickets
from cases.tickets.services import recipients
from cases.tickets.services.clocks import merged_promises
from cases.tickets.services.closing.closing import end_links
from cases.tickets.services.transitions import advance, post_for, ready, trace

# An application that nobody decided before its ticket moved on.
LAPSED = {"state": ApplicationState.LAPSED}


class CarriesOver(Protocol):
    """Called before the ticket is promised anew, `more` times, what another was promised."""

    def __call__(self, ticket: Ticket, more: int, *, actor: Viewer) -> None: ...


# Filled when the site starts (`cases/apps.py`).
on_absorbing: list[CarriesOver] = []


@transaction.atomic
def merge_tickets(one: Ticket, other: Ticket, *, actor: Viewer, note: str = "") -> Ticket:
    """The younger ticket goes into the older one; return the older one.

    Whichever of the two is named first, the result is the same, so that two people who merge each
    into the other at once do one and the same action, and the second of them reads that it is done.
    """
    _lock(one, other)
    pair = duplicates.pair_of(
        tickets.fetch(one.pk, seen_by=actor), tickets.fetch(other.pk, seen_by=actor)
    )
    duplicate = ready(pair.duplicate, Action.MERGE, actor=actor)
    master = ready(pair.master, Action.ABSORB, actor=actor)
    pair = Pair(master, duplicate)
    duplicates.check(pair)
    master = _absorbed(pair, actor, note.strip())
    _repoint(pair, actor)
    duplicate = _ended(pair, actor, note.strip())
    _tell_of_both(Pair(master, duplicate), actor)
    return master


def _lock(one: Ticket, other: Ticket) -> None:
    """Both, and whatever they had absorbed before, in the order of their keys: no two mergers
    wait for each other, and none comes between."""
    named = Q(pk__in=[one.pk, other.pk]) | Q(merged_into__in=[one.pk, other.pk])
    list(
        Ticket.objects.filter(named).order_by("pk").select_for_update(no_key=True).values_list("pk")
    )


def _absorbed(pair: Pair, actor: Viewer, note: str) -> Ticket:
    """The older ticket goes on; where the other promised an earlier day, it keeps that day."""
    said = f"{pair.duplicate.number} {pair.duplicate.title}"
    said += merged_promises.keep_feedback(pair, actor=actor)
    ticks = merged_promises.of_merger(pair)
    for carry_over in on_absorbing:
        carry_over(pair.master, len(ticks), actor=actor)
    master = advance(
        pair.master,
        Action.ABSORB,
        actor=actor,
        note=f"{said}：{note}" if note else said,
        ticks=ticks,
    )
    topic = pair.duplicate.topic
    if topic is None or topic.closed_on is not None or master.topic_id is not None:
        return master
    along = f"{topic.title}（随 {pair.duplicate.number} 并入）"
    return advance(master, Action.JOIN_TOPIC, actor=actor, note=along, topic=topic)


def _ended(pair: Pair, actor: Viewer, note: str) -> Ticket:
    """The younger one keeps its unit and its words, for whoever reads its history."""
    said = f"并入 {pair.master.number}"
    _end_what_waits(pair.duplicate, actor)
    return advance(
        pair.duplicate,
        Action.MERGE,
        actor=actor,
        note=f"{said}：{note}" if note else said,
        merged_into=pair.master,
        raised_on=None,
        approval_urged_on=None,
        approval_report_by=None,
        approval_raised_on=None,
    )


def _repoint(pair: Pair, actor: Viewer) -> None:
    """What the younger one had absorbed goes on with it: nobody has to follow a chain."""
    for earlier in Ticket.objects.filter(merged_into=pair.duplicate).order_by("pk"):
        earlier.merged_into = pair.master
        earlier.save(update_fields=["merged_into"])
        trace(
            earlier,
            Action.MERGE,
            actor=actor,
            post=post_for(earlier, actor, Party.DISPATCHER),
            before=State.MERGED,
            note=f"随 {pair.duplicate.number} 并入 {pair.master.number}",
        )


def _end_what_waits(duplicate: Ticket, actor: Viewer) -> None:
    """Applications, objections and links of a ticket that goes no further.

    Its own clocks and the parts of others end with the step itself.
    """
    waiting = Application.objects.filter(ticket=duplicate, state=ApplicationState.WAITING)
    waiting.update(**LAPSED, decided_at=actor.at)
    Objection.objects.filter(ticket=duplicate, is_taken=True, decided_at__isnull=True).update(
        decided_at=actor.at
    )
    end_links(duplicate, actor=actor)


def _tell_of_both(pair: Pair, actor: Viewer) -> None:
    """Who filed the younger one and who had it in hand; and who has the older one."""
    duplicate, master = pair.duplicate, pair.master
    helpers = recipients.clerks(duplicate.co_unit_ids, actor)
    theirs = [duplicate.filed_by_id, *recipients.unit(duplicate, actor), *helpers]
    recipients.tell("ticket_merged", duplicate, theirs, actor=actor)
    recipients.tell_unit("ticket_absorbed", master, actor=actor, besides=[master.filed_by_id])
