"""The campaign office sets a service day, puts it right, or calls it off."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cadres.errors import Invalid
from cadres.models import Region, RegionLevel
from cadres.people.services import open_units
from cadres.submissions.rules import text_limits
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import ServiceDay
from enterprises.service_days.rules import notice_kinds
from enterprises.service_days.rules import service_days as rules
from enterprises.service_days.rules.service_days import Plan
from enterprises.service_days.selectors import service_days
from enterprises.service_days.services import service_day_notices as notices

CHANGE = "service_day.change"


@transaction.atomic
def plan_service_day(plan: Plan, *, actor: Viewer, county: Region) -> ServiceDay:
    """The day is announced to the units that take part: they see it from now on, and hear so."""
    rules.check_may_set(actor, county.pk)
    _check(plan, county.pk, frozenset(), actor)
    day = ServiceDay.objects.create(
        county=county, set_by_id=actor.person_id, set_at=actor.at, **_columns(plan)
    )
    audit.record("service_day.set", day, actor=actor, held_on=f"{day.held_on}")
    notices.tell(notice_kinds.SET, day, day.unit_ids, actor=actor)
    return day


@transaction.atomic
def change_service_day(day: ServiceDay, plan: Plan, *, actor: Viewer, read: Read) -> ServiceDay:
    """What was set wrongly is put right; what was heard at it stays with it."""
    day = _ready(day, actor)
    now = service_days.facts(day)
    said = {**_columns(plan), "unit_ids": tuple(sorted(plan.unit_ids))}
    given = edits.settle(day, now, said, read=read, actor=actor, verbs=(CHANGE,))
    rules.check_may_move(day, given["held_on"], actor.today)
    _check(Plan(**{**now, **given}), day.county_id, frozenset(now["unit_ids"]), actor)
    for name, value in given.items():
        setattr(day, name, list(value) if name == "unit_ids" else value)
    day.save(update_fields=list(given))
    audit.record(CHANGE, day, actor=actor)
    _tell_of_change(day, now, actor)
    return day


@transaction.atomic
def call_off_service_day(day: ServiceDay, *, actor: Viewer, why: str) -> ServiceDay:
    """It does not take place: nothing more is linked to it."""
    text_limits.require(why, "why", "请写明取消的原因。")
    day = _ready(day, actor)
    day.called_off_at, day.called_off_why = actor.at, why.strip()
    day.save(update_fields=["called_off_at", "called_off_why"])
    audit.record("service_day.call_off", day, actor=actor)
    notices.tell(notice_kinds.CALLED_OFF, day, day.unit_ids, actor=actor)
    return day


def _tell_of_change(day: ServiceDay, before: dict[str, Any], actor: Viewer) -> None:
    """Who comes from now on is asked to; who came already hears of another day or place."""
    known = set(before["unit_ids"])
    notices.tell(notice_kinds.SET, day, set(day.unit_ids) - known, actor=actor)
    if {**before, "unit_ids": ()} != {**service_days.facts(day), "unit_ids": ()}:
        notices.tell(notice_kinds.CHANGED, day, known & set(day.unit_ids), actor=actor)


def _ready(day: ServiceDay, actor: Viewer) -> ServiceDay:
    """Lock it, look again, and check that this person may change it."""
    ServiceDay.objects.select_for_update(no_key=True).filter(pk=day.pk).values_list("pk").first()
    day = service_days.fetch(day.pk, seen_by=actor)
    rules.check_may_set(actor, day.county_id)
    rules.check_stands(day)
    return day


def _check(plan: Plan, county_id: int, known: frozenset[int], actor: Viewer) -> None:
    """`known` take part already: one of them may have been closed since."""
    rules.check(plan, actor.today)
    if plan.township_id is not None:
        inside = Region.objects.filter(parent_id=county_id, level=RegionLevel.TOWNSHIP)
        if not inside.filter(pk=plan.township_id).exists():
            raise Invalid("请选择本县的乡镇。", {"township_id": "请选择本县的乡镇。"})
    wanted = set(plan.unit_ids) - known
    found = list(service_days.may_take_part(county_id, seen_by=actor).filter(pk__in=wanted))
    if {unit.pk for unit in found} != wanted:
        said = "没有这个单位，或已停用，请重新选择。"
        raise Invalid(said, {"unit_ids": said})
    open_units.hold_all(found)


def _columns(plan: Plan) -> dict[str, Any]:
    return {
        "title": plan.title.strip(),
        "held_on": plan.held_on,
        "place": plan.place.strip(),
        "township_id": plan.township_id,
        "unit_ids": sorted(set(plan.unit_ids)),
    }
