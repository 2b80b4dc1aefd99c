"""Coverage is given, ended, and handed over; nothing of who covered what and when is lost."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction

from cadres.errors import Conflict, Invalid
from cadres.models import Cadre, Posting
from cadres.notifications.services import outbox
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from enterprises.coverage.rules import periods
from enterprises.coverage.selectors import notices
from enterprises.models import Assignment, Enterprise, Part
from enterprises.register.models.querysets import AssignmentQuerySet
from enterprises.register.rules import authority, notice_kinds
from enterprises.register.selectors import assignments, enterprises
from enterprises.register.services.coverage_notices import tell_cadre

ONE_DAY = timedelta(days=1)


@transaction.atomic
def assign_enterprise(
    enterprise: Enterprise,
    *,
    actor: Viewer,
    cadre: Cadre | None = None,
    leader_name: str = "",
    part: str = Part.CHIEF,
    from_on: date | None = None,
) -> Assignment:
    """A cadre, or a county leader known by name, covers the enterprise from that day on."""
    enterprise = _ready(enterprise, actor)
    begins, leader = from_on or actor.today, leader_name.strip()
    periods.check_day(begins, actor.today, "from_on")
    _check_who(cadre, leader, part, actor)
    same = Assignment.objects.filter(
        enterprise=enterprise, cadre=cadre, leader_name=leader, part=part
    )
    if same.not_over(begins).exists():
        raise Conflict("这名干部在这段时间已经包联这家企业，无须重复登记。")
    assignment = Assignment.objects.create(
        enterprise=enterprise, cadre=cadre, leader_name=leader, part=part, from_on=begins
    )
    audit.record("assignment.begin", assignment, actor=actor, part=part, from_on=str(begins))
    tell_cadre(notice_kinds.ASSIGNED, assignment, actor=actor)
    return assignment


@transaction.atomic
def end_assignment(assignment: Assignment, *, actor: Viewer, to_on: date, read: Read) -> Assignment:
    """The coverage ends with that day, which still counts."""
    _ready(assignment.enterprise, actor)
    assignment = assignments.fetch(assignment.pk, seen_by=actor)
    periods.check_day(to_on, actor.today, "to_on")
    if assignment.to_on is not None and assignment.to_on < actor.today:
        raise Conflict("这条包联关系已经结束，请刷新页面。")
    if to_on < assignment.from_on:
        sentence = "结束日期不能早于开始日期。"
        raise Invalid(sentence, {"to_on": sentence})
    given = {"to_on": to_on}
    now, verbs = assignments.end_facts(assignment), ("assignment.end",)
    given = edits.settle(assignment, now, given, read=read, actor=actor, verbs=verbs)
    assignment.to_on = given["to_on"]
    assignment.save(update_fields=["to_on"])
    audit.record("assignment.end", assignment, actor=actor, to_on=str(assignment.to_on))
    tell_cadre(notice_kinds.ENDED, assignment, actor=actor)
    return assignment


@transaction.atomic
def hand_over_portfolio(
    from_cadre: Cadre,
    to_cadre: Cadre,
    *,
    actor: Viewer,
    on: date,
    parts: Collection[str] = (Part.CHIEF, Part.LIAISON),
) -> int:
    """Everything one cadre covers passes to another on that day, in one action; return how many.

    The day before is the giver's last day. What would only begin on that day or later passes whole.
    """
    authority.check_keeps_register(actor, None)
    _check_hand_over(from_cadre, to_cadre, parts, on, actor)
    held = _held(from_cadre, parts, on, actor)
    if not held:
        raise Invalid(f"{from_cadre.name}在这一天没有可以移交的包联企业。")
    _take(held, to_cadre, on)
    _give(held, on)
    count = len({assignment.enterprise_id for assignment in held})
    _record_hand_over(from_cadre, to_cadre, on=on, parts=parts, count=count, actor=actor)
    return count


def _ready(enterprise: Enterprise, actor: Viewer) -> Enterprise:
    # Lock by key first: one writer at a time decides who covers the enterprise.
    Enterprise.objects.select_for_update(no_key=True).filter(pk=enterprise.pk).values_list(
        "pk"
    ).first()
    enterprise = enterprises.fetch(enterprise.pk, seen_by=actor)
    authority.check_keeps_register(actor, enterprise.county_id)
    return enterprise


def _check_who(cadre: Cadre | None, leader: str, part: str, actor: Viewer) -> None:
    if part not in Part.values:
        raise Invalid("请从列表中选择包联角色。", {"part": "请从列表中选择包联角色。"})
    if (cadre is None) == (not leader):
        raise Invalid("请选择一名干部；包联县领导只填姓名。", {"cadre": "请选择一名干部。"})
    if leader and part != Part.COUNTY_LEADER:
        sentence = "只有包联县领导可以只填姓名，其他角色请选择干部。"
        raise Invalid(sentence, {"leader_name": sentence})
    if len(leader) > 40:
        raise Invalid("姓名过长，请核对。", {"leader_name": "姓名过长，请核对。"})
    if cadre is not None and part != Part.COUNTY_LEADER:
        _check_serves(cadre, actor)


def _check_serves(cadre: Cadre, actor: Viewer) -> None:
    """Only who holds the post of an assisting cadre sees what is covered; others cannot help."""
    posts = Posting.objects.in_force(actor.today).holding(Role.CADRE)
    if not actor.is_system and not posts.filter(cadre=cadre).exists():
        sentence = f"{cadre.name}现在没有助企干部的任职，请先在人员中任职。"
        raise Invalid(sentence, {"cadre": sentence})


def _check_hand_over(
    giver: Cadre, taker: Cadre, parts: Collection[str], on: date, actor: Viewer
) -> None:
    periods.check_day(on, actor.today, "on")
    if giver.pk == taker.pk:
        sentence = "移交人和接手人不能是同一名干部。"
        raise Invalid(sentence, {"to_cadre": sentence})
    if not parts or not set(parts) <= set(Part.values):
        raise Invalid("请选择要移交的包联角色。", {"parts": "请选择要移交的包联角色。"})
    if not actor.is_system and not assignments.candidates(seen_by=actor).filter(pk=taker.pk):
        raise Invalid("接手人须是本县在岗的助企干部，请重新选择。")


def _held(giver: Cadre, parts: Collection[str], on: date, actor: Viewer) -> list[Assignment]:
    """Lock what the giver covers on the day or will cover, in the counties the actor keeps."""
    mine: AssignmentQuerySet = (
        Assignment.objects.visible_to(actor).not_over(on).filter(cadre=giver, part__in=parts)
    )
    if not actor.is_system:
        mine = mine.filter(enterprise__county_id__any_of=actor.office_county_ids)
    # Lock the enterprises by key, as every action on their coverage does; then read again: whoever
    # waited for another hand-over of the same portfolio finds nothing left.
    keys = Enterprise.objects.filter(pk__in=mine.enterprise_ids()).order_by("pk")
    list(keys.select_for_update(no_key=True).values_list("pk"))
    return list(mine.order_by("pk"))


def _take(held: list[Assignment], taker: Cadre, on: date) -> None:
    """The taker begins on the day; who covers the enterprise in that part already, goes on."""
    own = Assignment.objects.filter(cadre=taker).not_over(on).select_for_update(no_key=True)
    has = {(row.enterprise_id, row.part): row for row in own}
    fresh, widened = [], []
    for row in held:
        begins, known = max(row.from_on, on), has.get((row.enterprise_id, row.part))
        if known is None:
            fresh.append(_for_taker(row, taker, begins))
        else:
            known.from_on = min(known.from_on, begins)
            known.to_on = max(known.to_on, row.to_on) if known.to_on and row.to_on else None
            widened.append(known)
    Assignment.objects.bulk_create(fresh)
    Assignment.objects.bulk_update(widened, ["from_on", "to_on"])


def _for_taker(row: Assignment, taker: Cadre, begins: date) -> Assignment:
    return Assignment(
        enterprise_id=row.enterprise_id,
        cadre=taker,
        part=row.part,
        from_on=begins,
        to_on=row.to_on,
    )


def _give(held: list[Assignment], on: date) -> None:
    begun = [row.pk for row in held if row.from_on < on]
    planned = [row.pk for row in held if row.from_on >= on]
    Assignment.objects.filter(pk__in=begun).update(to_on=on - ONE_DAY)
    # These never were in force for the giver, so nothing of the past is lost.
    Assignment.objects.filter(pk__in=planned).delete()


def _record_hand_over(
    giver: Cadre, taker: Cadre, *, on: date, parts: Collection[str], count: int, actor: Viewer
) -> None:
    action = audit.record(
        notices.HAND_OVER_VERB,
        giver,
        actor=actor,
        from_id=giver.pk,
        from_name=giver.name,
        to_id=taker.pk,
        to_name=taker.name,
        on=str(on),
        parts=sorted(parts),
        count=count,
    )
    told = [giver.pk, taker.pk]
    outbox.queue(notices.HANDED_OVER, action.pk, to=told, actor=actor, once_per=str(action.pk))
