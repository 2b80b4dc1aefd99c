"""The room's own letters: numbered in its own series, frozen, and kept locked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from cadres.deadlines.rules.limits import day_of
from cadres.errors import WrongState
from cases.leads.handling.models.signing import RoomSeries
from cases.leads.handling.rules import issued_letters, sheets
from cases.leads.handling.rules.issued_letters import RoomLetter
from cases.leads.handling.rules.sheets import Course, Facts
from cases.leads.keys.selectors import members, seats
from cases.leads.procedure.models.leads import Lead, LeadStep
from cases.leads.procedure.models.people import Office
from cases.leads.procedure.rules import content, organs
from cases.leads.procedure.rules.content import Attachment, Feedback, Matter
from cases.leads.procedure.rules.procedure import Action, Outcome
from cases.leads.procedure.rules.vocabulary import Body, Route, Side
from cases.leads.vault.models.folders import Piece
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders as open_folders
from cases.leads.vault.selectors.folders import OpenFolder
from cases.leads.vault.services import folders, trail
from cases.leads.vault.services.room_transaction import together
from cases.letters.rules.sheets import LetterSheet
from cases.letters.rules.wording import clauses
from cases.letters.services.issuing import Printer, checked_faces

NOT_IN_USE = "本方的线索室还没有启用。"


@together()
def next_number(*, actor: Reader) -> str:
    """Give the next number of the office's own series in this year, without gaps or reuse."""
    return number_in(own_office(actor).series, actor=actor)


@together()
def number_in(series: str, *, actor: Reader) -> str:
    """Give the next number of a series in this year; the row is locked until the action is done."""
    year = actor.today.year
    RoomSeries.objects.get_or_create(series=series, year=year)
    row = RoomSeries.objects.select_for_update(no_key=True).get(series=series, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return clauses.number(series, year, row.last)


@together()
def register_number(*, actor: Reader) -> str:
    """What came from outside is numbered in a series of its own (收文)."""
    return number_in(f"{own_office(actor).series}收", actor=actor)


@together()
def freeze_transfer(
    lead: Lead, opened: OpenFolder, step: LeadStep, printer: Printer, *, actor: Reader
) -> Piece:
    """Freeze the transfer letter as it was numbered: sheet, digest, template version and file."""
    matter = matter_in(opened, actor)
    files = _annexes(opened, actor)
    facts = replace(
        facts_of(lead, matter, lead.number, actor), reporter_stays=_reporter_stays(opened, actor)
    )
    facts = replace(facts, dated_on=_signed_on(lead) or facts.dated_on)
    sheet = sheets.transfer_letter(matter, files, facts)
    return _freeze(opened, RoomLetter.TRANSFER, sheet, step, printer, actor)


@together()
def freeze_feedback(
    lead: Lead,
    opened: OpenFolder,
    feedback: Feedback,
    step: LeadStep,
    printer: Printer,
    *,
    actor: Reader,
) -> Piece:
    """Freeze 结果反馈函, which both sides may read."""
    ours, number = own_office(actor), next_number(actor=actor)
    to = _who_sent(lead, actor)
    facts = Facts(ours.name, to, number, actor.today, organs.contact(ours.desk, ours.contact))
    sheet = sheets.feedback_letter(feedback, facts, lead.number)
    return _freeze(opened, RoomLetter.FEEDBACK, sheet, step, printer, actor)


@together()
def register_sheet(lead: Lead, *, actor: Reader) -> LetterSheet:
    """移送登记表 as it stands now, for both sides' seals (双签章); its taking out is on record."""
    opened = open_folders.of_lead(lead, FolderKind.FILE, seen_by=actor)
    if opened is None:
        raise WrongState("本件的内容不在您这里，不能打印登记表。")
    trail.record("lead.take_out", lead, actor=actor.viewer)
    matter = matter_in(opened, actor)
    files = _annexes(opened, actor)
    course = Course(
        delivered_on=_day(lead.delivered_at),
        signed_on=_day(lead.signed_at),
        decided_on=_day(lead.accepted_at),
        answered_on=_day(lead.answered_at),
        outcome=Outcome(lead.outcome).label if lead.outcome else "",
    )
    return sheets.register_form(matter, files, facts_of(lead, matter, lead.number, actor), course)


def facts_of(lead: Lead, matter: Matter, number: str, actor: Reader) -> Facts:
    """Who writes to whom: the county's two offices, or one of them and the body outside."""
    outside = matter.counterpart or (Body(lead.body).label if lead.body else "")
    sender = seats.office(lead.county_id, Side.SENDER, seen_by=actor)
    receiver = seats.office(lead.county_id, Side.RECEIVER, seen_by=actor)
    issuer = outside if lead.route == Route.INWARD or not sender else sender.name
    to = outside if lead.route == Route.OUTWARD or not receiver else receiver.name
    ours = sender is not None and lead.route != Route.INWARD
    contact = organs.contact(sender.desk, sender.contact) if sender and ours else ""
    names = members.names_of([lead.approved_by_id or 0], seen_by=actor)
    approved = names.get(lead.approved_by_id or 0, "")
    return Facts(issuer, to, number, actor.today, contact, approved)


def _who_sent(lead: Lead, actor: Reader) -> str:
    """To whom the answer goes: the county's own office, or the body that wrote."""
    if lead.route != Route.INWARD:
        office = seats.office(lead.county_id, Side.SENDER, seen_by=actor)
        return office.name if office else ""
    opened = open_folders.of_lead(lead, FolderKind.FILE, seen_by=actor)
    counterpart = matter_in(opened, actor).counterpart if opened else ""
    return counterpart or Body(lead.body).label


def _annexes(opened: OpenFolder, actor: Reader) -> list[Attachment]:
    return [
        content.attachment_of(open_folders.read(opened, piece))
        for piece in open_folders.pieces(opened.folder, PieceKind.ATTACHMENT, seen_by=actor)
    ]


def _signed_on(lead: Lead) -> date | None:
    """The letter is dated on the day of the approving signature, not of its numbering."""
    last = LeadStep.objects.filter(lead=lead, action=Action.APPROVE).order_by("pk").last()
    return day_of(last.at) if last else None


def _day(at: datetime | None) -> date | None:
    return day_of(at) if at else None


def _reporter_stays(opened: OpenFolder, actor: Reader) -> bool:
    found = open_folders.latest(opened, PieceKind.ENVELOPE, seen_by=actor)
    return found is not None and content.envelope_of(found[1]).stays


def matter_in(opened: OpenFolder, actor: Reader) -> Matter:
    found = open_folders.latest(opened, PieceKind.MATTER, seen_by=actor)
    if found is None:
        raise WrongState("本件还没有内容。")
    return content.matter_of(found[1])


def own_office(actor: Reader) -> Office:
    office = seats.office(actor.county_id, actor.side, seen_by=actor)
    if office is None:
        raise WrongState(NOT_IN_USE)
    return office


def _freeze(
    opened: OpenFolder,
    kind: RoomLetter,
    sheet: LetterSheet,
    step: LeadStep,
    printer: Printer,
    actor: Reader,
) -> Piece:
    faces = checked_faces(actor.county_id, printer, actor=actor.viewer).said
    return folders.put(
        opened,
        PieceKind.LETTER,
        issued_letters.as_bytes(issued_letters.Frozen(kind, printer.version, sheet, faces)),
        at=actor.at,
        by=actor.cadre_id,
        step=step,
        file=printer.pdf(sheet),
    )
