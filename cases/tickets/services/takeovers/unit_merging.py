"""What a unit has open goes to the unit that takes it over: no state, no clock, no term moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from cadres.models import Posting, Unit
from cadres.notifications.services import outbox
from cadres.people.rules.unit_merging import county_of
from cadres.people.selectors.unit_merging import People
from cadres.viewers.rules import roles
from cadres.viewers.rules.viewer import Viewer
from cases.models import Round, Share, Ticket, UnitDraft
from cases.tickets.rules.applications.unit_drafts import OPEN_DRAFTS
from cases.tickets.rules.clocks.clocks import Move
from cases.tickets.rules.takeovers import restructuring
from cases.tickets.rules.takeovers.restructuring import Part
from cases.tickets.rules.workflow import Action, Party
from cases.tickets.selectors.takeovers import unit_merging as found
from cases.tickets.services.clocks import clocks
from cases.tickets.services.handling import share_rows
from cases.tickets.services.transitions import trace_all

NOTICE, SPLIT = "unit_merged", "unit_split"


@transaction.atomic
def take_over(
    old: Unit, new: Unit, people: People, *, actor: Viewer, why: str, action: int
) -> None:
    """Tickets, and parts in others' tickets; both units and the office are told."""
    _move_tickets(old, new, people, actor, why)
    _tell_both_units(NOTICE if people is None else SPLIT, old, new, actor, action)


def _move_tickets(old: Unit, new: Unit, people: People, actor: Viewer, why: str) -> None:
    rows = found.tickets(old, seen_by=actor, people=people)
    list(rows.select_for_update(no_key=True).values_list("pk"))
    moved = list(rows.defer("pairs"))
    pks = [ticket.pk for ticket in moved]
    parts = _parts_of(moved, actor)
    for ticket in moved:
        _settle_parts(ticket, parts[ticket.pk], old, new, actor)
        ticket.co_unit_ids = restructuring.helpers(
            ticket.co_unit_ids, ticket.unit_id, old.pk, new.pk
        )
        ticket.unit_id = new.pk if ticket.unit_id == old.pk else ticket.unit_id
    Ticket.objects.bulk_update(moved, ["unit", "co_unit_ids"], batch_size=500)
    Round.objects.filter(ticket__in=pks, ended_on__isnull=True, unit=old).update(unit=new)
    # What waits for the old unit's head waits for the new one's: the words stay as drafted.
    waiting = UnitDraft.objects.filter(ticket__in=pks, state__in=OPEN_DRAFTS, unit=old)
    waiting.update(unit=new)
    trace_all([(ticket, why) for ticket in moved], Action.RESTRUCTURE, actor=actor)


def _parts_of(tickets: Sequence[Ticket], actor: Viewer) -> dict[int, list[Share]]:
    parts: dict[int, list[Share]] = defaultdict(list)
    for share in found.shares([ticket.pk for ticket in tickets], seen_by=actor):
        parts[share.ticket_id].append(share)
    return parts


def _settle_parts(
    ticket: Ticket, shares: Sequence[Share], old: Unit, new: Unit, actor: Viewer
) -> None:
    """The new unit has each part once, and none where it leads."""
    parts = [Part(s.pk, s.unit_id, s.due_on, s.answered_at is not None) for s in shares]
    ended = restructuring.ended(parts, ticket.unit_id, old.pk, new.pk)
    over = [share for share in shares if share.pk in ended]
    for share in over:
        share.ended_at, share.ended_why = actor.at, ended[share.pk]
        share.save(update_fields=["ended_at", "ended_why"])
    _stop(ticket, [share for share in over if share.answered_at is None], actor)
    going_on = [share.pk for share in shares if share.pk not in ended and share.unit_id == old.pk]
    Share.objects.filter(pk__in=going_on).update(unit=new)


def _stop(ticket: Ticket, shares: Sequence[Share], actor: Viewer) -> None:
    """The clocks of these parts end; no other clock of the ticket is touched."""
    if not shares:
        return
    stays = Move(
        Action.RESTRUCTURE, Party.SYSTEM, ticket.state, ticket.state, ticket.handling_class,
        ticket.unit_id,
    )  # fmt: skip
    columns = clocks.follow(ticket, stays, [share_rows.stops(one) for one in shares], actor=actor)
    ticket.save(update_fields=list(columns))


def _tell_both_units(kind: str, old: Unit, new: Unit, actor: Viewer, action: int) -> None:
    """Both units' clerks and heads, and the office of the county, which gave out the work."""
    posts = Posting.objects.in_force(actor.today)
    units = posts.in_units([old.pk, new.pk]).holding(*roles.UNIT)
    office = posts.in_region(county_of(new)).holding(*roles.OFFICE)
    to = [*units.cadre_ids(), *office.cadre_ids()]
    outbox.queue(kind, action, to=to, actor=actor, once_per=str(action))
