"""Drawing who is called back: by chance, after the end, so that it can be counted again."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cadres.models import Region
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Check, DrawnTicket, SampleDraw, Ticket
from cases.tickets.rules.closing import sampling
from cases.tickets.rules.workflow import State

# Where a seed comes from: the system's own source of chance, unless a door names another.
Chance = Callable[[], str]


def new_seed() -> str:
    return secrets.token_hex(32)


@transaction.atomic
def draw(
    county_id: int,
    kind: str,
    ended: QuerySet[Ticket],
    percent: int,
    make: Callable[[Ticket, SampleDraw], Check],
    *,
    actor: Viewer,
    chance: Chance = new_seed,
    stratum: str = "",
) -> int:
    """Draw of those that have ended and were in no draw yet; return how many are to be called.

    The county's row is locked first: two draws at once never have a ticket in common. `stratum`
    names the part of all that ended of which this draw was made with a share of its own.
    """
    Region.objects.select_for_update(no_key=True).get(pk=county_id)
    before = DrawnTicket.objects.filter(ticket=OuterRef("pk"), kind=kind, round=OuterRef("round"))
    frame = list(ended.exclude(Exists(before)).order_by("pk"))
    if not frame:
        return 0
    made = _made(county_id, kind, percent, chance(), actor, stratum)
    rows = [_row(made, ticket) for ticket in frame]
    DrawnTicket.objects.bulk_create(rows)
    checks = [make(row.ticket, made) for row in rows if row.is_drawn]
    Check.objects.bulk_create(checks, ignore_conflicts=True)
    said = {"of": len(rows), "commitment": made.commitment, "percent": percent}
    audit.record("check.draw", made, actor=actor, **said)
    return len(checks)


@transaction.atomic
def publish(county_id: int, *, actor: Viewer) -> int:
    """Show the seeds of the draws whose calls are made, or not to be made any more."""
    waiting = Check.objects.filter(
        draw=OuterRef("pk"),
        done_at__isnull=True,
        ticket__state=State.CLOSED,
        round=F("ticket__round"),
    )
    open_draws = SampleDraw.objects.filter(county_id=county_id, published_at__isnull=True)
    # Not on the day of the draw: an empty draw does not tell that nobody is called.
    over = open_draws.filter(drawn_at__lte=actor.at - timedelta(days=1)).exclude(Exists(waiting))
    found = list(over.select_for_update(no_key=True, of=("self",)))
    for made in found:
        made.published_at = actor.at
        made.save(update_fields=["published_at"])
        audit.record("check.publish_draw", made, actor=actor, seed=made.seed)
    return len(found)


def not_called(kind: str) -> Q:
    """Of which no look back was made in this round, by chance or for a reason of its own."""
    made = Check.objects.filter(ticket=OuterRef("pk"), kind=kind, round=OuterRef("round"))
    return ~Q(Exists(made))


def _made(
    county_id: int, kind: str, percent: int, seed: str, actor: Viewer, stratum: str
) -> SampleDraw:
    return SampleDraw.objects.create(
        county_id=county_id,
        kind=kind,
        stratum=stratum,
        percent=percent,
        drawn_at=actor.at,
        seed=seed,
        commitment=sampling.commitment(seed),
    )


def _row(made: SampleDraw, ticket: Ticket) -> DrawnTicket:
    return DrawnTicket(
        draw=made,
        ticket=ticket,
        kind=made.kind,
        round=ticket.round,
        number=ticket.number,
        is_drawn=sampling.is_drawn(made.seed, ticket.number, made.percent),
    )
