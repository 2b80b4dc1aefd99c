"""Draws (抽查公示) as anybody may look at them: counted again for the tickets that one sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from cadres.errors import Absent
from cadres.viewers.rules.viewer import Viewer
from cases.models import DrawnTicket, SampleDraw, Ticket
from cases.tickets.rules.closing import sampling
from cases.tickets.rules.closing.sampling import Taken

# So many tickets of a draw stand on its page; the command counts them all.
SHOWN = 500


@dataclass(frozen=True, slots=True)
class Counted:
    """One ticket of a draw, counted again."""

    ticket_id: int
    number: str
    digest: str
    is_drawn: bool
    is_right: bool


@dataclass(frozen=True, slots=True)
class Published:
    """A draw with its seed: of how many was drawn, and those that the viewer sees."""

    draw: SampleDraw
    bound: str
    whole: int
    drawn: int
    lines: list[Counted]


def rows(*, seen_by: Viewer) -> QuerySet[SampleDraw]:
    """The draws of the viewer's counties, the newest first."""
    counties = {*seen_by.county_ids, *seen_by.home_county_ids}
    found = SampleDraw.objects.filter(county_id__in=counties)
    # Counting forgets the order of the model.
    counted = found.select_related("county").annotate(whole=Count("frame"))
    return counted.order_by("-drawn_at", "-pk")


def fetch(pk: int, *, seen_by: Viewer) -> Published:
    """Return a published draw; one that is not published looks like none."""
    draw = rows(seen_by=seen_by).filter(pk=pk, published_at__isnull=False).first()
    if draw is None:
        raise Absent("没有这次抽查，或种子还没有公布。")
    counted = draw.frame.aggregate(whole=Count("pk"), drawn=Count("pk", filter=Q(is_drawn=True)))
    visible = draw.frame.filter(ticket__in=Ticket.objects.visible_to(seen_by))
    lines = [_counted(draw, one) for one in visible[:SHOWN]]
    return Published(draw, sampling.bound(draw.percent), counted["whole"], counted["drawn"], lines)


def faults() -> Iterator[tuple[SampleDraw, list[str]]]:
    """Count every draw again, for the command; what is right has no fault."""
    for draw in SampleDraw.objects.order_by("pk").iterator():
        frame = [Taken(*row) for row in draw.frame.values_list("number", "is_drawn")]
        yield draw, sampling.faults(draw.seed, draw.commitment, draw.percent, frame)


def _counted(draw: SampleDraw, one: DrawnTicket) -> Counted:
    digest = sampling.digest_of(draw.seed, one.number)
    is_drawn = digest < sampling.bound(draw.percent)
    return Counted(one.ticket_id, one.number, digest, one.is_drawn, is_drawn == one.is_drawn)
