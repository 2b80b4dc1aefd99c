"""Setting the ladder of a county: a rung's row is closed and another opened; both stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from cadres.errors import Absent, Conflict, Invalid, NotPermitted
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Rung
from cases.supervision.rules.ladder import Addressee, Approver, Lift, Trigger
from cases.supervision.selectors import ladder

LONGEST = 365
VERBS = ("rung.set", "rung.switch_on", "rung.switch_off", "rung.end")
WORDS = {
    "addressees": lambda codes: "、".join(Addressee(one).label for one in codes),
    "lifts": lambda codes: "、".join(Lift(one).label for one in codes),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a county may set of a rung; what it stands on stays as it is."""

    amount: int
    approver: str
    addressees: tuple[str, ...]
    reply_days: int
    lifts: tuple[str, ...]
    text: str
    basis: str
    valid_from: date


@transaction.atomic
def set_rung(code: str, county_id: int, terms: Terms, *, actor: Viewer, read: Read) -> Rung:
    """From `terms.valid_from` on the rung stands so in this county; it is switched as before."""
    row = _holding(code, county_id, terms.valid_from, actor)
    _check(row, terms)
    given = edits.settle(
        row,
        ladder.facts(ladder.as_rung(row)),
        _said(terms),
        read=read,
        actor=actor,
        verbs=VERBS,
        about=ladder.about(code, county_id),
        words=WORDS,
    )
    for name, value in given.items():
        setattr(row, name, list(value) if isinstance(value, tuple) else value)
    return _opened(row, county_id, row.basis, terms.valid_from, "rung.set", actor)


@transaction.atomic
def switch_rung(
    code: str, county_id: int, *, actor: Viewer, read: Read, is_active: bool, basis: str
) -> Rung:
    """From today on the rung is taken in this county, or is not taken any more."""
    row = _holding(code, county_id, actor.today, actor)
    if row.is_active == is_active:
        raise Conflict("这一级已经是这样设置的，请刷新页面。")
    _check_unmoved(row, county_id, actor, read)
    row.is_active = is_active
    verb = "rung.switch_on" if is_active else "rung.switch_off"
    return _opened(row, county_id, basis, actor.today, verb, actor)


def _said(terms: Terms) -> dict[str, Any]:
    return {
        "amount": terms.amount,
        "approver": terms.approver,
        "addressees": terms.addressees,
        "reply_days": terms.reply_days,
        "lifts": terms.lifts,
        "text": terms.text.strip(),
        "basis": terms.basis.strip(),
    }


@transaction.atomic
def end_rung(code: str, county_id: int, *, actor: Viewer, read: Read) -> None:
    """The county's own row ends; from today on the general one holds again."""
    row = _holding(code, county_id, actor.today, actor)
    own = _rows(code).filter(region_id=county_id, valid_to__isnull=True).first()
    if own is None:
        raise Absent("本县没有另行设置这一级。")
    _check_unmoved(row, county_id, actor, read)
    _close(_rows(code).filter(region_id=county_id), actor.today)
    audit.record("rung.end", own, actor=actor)


def _holding(code: str, county_id: int, on: date, actor: Viewer) -> Rung:
    """Lock the rung's rows; return an unsaved copy of what holds in the county on the day."""
    _check_sets(county_id, actor)
    list(_rows(code))
    if on < actor.today:
        raise Invalid("生效日期不能早于今天。", {"valid_from": "不能早于今天"})
    rungs = ladder.of_county(county_id, on, seen_by=actor)
    pk = next((rung.pk for rung in rungs if rung.code == code), None)
    if pk is None:
        raise Absent("督办阶梯上没有这一级。")
    return Rung.objects.get(pk=pk)


def _check_unmoved(row: Rung, county_id: int, actor: Viewer, read: Read) -> None:
    edits.check_same(
        row,
        ladder.facts(ladder.as_rung(row)),
        read=read,
        actor=actor,
        verbs=VERBS,
        about=ladder.about(row.code, county_id),
        words=WORDS,
    )


def _opened(row: Rung, county_id: int, basis: str, begins: date, verb: str, actor: Viewer) -> Rung:
    if not basis.strip():
        raise Invalid("请填写依据文件的名称和文号。", {"basis": "请填写依据文件的名称和文号"})
    _close(_rows(row.code).filter(region_id=county_id), begins)
    row.pk, row.region_id, row.basis = None, county_id, basis.strip()
    row.valid_from, row.valid_to = begins, None
    row.set_at, row.set_by_id = actor.at, actor.cadre_id
    row.save(force_insert=True)
    audit.record(verb, row, actor=actor, valid_from=str(begins), basis=row.basis)
    return row


def _rows(code: str) -> QuerySet[Rung]:
    return (
        Rung.objects.select_for_update(no_key=True, of=("self",)).filter(code=code).order_by("pk")
    )


def _close(rows: QuerySet[Rung], on: date) -> None:
    """What holds ends on that day; what was planned for later never comes into force."""
    unended = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).order_by()
    unended.filter(valid_from__gt=on).update(valid_to=F("valid_from"))
    unended.filter(valid_from__lte=on).update(valid_to=on)


def _check_sets(county_id: int, actor: Viewer) -> None:
    if not (actor.is_system or county_id in actor.office_head_county_ids):
        raise NotPermitted("督办阶梯由助企办主任设置。")


def _check(row: Rung, terms: Terms) -> None:
    problems = {}
    if row.trigger != Trigger.UNANSWERED and not 0 <= terms.amount <= LONGEST:
        problems["amount"] = f"请填写 0 至 {LONGEST} 的整数"
    if not 0 <= terms.reply_days <= LONGEST:
        problems["reply_days"] = f"请填写 0 至 {LONGEST} 的整数"
    if terms.approver not in Approver.values:
        problems["approver"] = "请从列表中选择签发人"
    if not terms.addressees or not set(terms.addressees) <= set(Addressee.values):
        problems["addressees"] = "请至少选择一个发送对象"
    if not set(terms.lifts) <= set(Lift.values):
        problems["lifts"] = "请从列表中选择"
    if not terms.text.strip():
        problems["text"] = "请填写正文"
    if problems:
        raise Invalid("没有保存：" + "；".join(problems.values()) + "。", problems)
