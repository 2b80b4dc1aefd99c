"""Contacts are written down by those who made them; nothing in them is forced."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from cadres.errors import Invalid
from cadres.files.services.uploads import Incoming
from cadres.models import Cadre
from cadres.pages.models.prepared_insert import written
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from enterprises.coverage.rules import periods
from enterprises.models import Enterprise, Manner, Purpose, ServiceDay, Visit, VisitMember
from enterprises.register.rules import authority
from enterprises.register.selectors import enterprises
from enterprises.service_days.selectors import service_days
from enterprises.visits.selectors import companions, visits
from enterprises.visits.services import bookings, visit_files

LONGEST_SUMMARY = 2000


@dataclass(frozen=True, slots=True)
class Call:
    """What is written down of a contact. No cadre named means the one who writes."""

    manner: str
    purpose: str
    visited_on: date
    summary: str = ""
    cadre_ids: tuple[int, ...] = ()
    # The 企业服务日 at which it was, by its key.
    service_day: int | None = None


# What an upper app files with a visit, in the same transaction: all of it is kept, or nothing.
AlongWith = Callable[[Visit], object]


def log_visit(
    enterprise: Enterprise,
    call: Call,
    *,
    actor: Viewer,
    uploads: Sequence[Incoming] = (),
    along: Sequence[AlongWith] = (),
) -> Visit:
    """A contact is written down, with everybody's unit of that day, and what came with it."""
    return log_visit_at(enterprise.pk, call, actor=actor, uploads=uploads, along=along)


@transaction.atomic
def log_visit_at(
    enterprise_id: int,
    call: Call,
    *,
    actor: Viewer,
    uploads: Sequence[Incoming] = (),
    along: Sequence[AlongWith] = (),
) -> Visit:
    """The same at an enterprise that is named by its key. Raises Absent where it is not seen."""
    enterprise = enterprises.fetch(enterprise_id, seen_by=actor)
    authority.check_logs_visits(actor, enterprise)
    _check(call, actor)
    _check_service_day(enterprise.county_id, call.service_day, call.visited_on, actor)
    cadre_ids = _members(enterprise, call.cadre_ids, actor)
    visit = _write(enterprise, call, cadre_ids, actor)
    bookings.fulfil(visit, cadre_ids, actor=actor)
    audit.record("visit.log", visit, actor=actor, manner=call.manner, members=len(cadre_ids))
    visit_files.attach_all(visit, uploads, actor=actor)
    for file_with in along:
        file_with(visit)
    return visit


@transaction.atomic
def correct_visit(visit: Visit, call: Call, *, actor: Viewer, read: Read) -> Visit:
    """A slip is put right by who wrote it down, or by the office; the enterprise stays."""
    Visit.objects.select_for_update(no_key=True).filter(pk=visit.pk).values_list("pk").first()
    visit = visits.fetch(visit.pk, seen_by=actor)
    authority.check_corrects_visit(actor, visit)
    _check(call, actor)
    given = edits.settle(
        visit,
        visits.facts(visit),
        _said(call),
        read=read,
        actor=actor,
        verbs=("visit.correct",),
        words={"cadre_ids": _names, "service_day": _title},
    )
    named, on = given.pop("service_day"), given["visited_on"]
    if (named, on) != (visit.service_day_id, visit.visited_on):
        _check_service_day(visit.county_id, named, on, actor)
    given["service_day_id"] = named
    known = {member.cadre_id for member in visit.members.all()}
    cadre_ids = _members(visit.enterprise, given.pop("cadre_ids"), actor, known=known)
    for name, value in given.items():
        setattr(visit, name, value)
    visit.save(update_fields=list(given))
    visit.members.all().delete()
    _write_members(visit, cadre_ids)
    audit.record("visit.correct", visit, actor=actor, members=len(cadre_ids))
    return visits.fetch(visit.pk, seen_by=actor)


def _said(call: Call) -> dict[str, Any]:
    return {
        "manner": call.manner,
        "purpose": call.purpose,
        "visited_on": call.visited_on,
        "service_day": call.service_day,
        "summary": call.summary.strip(),
        "cadre_ids": tuple(sorted(set(call.cadre_ids))),
    }


def _names(cadre_ids: Collection[int]) -> str:
    found = Cadre.objects.filter(pk__in=cadre_ids).order_by("pk")
    return "、".join(found.values_list("name", flat=True))


def _title(pk: int | None) -> str:
    return ServiceDay.objects.filter(pk=pk or 0).values_list("title", flat=True).first() or ""


def _check(call: Call, actor: Viewer) -> None:
    periods.check_past_day(call.visited_on, actor.today, "visited_on")
    fields = {}
    if call.manner not in Manner.values:
        fields["manner"] = "请选择走访方式。"
    if call.purpose not in Purpose.values:
        fields["purpose"] = "请选择走访目的。"
    if len(call.summary) > LONGEST_SUMMARY:
        fields["summary"] = f"情况摘要不超过 {LONGEST_SUMMARY} 个字。"
    if fields:
        raise Invalid("".join(fields.values()), fields)


def _check_service_day(county_id: int, pk: int | None, on: date, actor: Viewer) -> None:
    service_days.named(pk, county_id, on, seen_by=actor)


def _members(
    enterprise: Enterprise,
    cadre_ids: Collection[int],
    actor: Viewer,
    known: Collection[int] = (),
) -> list[int]:
    """Return who took part: oneself, and whoever else of the county goes out to enterprises."""
    own = {actor.cadre_id} if actor.cadre_id else set()
    wanted = set(cadre_ids) or own
    others = wanted - own - set(known)
    if not wanted or not others <= _allowed(others, enterprise, actor):
        sentence = "参加走访的干部须是本县在岗的助企干部、单位或助企办人员，请重新选择。"
        raise Invalid(sentence, {"cadre_ids": sentence})
    return sorted(wanted)


def _allowed(others: set[int], enterprise: Enterprise, actor: Viewer) -> set[int]:
    if not others:
        return set()
    if actor.is_system:
        return set(Cadre.objects.filter(pk__in=others).values_list("pk", flat=True))
    return companions.allowed(others, enterprise, seen_by=actor)


def _write(enterprise: Enterprise, call: Call, cadre_ids: list[int], actor: Viewer) -> Visit:
    visit = Visit(
        enterprise=enterprise,
        county_id=enterprise.county_id,
        manner=call.manner,
        purpose=call.purpose,
        visited_on=call.visited_on,
        service_day_id=call.service_day,
        summary=call.summary.strip(),
        filed_by_id=actor.cadre_id or min(cadre_ids),
        filed_at=actor.at,
    )
    written(visit)
    _write_members(visit, cadre_ids)
    return visit


def _write_members(visit: Visit, cadre_ids: Collection[int]) -> None:
    units = visits.unit_ids(cadre_ids, visit.visited_on)
    # One or two, mostly: a row costs less than the text of one statement for all of them.
    for pk in cadre_ids:
        written(VisitMember(visit=visit, cadre_id=pk, unit_id=units.get(pk)))
