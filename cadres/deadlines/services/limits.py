"""Setting limits: the old row is closed and a new one opened, and both stay to be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import F, Min, Q, QuerySet

from cadres.deadlines.rules import limit_groups, presets
from cadres.deadlines.rules.limits import Limit, LimitUnit, is_known
from cadres.deadlines.rules.presets import Preset
from cadres.deadlines.selectors import limits
from cadres.errors import Absent, Conflict, Invalid
from cadres.models import Region, TimeLimit
from cadres.people.rules import administration
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer

LARGEST = 3650
VERBS = ("limit.set", "limit.end")


@transaction.atomic
def set_limit(limit: Limit, *, actor: Viewer, read: Read, preset: str = "") -> TimeLimit:
    """From `limit.valid_from` on this limit holds in its region; what held before is closed."""
    administration.check_administers(actor)
    begins = _begin_of(limit, actor)
    _check(limit)
    _lock(limit.key)
    _check_unmoved(limit, begins, actor, read)
    ends = _make_room(_rows_of(limit), begins)
    row = TimeLimit.objects.create(
        key=limit.key,
        subject=limit.subject,
        amount=limit.amount,
        unit=limit.unit,
        basis=limit.basis.strip(),
        region_id=limit.region_id,
        valid_from=begins,
        valid_to=ends,
        preset=preset,
        set_at=actor.at,
        set_by_id=actor.cadre_id,
    )
    audit.record("limit.set", row, actor=actor, valid_from=str(begins), basis=row.basis)
    return row


@transaction.atomic
def end_limit(row: TimeLimit, *, actor: Viewer, on: date, read: Read) -> TimeLimit:
    """A region's own limit ends, and the wider region's holds again; or a switch is put off."""
    administration.check_administers(actor)
    # A general switch may be off: nothing then holds, and no step waits for a length of time.
    if row.region_id is None and row.unit != LimitUnit.SWITCH:
        raise Invalid("通用时限不能停用，只能改为新的时限。")
    if on < actor.today:
        raise Invalid("停用日期不能早于今天。", {"valid_to": "不能早于今天"})
    _lock(row.key)
    row.refresh_from_db()
    if row.valid_to is not None and row.valid_to <= on:
        raise Conflict("这条时限已经停用，请刷新页面。")
    spot = limits.spot(row.key, row.subject, row.region_id)
    edits.unmoved(
        spot,
        limits.standing([row.key]).get(spot, ""),
        f"{on} 停用",
        about=limits.ABOUT,
        last=row,
        read=read,
        actor=actor,
        verbs=VERBS,
    )
    row.valid_to = max(on, row.valid_from)
    row.save(update_fields=["valid_to"])
    audit.record("limit.end", row, actor=actor, valid_to=str(row.valid_to))
    return row


@transaction.atomic
def apply_preset(
    preset: Preset, region: Region | None, valid_from: date, *, actor: Viewer, read: Read
) -> list[TimeLimit]:
    """All limits of the preset hold in the region from that day on, in one action."""
    administration.check_administers(actor)
    region_id = region.pk if region is not None else None
    rows = [
        set_limit(
            replace(limit, region_id=region_id, valid_from=valid_from),
            actor=actor,
            read=read,
            preset=preset.code,
        )
        for limit in preset.limits
    ]
    audit.record("limit.preset", region, actor=actor, preset=preset.code, rows=len(rows))
    return rows


def _begin_of(limit: Limit, actor: Viewer) -> date:
    begins = limit.valid_from or actor.today
    # The software itself sets up the past; a person may not move what people have worked by.
    if begins < actor.today and not actor.is_system:
        raise Invalid(
            "生效日期不能早于今天，已经过去的时限不能改动。", {"valid_from": "不能早于今天"}
        )
    return begins


def _check(limit: Limit) -> None:
    problems = {}
    if not is_known(limit.key):
        problems["key"] = "请从列表中选择环节"
    if limit.subject not in presets.subjects():
        problems["subject"] = "请从列表中选择办理类型"
    problems |= limit_groups.problem_with(limit.key, limit.amount, limit.unit)
    if not 0 < limit.amount <= LARGEST:
        problems["amount"] = f"请填写 1 至 {LARGEST} 的整数"
    if not limit.basis.strip():
        problems["basis"] = "请填写依据文件的名称和文号"
    if problems:
        raise Invalid("时限没有保存：" + "；".join(problems.values()) + "。", problems)
    if limit.region_id and not Region.objects.filter(pk=limit.region_id).exists():
        raise Absent("没有这个地区，请从列表中选择。")


def _check_unmoved(limit: Limit, begins: date, actor: Viewer, read: Read) -> None:
    spot = limits.spot(limit.key, limit.subject, limit.region_id)
    edits.unmoved(
        spot,
        limits.standing([limit.key]).get(spot, ""),
        f"{limit}，{begins} 起",
        about=limits.ABOUT,
        last=_rows_of(limit).order_by("-set_at", "-pk").first(),
        read=read,
        actor=actor,
        verbs=VERBS,
    )


def _lock(key: str) -> None:
    # Every key has rows from the first migration on, so two administrators queue here.
    list(
        TimeLimit.objects.select_for_update(no_key=True)
        .filter(key=key)
        .order_by("pk")
        .values_list("pk")
    )


def _rows_of(limit: Limit) -> QuerySet[TimeLimit]:
    rows = TimeLimit.objects.filter(key=limit.key, subject=limit.subject)
    return rows.filter(limits.set_for(limit.region_id))


def _make_room(rows: QuerySet[TimeLimit], begins: date) -> date | None:
    """Close what would still hold on that day; return when a row that is planned later begins."""
    holding = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")))
    began = holding.filter(valid_from__lte=begins)
    began.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=begins)).update(valid_to=begins)
    planned = holding.filter(valid_from__gt=begins)
    ends: date | None = planned.aggregate(first=Min("valid_from"))["first"]
    return ends
