"""One small county in which every address has something to point at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.utils import timezone

from cadres.feedback.services.feedback import give_feedback
from cadres.models import Notice, SignIn, Unit
from cadres.viewers.rules.viewer import Viewer
from cases.code_ratings.services.rating import Said, rate_by_code, rater
from cases.enterprise_side.services.scan_budgets import Caller
from cases.enterprise_side.services.scanning import Report, file_by_code, scanner
from cases.models import Attachment, EarlyWarning, Share, WindowRating
from cases.subscriptions.services.subscriptions import subscribe
from cases.tickets.services.closing.closing import issue_link
from cases.window_ratings.rules.ratings import Level
from cases.window_ratings.services.recording import Place, Rated, record_rating
from enterprises.models import Enterprise, Visit, VisitFile
from enterprises.register.services.gate_codes import issue_code
from enterprises.register.services.place_codes import issue_place_codes
from tests.cast import Person
from tests.factories.bulletins import BulletinFactory, UnitCardFactory
from tests.factories.cases import (
    CheckFactory,
    CircumstanceFactory,
    LadderStepFactory,
    MeasureFactory,
    TicketFactory,
    TopicFactory,
)
from tests.factories.contact_calendar import BookingFactory, QuietRuleFactory
from tests.factories.contact_calendar import CheckFactory as OfficialCheckFactory
from tests.factories.enterprises import (
    AssignmentFactory,
    EnterpriseFactory,
    ServiceDayFactory,
    VisitFactory,
)
from tests.factories.inspections import InspectionFactory
from tests.factories.letters import LetterFactory
from tests.factories.office_work import (
    BoardDecisionFactory,
    IndicatorFactory,
    IndicatorFindingFactory,
    OfficeTaskFactory,
    ResultUseFactory,
)
from tests.factories.people import DelegationFactory, moment
from tests.factories.policies import PolicyFactory
from tests.factories.window_ratings import RatingFileFactory

PEOPLE = (
    "dispatcher",
    "caller",
    "office_head",
    "handler",
    "head",
    "liaison",
    "leader",
    "supervisor",
    "centre",
    "officer",
    "sysadmin",
    "secadmin",
    "auditor",
    "outsider",
    "stranger",
)
NOBODY = "anonymous"


@dataclass(frozen=True)
class World:
    """What the addresses name by their ids."""

    people: dict[str, Person]
    ids: dict[str, Any]


def build(people: dict[str, Person]) -> World:
    """A covered enterprise with a visit, a ticket in hand with a measure and a file, and a link.

    The handler will stand in for the head, from tomorrow on.
    """
    handler, liaison, head = people["handler"], people["liaison"], people["head"]
    firm = EnterpriseFactory(county=handler.county)
    contact = firm.contacts.create(name="周强", phone="13700001111")
    alias = firm.aliases.create(name="恒信达")
    assignment = AssignmentFactory(enterprise=firm, cadre=liaison.cadre)
    visit = VisitFactory(enterprise=firm, filed_by=liaison.cadre)
    ticket = TicketFactory(
        in_hand=True,
        enterprise=firm,
        unit=handler.unit,
        dispatched_by=people["dispatcher"].cadre,
        filed_by=liaison.cadre,
    )
    measure = MeasureFactory(ticket=ticket)
    attachment = Attachment.objects.create(
        ticket=ticket,
        file=ContentFile(b"plan", "plan.txt"),
        thumbnail=ContentFile(b"small", "small.jpg"),
        name="方案.txt",
        size=4,
        digest="0" * 64,
        uploaded_at=moment(date(2026, 3, 2)),
    )
    share = Share.objects.create(ticket=ticket, unit=handler.unit, asked_at=timezone.now())
    awaited = TicketFactory(unconfirmed=True, enterprise=firm, unit=handler.unit)
    checked = TicketFactory(
        closed=True, enterprise=firm, unit=handler.unit, dispatched_by=people["dispatcher"].cadre
    )
    today = timezone.localdate()
    topic = TopicFactory(county=handler.county, unit=handler.unit)
    ids = {
        "topic": topic.pk,
        "topic_verb": "note",
        "term_kind": "topic",
        "service_day": ServiceDayFactory(county=handler.county, unit_ids=[handler.unit.pk]).pk,
        "enterprise": firm.pk,
        "contact": contact.pk,
        "alias": alias.pk,
        "assignment": assignment.pk,
        "visit": visit.pk,
        "booking": _booking(firm, liaison),
        "official_check": OfficialCheckFactory(enterprise=firm).pk,
        "quiet_rule": QuietRuleFactory(county=handler.county).pk,
        "visit_file": _visit_file(visit).pk,
        "ticket": ticket.pk,
        "ticket_number": ticket.number,
        "measure": measure.pk,
        "attachment": attachment.pk,
        "checked": checked.pk,
        "check": CheckFactory(ticket=checked).pk,
        "share": share.pk,
        "gate": (gate := issue_code(firm, actor=liaison.viewer_now()).token),
        "followed": file_by_code(
            gate, Report("厂门口道路积水。"), actor=scanner(timezone.now())
        ).token,
        "place": _place(people["dispatcher"]),
        "section": (section := _section(people["dispatcher"], handler.unit)),
        "followed_rating": _followed_rating(section),
        "token": issue_link(awaited, actor=liaison.viewer_now()),
        "cadre": handler.cadre.pk,
        "posting": handler.cadre.postings.get().pk,
        "leader_posting": people["leader"].cadre.postings.get().pk,
        "principal": head.cadre.pk,
        "delegation": DelegationFactory(
            posting=head.cadre.postings.get(),
            deputy=handler.cadre,
            from_on=today + timedelta(days=1),
            to_on=today + timedelta(days=9),
        ).pk,
        "unit": handler.unit.pk,
        "feedback": give_feedback("看不清。", actor=handler.viewer_now()).pk,
        "notice": _notice(handler, ticket.pk),
        "session": _session(handler),
        "county": handler.county.pk,
        "source_code": "hotline",
        "rung": "urge",
        "circumstance": CircumstanceFactory(region=handler.county).pk,
        "ladder_step": LadderStepFactory(ticket=ticket).pk,
        "letter": LetterFactory(ticket=ticket).pk,
        "inspection": InspectionFactory(unit=handler.unit, county=handler.county).pk,
        "inspection_verb": "close",
        "policy": PolicyFactory(unit=handler.unit, county=handler.county).pk,
        "office_task": OfficeTaskFactory(unit=handler.unit, county=handler.county).pk,
        "task_verb": "done",
        "bulletin": BulletinFactory(county=handler.county).pk,
        "bulletin_verb": "withdraw",
        "subscription": subscribe(
            actor=handler.viewer_now(),
            name="办结情况",
            what="completion?",
            rhythm="weekly",
            readers=[head.cadre.pk],
        ).pk,
        "unit_card": UnitCardFactory(unit=handler.unit, county=handler.county).pk,
        "warning": EarlyWarning.objects.create(
            county=handler.county,
            kind="unit",
            unit=handler.unit,
            found_on=timezone.localdate(),
            facts={"days": 90, "times": 3},
        ).pk,
        "board_kind": "task",
        "indicator_finding": IndicatorFindingFactory(unit=handler.unit, county=handler.county).pk,
        "indicator": IndicatorFactory(county=handler.county).pk,
        "finding_verb": "void",
        "board_decision": BoardDecisionFactory(county=handler.county).pk,
        "result_use": ResultUseFactory(unit=handler.unit, county=handler.county).pk,
        "finding_kind": "hint_letter",
        "rating": _rating(handler).pk,
        "rating_address": "start",
        "rating_file": RatingFileFactory(county=handler.county).pk,
        "letter_form": "docx",
        "ledger_kind": "roster",
        "editing_kind": "ticket",
        "letter_verb": "propose",
        "letter_kind": "urge",
        "organ": "office",
        "bureau_kind": "assistance",
        "missing": 0,
        "missing_upload": UUID(int=0),
    }
    return World(people, ids)


def _rating(handler: Person) -> WindowRating:
    """A bad one of the handler's unit, not taken up yet."""
    today = timezone.localdate()
    rated = Rated("PJ1", Level.BAD, today, today, rater_name="周小明", rater_phone="13700001234")
    place = Place(handler.county, handler.unit, "3号窗口")
    return record_rating(place, rated, actor=Viewer.system(timezone.now()))


def _booking(firm: Enterprise, liaison: Person) -> int:
    tomorrow = timezone.localdate() + timedelta(days=1)
    days = [tomorrow, tomorrow + timedelta(days=1)]
    booking = BookingFactory(
        enterprise=firm, booked_by=liaison.cadre, member_unit=liaison.unit, offered=days
    )
    return booking.pk


def _notice(reader: Person, ticket_id: int) -> int:
    return Notice.objects.create(
        to=reader.cadre, kind="ticket_dispatched", object_id=ticket_id, at=timezone.now()
    ).pk


def _session(owner: Person) -> int:
    now = timezone.now()
    return SignIn.objects.create(
        cadre=owner.cadre,
        session_key="elsewhere",
        signed_in_at=now - timedelta(hours=1),
        seen_at=now,
    ).pk


def _visit_file(visit: Visit) -> VisitFile:
    return VisitFile.objects.create(
        visit=visit,
        file=ContentFile(b"plan", "plan.txt"),
        thumbnail=ContentFile(b"small", "small.jpg"),
        name="plan.txt",
        size=4,
        digest="0" * 64,
        uploaded_at=visit.filed_at,
    )


def _section(dispatcher: Person, unit: Unit) -> str:
    """The code of a window of the unit."""
    viewer = dispatcher.viewer_now()
    [code] = issue_place_codes(dispatcher.county, ["业扩窗口"], actor=viewer, unit=unit)
    return str(code.token)


def _followed_rating(section: str) -> str:
    """The token of the link by which a rating is followed."""
    said, viewer = Said(Level.GOOD), rater(timezone.now())
    return rate_by_code(section, said, Caller(section), actor=viewer, form="1").token


def _place(dispatcher: Person) -> int:
    """A code in a public place of the county."""
    [code] = issue_place_codes(dispatcher.county, ["政务大厅"], actor=dispatcher.viewer_now())
    return int(code.pk)
