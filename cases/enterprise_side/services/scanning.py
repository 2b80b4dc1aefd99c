"""Somebody at the gate scans the code and raises a problem: no account, no link, no right."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cadres.errors import Invalid, WrongState
from cadres.files.rules.uploads import Sender
from cadres.files.services.uploads import Incoming
from cadres.people.rules import naming, phones
from cadres.viewers.rules.viewer import Kind, Viewer
from cases.enterprise_side.selectors import scan_page
from cases.enterprise_side.selectors.scan_page import ScanPage
from cases.models import Category, Ticket
from cases.tickets.rules.vocabulary import Source
from cases.tickets.selectors import categories
from cases.tickets.services.attachments import attach_as_filed
from cases.tickets.services.closing.contact_attempts import regain_by_code
from cases.tickets.services.filing import Problem, file_ticket
from enterprises.models import Enterprise

LONGEST_NAME = 40
# Of the 64 signs by which a sender's files are found, so many are those of the code.
CROWD_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Report:
    """What was typed. Without a category the office chooses one; without a phone it calls the
    contact on the register. `uploads` are the photos and files that go with it."""

    description: str
    category: Category | None = None
    name: str = ""
    phone: str = ""
    uploads: Sequence[Incoming] = ()


def scanner(at: datetime) -> Viewer:
    """The software itself, under the name that history and trail show for what came by code."""
    return Viewer(at=at, kind=Kind.SYSTEM, name="企业扫码")


def sender_by_code(token: str, form_id: UUID, *, at: datetime) -> Sender:
    """Whoever has this one page open sends files for it, and nobody else at the gate finds them.

    The code is everybody's who passes; the number of the page is made with it and told to nobody.
    Raises Absent where it is no code in force.
    """
    enterprise = scan_page.of(token, seen_by=scanner(at)).enterprise
    crowd = hashlib.sha256(f"gate {enterprise.pk}".encode()).hexdigest()[:CROWD_LENGTH]
    own = hashlib.sha256(form_id.bytes).hexdigest()[CROWD_LENGTH:]
    return Sender(at=at, link=crowd + own, crowd=crowd)


@transaction.atomic
def file_by_code(token: str, report: Report, *, at: datetime) -> Ticket:
    """The problem becomes a ticket of the enterprise whose code it is.

    The same words on the same day are the same problem: pressed twice, filed once; photos that
    come with the second time go to it, too.
    """
    viewer = scanner(at)
    page = scan_page.of(token, seen_by=viewer)
    # One after the other, so that the limit of a day holds.
    Enterprise.objects.select_for_update(no_key=True).filter(pk=page.enterprise.pk).values_list(
        "pk"
    ).first()
    today = scan_page.filed_today(page.enterprise, seen_by=viewer)
    same = [ticket for ticket in today if ticket.description == report.description.strip()]
    if same:
        attach_as_filed(same[0], actor=viewer, uploads=report.uploads)
        return same[0]
    _check_limit(page, len(today))
    ticket = file_ticket(_problem(page.enterprise, report, viewer), actor=viewer)
    attach_as_filed(ticket, actor=viewer, uploads=report.uploads)
    regain_by_code(page.enterprise.pk, actor=viewer)
    return ticket


def _check_limit(page: ScanPage, filed: int) -> None:
    if filed < page.line.reports_a_day:
        return
    otherwise = f"急事请拨打{page.line.phone}。" if page.line.phone else "急事请直接找包联干部。"
    raise WrongState(f"今天已经收到 {filed} 件，达到每天的上限，请明天再提交；{otherwise}")


def _problem(enterprise: Enterprise, report: Report, viewer: Viewer) -> Problem:
    category = report.category or categories.unsorted(seen_by=viewer)
    if category is None:
        raise Invalid("暂时不能提交，请联系包联干部登记。")
    name = report.name.strip()
    if fault := phones.fault(naming.phone(report.phone)):
        raise Invalid(f"{fault}。", {"phone": f"{fault}。"})
    if len(name) > LONGEST_NAME:
        raise Invalid("姓名过长。", {"name": f"姓名不超过 {LONGEST_NAME} 个字。"})
    return Problem(
        category=category,
        description=report.description,
        source=Source.SCAN,
        enterprise=enterprise,
        applicant_name=name,
        applicant_phone=report.phone,
    )
