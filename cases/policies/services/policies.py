"""The office keeps the county's policies: filed, corrected, voided."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction

from cadres.errors import Conflict, Invalid, NotPermitted
from cadres.models import Region, RegionLevel, Unit
from cadres.people.services import open_units
from cadres.submissions.rules import text_limits
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Policy, PolicyCondition
from cases.policies.rules import policies as rules
from cases.policies.rules.policies import PolicyVerb
from cases.policies.selectors import policies
from enterprises.register.rules.enterprises import LONGEST_TAG, NO_TAGS, Size

DOUBLE = "已有外部编号相同的政策，请核对。"


@dataclass(frozen=True, slots=True)
class Said:
    """What a policy says, and the values that its conditions allow."""

    title: str
    issuer: str
    text: str
    unit: Unit
    document_number: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    apply_at: str = ""
    is_automatic: bool = False
    outer_id: str = ""
    sizes: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    townships: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@transaction.atomic
def file_policy(said: Said, *, actor: Viewer, county: Region) -> Policy:
    """A policy comes on the county's list."""
    if not rules.may_keep(actor, county.pk):
        raise NotPermitted(rules.KEPT_BY)
    given = _cleaned(said)
    _check(given, county.pk)
    row = Policy(county=county, filed_by_id=actor.cadre_id, filed_at=actor.at)
    _set(row, given)
    _check_outer_id(row)
    row.save(force_insert=True)
    _write_conditions(row, given)
    audit.record(f"policy.{PolicyVerb.FILE}", row, actor=actor)
    return row


@transaction.atomic
def correct_policy(row: Policy, *, actor: Viewer, read: Read, said: Said) -> Policy:
    """What it says, and for whom, is put right; who was told of it stays told."""
    row = ready(row, PolicyVerb.CORRECT, actor=actor)
    given = edits.settle(
        row,
        policies.facts(row),
        _cleaned(said),
        read=read,
        actor=actor,
        verbs=(f"policy.{PolicyVerb.CORRECT}",),
    )
    _check(given, row.county_id)
    _set(row, given)
    _check_outer_id(row)
    row.save(update_fields=list(policies.COLUMNS))
    _write_conditions(row, given)
    audit.record(f"policy.{PolicyVerb.CORRECT}", row, actor=actor)
    return row


@transaction.atomic
def void_policy(row: Policy, *, actor: Viewer, why: str) -> Policy:
    """It was filed wrongly or is withdrawn; the row and who was told of it stay."""
    text_limits.require(why, "why", "请写明作废的原因。")
    row = ready(row, PolicyVerb.VOID, actor=actor)
    row.voided_at, row.voided_by_id, row.voided_why = actor.at, actor.person_id, why.strip()
    row.save(update_fields=["voided_at", "voided_by", "voided_why"])
    audit.record(f"policy.{PolicyVerb.VOID}", row, actor=actor)
    return row


def ready(row: Policy, verb: PolicyVerb, *, actor: Viewer) -> Policy:
    """Lock it, look again, and check that the action may be done."""
    Policy.objects.select_for_update(no_key=True).filter(pk=row.pk).values_list("pk").first()
    row = policies.fetch(row.pk, seen_by=actor)
    rules.check(verb, row, actor)
    return row


def _cleaned(said: Said) -> dict[str, Any]:
    given = {one.name: getattr(said, one.name) for one in fields(said)}
    given |= {name: text.strip() for name, text in given.items() if isinstance(text, str)}
    return given | {name: list(dict.fromkeys(given[name])) for name in policies.FIELDS}


def _check(given: dict[str, Any], county_id: int) -> None:
    for name, sentence in (
        ("title", "请填写政策名称。"),
        ("issuer", "请填写发文机关。"),
        ("text", "请填写政策内容。"),
    ):
        text_limits.require(given[name], name, sentence)
    begins, ends = given["valid_from"], given["valid_to"]
    if begins and ends and ends < begins:
        raise Invalid("有效期的终止日期早于起始日期。", {"valid_to": "早于起始日期。"})
    open_units.hold_open(given["unit"], county_id=county_id)
    _check_conditions(given, county_id)


def _check_conditions(given: dict[str, Any], county_id: int) -> None:
    if not set(given["sizes"]) <= set(Size.values) - {Size.UNKNOWN}:
        raise Invalid("请选择企业规模。", {"sizes": "请重新选择。"})
    if any(len(one) > rules.LONGEST_INDUSTRY for one in given["industries"]):
        raise Invalid("行业名称过长，请核对。", {"industries": "行业名称过长，请核对。"})
    if any(one == NO_TAGS or len(one) > LONGEST_TAG for one in given["tags"]):
        raise Invalid("请核对企业标签。", {"tags": "请核对企业标签。"})
    inside = Region.objects.filter(level=RegionLevel.TOWNSHIP, parent_id=county_id)
    known = {str(pk) for pk in inside.values_list("pk", flat=True)}
    if not set(given["townships"]) <= known:
        raise Invalid("请选择本县的乡镇。", {"townships": "请重新选择。"})


def _set(row: Policy, given: dict[str, Any]) -> None:
    for name in policies.COLUMNS:
        setattr(row, name, given[name])


def _check_outer_id(row: Policy) -> None:
    """Two who file the same number at once: the second one queues, and is told."""
    Region.objects.select_for_update(no_key=True).filter(pk=row.county_id).values("pk").first()
    same = Policy.objects.filter(county_id=row.county_id, outer_id=row.outer_id)
    if row.outer_id and same.exclude(pk=row.pk).exists():
        raise Conflict(DOUBLE, {"outer_id": DOUBLE})


def _write_conditions(row: Policy, given: dict[str, Any]) -> None:
    PolicyCondition.objects.filter(policy=row).delete()
    PolicyCondition.objects.bulk_create(
        PolicyCondition(policy=row, kind=kind, values=given[name])
        for name, kind in policies.FIELDS.items()
        if given[name]
    )
