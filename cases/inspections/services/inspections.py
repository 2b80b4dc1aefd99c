"""The supervisors file what 明察暗访 found, follow it, and end it when they have looked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from cadres.errors import Invalid, NotPermitted
from cadres.models import Region, Unit
from cadres.people.services import open_units
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.inspections.rules import inspections as rules
from cases.inspections.rules.inspections import InspectionState, InspectionVerb, Manner
from cases.inspections.selectors import inspections
from cases.letters.rules.kinds import LetterState
from cases.letters.rules.wording import clauses
from cases.models import Category, Inspection, Letter, Ticket
from cases.tickets.rules import filing_days
from cases.tickets.rules.vocabulary import Source
from cases.tickets.services.filing import Problem, file_ticket
from enterprises.models import Enterprise


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, where, by whom, and whose it is to put right."""

    found_on: date
    manner: str
    place: str
    inspectors: str
    text: str
    unit: Unit
    enterprise: Enterprise | None = None


@transaction.atomic
def file_inspection(found: Found, *, actor: Viewer, county: Region) -> Inspection:
    """A row of the ledger, with the next number of the county's year."""
    if not rules.may_file(actor, county.pk):
        raise NotPermitted(rules.FILED_BY)
    _check(found, actor.today)
    _check_places(found, county.pk)
    # Two who file at once queue at the county.
    Region.objects.select_for_update(no_key=True).filter(pk=county.pk).values_list("pk").first()
    year = actor.today.year
    last = Inspection.objects.filter(county=county, year=year).aggregate(last=Max("serial"))["last"]
    row = Inspection(
        county=county,
        year=year,
        serial=(last or 0) + 1,
        filed_by_id=actor.person_id,
        filed_at=actor.at,
        **_columns(found),
    )
    row.save(force_insert=True)
    audit.record(f"inspection.{InspectionVerb.FILE}", row, actor=actor)
    return row


@transaction.atomic
def correct_inspection(row: Inspection, *, actor: Viewer, read: Read, found: Found) -> Inspection:
    """Before anything was written about it, what the row says is put right."""
    row = ready(row, InspectionVerb.CORRECT, actor=actor)
    given = edits.settle(
        row,
        inspections.facts(row),
        _columns(found),
        read=read,
        actor=actor,
        verbs=(f"inspection.{InspectionVerb.CORRECT}",),
    )
    settled = Found(**given)
    _check(settled, actor.today)
    _check_places(settled, row.county_id)
    for name, value in given.items():
        setattr(row, name, value)
    row.save(update_fields=list(given))
    audit.record(f"inspection.{InspectionVerb.CORRECT}", row, actor=actor)
    return row


@transaction.atomic
def file_ticket_of(row: Inspection, *, actor: Viewer, category: Category) -> Ticket:
    """An enterprise's matter came of it: it is filed as a ticket, and the office dispatches it."""
    row = ready(row, InspectionVerb.TICKET, actor=actor)
    problem = Problem(
        category=category,
        description=row.text,
        source=Source.INSPECTION,
        enterprise=row.enterprise,
        county=row.county,
    )
    row.ticket = file_ticket(problem, actor=actor)
    row.save(update_fields=["ticket"])
    audit.record(f"inspection.{InspectionVerb.TICKET}", row, actor=actor)
    return row.ticket


@transaction.atomic
def close_inspection(row: Inspection, *, actor: Viewer, why: str) -> Inspection:
    """They looked again, and it is put right."""
    return _end(row, InspectionVerb.CLOSE, InspectionState.CLOSED, actor, why, "请写明核查情况。")


@transaction.atomic
def void_inspection(row: Inspection, *, actor: Viewer, why: str) -> Inspection:
    """It was filed wrongly; the row and its number stay."""
    return _end(row, InspectionVerb.VOID, InspectionState.VOID, actor, why, "请写明撤销的原因。")


def ready(row: Inspection, verb: InspectionVerb, *, actor: Viewer) -> Inspection:
    """Lock it, look again, and check that the action may be done."""
    Inspection.objects.select_for_update(no_key=True).filter(pk=row.pk).values_list("pk").first()
    row = inspections.fetch(row.pk, seen_by=actor)
    rules.check(verb, row, actor, has_letters=inspections.has_letters(row, seen_by=actor))
    return row


def _end(
    row: Inspection,
    verb: InspectionVerb,
    state: InspectionState,
    actor: Viewer,
    why: str,
    wanted: str,
) -> Inspection:
    if not why.strip():
        raise Invalid(wanted, {"why": wanted})
    row = ready(row, verb, actor=actor)
    row.state, row.ended_why = state, clauses.clean(why).strip()
    row.ended_at, row.ended_by_id = actor.at, actor.person_id
    row.save(update_fields=["state", "ended_why", "ended_at", "ended_by"])
    _excuse(row)
    audit.record(f"inspection.{verb}", row, actor=actor)
    return row


def _excuse(row: Inspection) -> None:
    """What is put right need not be answered any more."""
    waiting = Letter.objects.filter(inspection=row, state=LetterState.ISSUED, replied_on=None)
    waiting.filter(reply_due_on__isnull=False, excused_why="").update(excused_why="问题已核查销号")


def _columns(found: Found) -> dict[str, Any]:
    return {
        "found_on": found.found_on,
        "manner": found.manner,
        "place": found.place.strip(),
        "inspectors": found.inspectors.strip(),
        "text": clauses.clean(found.text).strip(),
        "unit": found.unit,
        "enterprise": found.enterprise,
    }


def _check(found: Found, today: date) -> None:
    problems = {}
    if found.found_on > today or filing_days.raised_fault(found.found_on, today):
        problems["found_on"] = "发现日期不能晚于今天，也不能太早。"
    if found.manner not in Manner.values:
        problems["manner"] = "请选择明察或暗访。"
    wanted = {
        "place": "请填写地点。",
        "inspectors": "请填写督查人员。",
        "text": "请写明发现的问题。",
    }
    for name, said in wanted.items():
        if not getattr(found, name).strip():
            problems[name] = said
    if problems:
        raise Invalid("没有保存：" + "".join(problems.values()), problems)
    clauses.refuse_secrets(found.place, found.text)


def _check_places(found: Found, county_id: int) -> None:
    open_units.hold_open(found.unit, county_id=county_id)
    if found.enterprise is not None and found.enterprise.county_id != county_id:
        raise Invalid("请选择本县的企业。", {"enterprise": "请选择本县的企业。"})
