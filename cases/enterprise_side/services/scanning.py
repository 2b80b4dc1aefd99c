"""Somebody scans a code and raises a problem: no account, no right, and a link to follow it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cadres.errors import Conflict, Invalid, WrongState
from cadres.files.rules.uploads import Sender
from cadres.files.services.uploads import Incoming
from cadres.models import Unit
from cadres.pages.rules import wording
from cadres.people.rules import naming, phones
from cadres.viewers.rules.viewer import Kind, Viewer
from cases.enterprise_side.rules import scan_reports
from cases.enterprise_side.rules.scan_reports import Arrears, Inspection
from cases.enterprise_side.selectors import scan_page
from cases.enterprise_side.selectors.scan_page import ScanPage
from cases.models import Category, ScanReport, Ticket
from cases.tickets.rules.closing.link_digests import digest_of
from cases.tickets.rules.vocabulary import HandlingClass, Source
from cases.tickets.selectors import categories
from cases.tickets.services.attachments import attach_as_filed
from cases.tickets.services.closing.contact_attempts import regain_by_code
from cases.tickets.services.filing import Problem, file_ticket
from enterprises.models import Enterprise

LONGEST_NAME = 40
# Of the 64 signs by which a sender's files are found, so many are those of the code.
CROWD_LENGTH = 24
USED = "这一页先前已经反映过一件，没有重复登记。要另反映一件，请再按一次“反映问题”。"

CALL_BACK = "{at} 扫码时只留了电话，没有填写内容，请回拨，问清楚是什么事。"


@dataclass(frozen=True, slots=True)
class Report:
    """What was typed. Without a category the office chooses one; without a phone it calls the
    contact on the register, if there is one. `uploads` are the photos and files that go with it.
    """

    description: str
    category: Category | None = None
    name: str = ""
    phone: str = ""
    uploads: Sequence[Incoming] = ()
    firm: str = ""
    unit: Unit | None = None
    is_kept_from_cadres: bool = False
    is_kept_from_unit: bool = False
    inspection: Inspection = field(default_factory=Inspection)
    arrears: Arrears = field(default_factory=Arrears)


@dataclass(frozen=True, slots=True)
class Filed:
    """The ticket, and the token of the link by which whoever filed it follows it."""

    ticket: Ticket
    token: str


def scanner(at: datetime) -> Viewer:
    """The software itself, under the name that history and trail show for what came by code."""
    return Viewer(at=at, kind=Kind.SYSTEM, name="企业扫码")


def sender_by_code(token: str, form_id: UUID, *, at: datetime) -> Sender:
    """Whoever has this one page open sends files for it, and nobody else there finds them.

    The code is everybody's who passes; the number of the page is made with it and told to nobody.
    Raises Absent where it is no code in force.
    """
    return sender_of(scan_page.of(token, seen_by=scanner(at)), form_id, at=at)


def sender_of(page: ScanPage, form_id: UUID, *, at: datetime) -> Sender:
    """The same, of a code that is in force."""
    crowd = hashlib.sha256(f"gate {page.key}".encode()).hexdigest()[:CROWD_LENGTH]
    own = hashlib.sha256(form_id.bytes).hexdigest()[CROWD_LENGTH:]
    return Sender(at=at, link=crowd + own, crowd=crowd)


@transaction.atomic
def file_by_code(token: str, report: Report, *, actor: Viewer, form: str = "") -> Filed:
    """The problem becomes a ticket: of the enterprise whose code it is, or of the county.

    `form` is the number of the page that was filled in, which brings one report. The same words of
    one enterprise on the same day are the same problem, filed once; photos that come with the
    second time go to it, too.
    """
    page = scan_page.of(token, seen_by=actor)
    _check(report, actor)
    ticket = _filed(page, report, actor)
    attach_as_filed(ticket, actor=actor, uploads=report.uploads)
    return Filed(ticket, _follow(ticket, page, report, form, actor))


@transaction.atomic
def ask_call_back(
    token: str, *, actor: Viewer, phone: str, name: str = "", form: str = ""
) -> Filed:
    """Nothing but a phone: the office calls back and hears what it is about."""
    if not phone.strip():
        raise Invalid("请填写联系电话。", {"phone": "请填写联系电话。"})
    words = CALL_BACK.format(at=wording.moment(timezone.localtime(actor.at), actor.today))
    return file_by_code(token, Report(words, name=name, phone=phone), actor=actor, form=form)


def _filed(page: ScanPage, report: Report, viewer: Viewer) -> Ticket:
    if page.enterprise is None:
        return file_ticket(_problem(page, report, viewer), actor=viewer)
    # One after the other, so that the limit of a day holds.
    Enterprise.objects.select_for_update(no_key=True).filter(pk=page.enterprise.pk).values_list(
        "pk"
    ).first()
    today = scan_page.filed_today(page.enterprise, seen_by=viewer)
    problem = _problem(page, report, viewer)
    for ticket in today:
        if _is_same(ticket, problem):
            return ticket
    _check_limit(page, len(today))
    ticket = file_ticket(problem, actor=viewer)
    regain_by_code(page.enterprise.pk, actor=viewer)
    return ticket


def _is_same(ticket: Ticket, problem: Problem) -> bool:
    """What is kept from somebody is never taken for what is not."""
    return (
        ticket.description == problem.description
        and ticket.is_kept_from_cadres == problem.is_kept_from_cadres
        and list(ticket.kept_from_unit_ids) == list(problem.kept_from_unit_ids)
    )


def _check_limit(page: ScanPage, filed: int) -> None:
    if filed < page.line.reports_a_day:
        return
    otherwise = f"急事请拨打{page.line.phone}。" if page.line.phone else "急事请直接找包联干部。"
    raise WrongState(f"今天已经收到 {filed} 件，达到每天的上限，请明天再提交；{otherwise}")


def _check(report: Report, viewer: Viewer) -> None:
    if fault := phones.fault(naming.phone(report.phone)):
        raise Invalid(f"{fault}。", {"phone": f"{fault}。"})
    if len(report.name.strip()) > LONGEST_NAME:
        raise Invalid("姓名过长。", {"name": f"姓名不超过 {LONGEST_NAME} 个字。"})
    if len(report.firm.strip()) > scan_reports.LONGEST_FIRM:
        raise Invalid("企业名称过长。", {"firm": f"不超过 {scan_reports.LONGEST_FIRM} 个字。"})
    if report.is_kept_from_unit and report.unit is None:
        sentence = "请选择不想让哪个单位看到。"
        raise Invalid(sentence, {"unit": sentence})
    scan_reports.check_arrears(report.arrears, viewer.today)


def _problem(page: ScanPage, report: Report, viewer: Viewer) -> Problem:
    category = report.category or _category(report, viewer)
    if category is None:
        raise Invalid("暂时不能提交，请联系包联干部登记。")
    told = scan_reports.told(report.description, report.firm, report.inspection, report.arrears)
    return Problem(
        category=category,
        # Where nothing was written, the filing says so.
        description=told if report.description.strip() else "",
        source=Source.SCAN,
        enterprise=page.enterprise,
        county=page.county,
        applicant_name=report.name.strip(),
        applicant_phone=report.phone,
        handling_class=HandlingClass.ARREARS if report.arrears else "",
        is_kept_from_cadres=report.is_kept_from_cadres,
        kept_from_unit_ids=_kept_from(report, viewer),
    )


def _category(report: Report, viewer: Viewer) -> Category | None:
    """What was answered says more of its class than nothing; the office puts it right."""
    named = None
    if report.arrears:
        named = categories.of_arrears(seen_by=viewer)
    elif report.inspection:
        named = categories.of_inspections(seen_by=viewer)
    return named or categories.unsorted(seen_by=viewer)


def _kept_from(report: Report, viewer: Viewer) -> list[int]:
    """The unit and all below it."""
    if not report.is_kept_from_unit or report.unit is None:
        return []
    below = Unit.objects.filter(path__startswith=report.unit.path).order_by("pk")
    return list(below.values_list("pk", flat=True))


def _follow(ticket: Ticket, page: ScanPage, report: Report, form: str, viewer: Viewer) -> str:
    """Keep through which code it came, and what was answered; return the token of its link."""
    token = secrets.token_urlsafe(24)
    mark = hashlib.sha256((form or token).encode()).hexdigest()
    if ScanReport.objects.filter(form_mark=mark).exists():
        raise Conflict(USED)
    ScanReport.objects.create(
        ticket=ticket,
        enterprise_code=page.enterprise_code,
        place_code=page.place_code,
        filed_at=viewer.at,
        form_mark=mark,
        follow_digest=digest_of(token),
        about_unit=report.unit,
        firm_said=report.firm.strip(),
        scanned=report.inspection.scanned,
        certificate=report.inspection.certificate,
        notice=report.inspection.notice,
        abuses=list(report.inspection.abuses),
        amount=report.arrears.amount,
        contract_on=report.arrears.contract_on,
        debtor=report.arrears.debtor,
        case_number=report.arrears.case_number.strip(),
    )
    return token
