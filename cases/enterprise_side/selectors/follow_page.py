"""What whoever filed by a code sees of their matter: where it is, who has it, what was answered.

No note of the office, nobody's name, and nothing of others' matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cadres.errors import Absent
from cadres.viewers.rules.viewer import Viewer
from cases.enterprise_side.selectors import enterprise_page
from cases.enterprise_side.selectors.enterprise_page import EnterprisePage
from cases.models import ScanReport, Ticket
from cases.tickets.rules.closing.follow_links import may_open
from cases.tickets.rules.closing.link_digests import digest_of
from cases.tickets.rules.workflow import OPEN
from enterprises.models import OfficeLine
from enterprises.register.selectors import gate_codes

ABSENT = "没有这个链接。地址可能没有复制完整，请回到保存它的地方重新点开。"


@dataclass(frozen=True, slots=True)
class FollowPage:
    """The matter as it stands. Where it was merged, the state is that of the one it went into."""

    report: ScanReport
    ticket: Ticket
    page: EnterprisePage
    situation: str
    line: OfficeLine
    # The day that is promised, while anything is.
    due_on: date | None
    may_open: bool
    is_merged: bool


def of(token: str, *, seen_by: Viewer) -> FollowPage:
    """Return the page of a secret link; raise Absent where it is none."""
    reports = ScanReport.objects.select_related("ticket__county", "ticket__merged_into")
    report = reports.filter(follow_digest=digest_of(token)).first()
    if report is None:
        raise Absent(ABSENT)
    ticket = report.ticket
    page = enterprise_page.of(ticket.pk, seen_by=Viewer.enterprise(ticket.pk, seen_by.at))
    where = ticket.merged_into or ticket
    return FollowPage(
        report=report,
        ticket=page.ticket,
        page=page,
        situation=enterprise_page.situation_of(where, seen_by=seen_by),
        line=gate_codes.office_line(ticket.county, seen_by=seen_by),
        due_on=where.due_on if where.state in OPEN else None,
        may_open=may_open(page.ticket.state),
        is_merged=ticket.merged_into is not None,
    )
