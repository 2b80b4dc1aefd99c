"""The enterprise's one-time links: what is sent with one, and why one is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from cadres.pages.rules import wording
from cadres.viewers.rules.viewer import Viewer
from cases.enterprise_side.rules.enterprise_links import (
    HEADINGS,
    REASONS,
    Closed,
    Sending,
)
from cases.enterprise_side.selectors import enterprise_page
from cases.models import ConfirmationLink, Ticket
from cases.tickets.rules.closing.link_digests import digest_of
from cases.tickets.rules.workflow import OPEN
from enterprises.models import OfficeLine
from enterprises.register.selectors import gate_codes


@dataclass(frozen=True, slots=True)
class ClosedLink:
    """Which of the reasons it is, in words; the office's own phone where it is known."""

    why: Closed
    heading: str
    reason: str
    line: OfficeLine | None


def made(ticket: Ticket, token: str, *, seen_by: Viewer) -> ConfirmationLink | None:
    """Return the link of this token while it can be used, to who made it and to nobody else."""
    links = ConfirmationLink.objects.filter(ticket=ticket, digest=digest_of(token))
    links = links.filter(issued_by_id=seen_by.cadre_id, issued_by__isnull=False)
    open_links = links.filter(used_at__isnull=True, ended_at__isnull=True)
    return open_links.filter(expires_at__gt=seen_by.at).first()


def sending(link: ConfirmationLink, ticket: Ticket, *, seen_by: Viewer) -> Sending:
    line = gate_codes.office_line(ticket.county, seen_by=Viewer.system(seen_by.at))
    unit = seen_by.own_posts[0].unit_name if seen_by.own_posts else ""
    return Sending(
        to=ticket.enterprise.name if ticket.enterprise else ticket.applicant_name or "您好",
        matter=ticket.title,
        number=ticket.number,
        filed_on=ticket.filed_on,
        state=ticket.state,
        until=timezone.localtime(link.expires_at),
        sender=f"{unit}{seen_by.name}",
        office=line.name,
        phone=line.phone,
    )


def closed(token: str, *, seen_by: Viewer) -> ClosedLink:
    """Say why a link cannot be used: whoever has its token may know."""
    links = ConfirmationLink.objects.select_related("ticket__county", "ticket__merged_into__unit")
    link = links.filter(digest=digest_of(token)).first()
    if link is None:
        return ClosedLink(Closed.UNKNOWN, HEADINGS[Closed.UNKNOWN], REASONS[Closed.UNKNOWN], None)
    why, when = _why(link)
    said = wording.moment(timezone.localtime(when), seen_by.today)
    line = gate_codes.office_line(link.ticket.county, seen_by=Viewer.system(seen_by.at))
    if why is not Closed.USED and link.ticket.merged_into is not None:
        reason = _went_into(link.ticket.merged_into, Viewer.system(seen_by.at))
        return ClosedLink(Closed.MERGED, HEADINGS[Closed.MERGED], reason, line)
    return ClosedLink(why, HEADINGS[why], REASONS[why].format(when=said), line)


def _went_into(master: Ticket, viewer: Viewer) -> str:
    """Say where the matter went, how it stands there, and until when it is promised."""
    until = wording.day(master.due_on, viewer.today, short=True)
    return REASONS[Closed.MERGED].format(
        number=master.number,
        title=master.title,
        situation=enterprise_page.situation_of(master, seen_by=viewer),
        promise=f"承诺 {until} 前办结。" if master.state in OPEN else "",
    )


def _why(link: ConfirmationLink) -> tuple[Closed, datetime]:
    """What happened to it first; of one that could be used, only the end of its time is left."""
    if link.used_at:
        return Closed.USED, link.used_at
    if link.ended_at and link.ended_at < link.expires_at:
        return Closed.ENDED, link.ended_at
    return Closed.EXPIRED, link.expires_at
