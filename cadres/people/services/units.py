"""Units (单位): set up, renamed, moved in the tree, and taken out of use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from cadres.errors import Conflict, Invalid, WrongState
from cadres.models import Region, RegionLevel, Unit, UnitKind, UnitName
from cadres.people.rules import authority, naming
from cadres.people.rules import units as rules
from cadres.people.selectors import unit_work, units
from cadres.search.rules import finding
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer

MOVED_BELOW_ITSELF = "单位不能放到自己或自己的下级单位下面。"


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What is said of a unit."""

    name: str
    kind: str
    region: Region
    parent: Unit | None = None


@transaction.atomic
def add_unit(facts: UnitFacts, *, actor: Viewer) -> Unit:
    """A unit joins the tree, at the top of its region or below another."""
    _check(facts, actor)
    unit = Unit(name=facts.name.strip(), kind=facts.kind, region=facts.region, parent=facts.parent)
    unit.name_key = naming.unit_key(unit.name, _county_name(facts.region))
    unit.find_text = finding.find_text([unit.name, unit.name_key])
    unit.save(force_insert=True)
    unit.path = f"{facts.parent.path if facts.parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    audit.record("unit.add", unit, actor=actor, kind=unit.kind)
    return unit


@transaction.atomic
def edit_unit(unit: Unit, facts: UnitFacts, *, actor: Viewer, read: Read) -> Unit:
    """The unit gets another name, kind or place in the tree; people and tickets stay with it.

    The name it bore stays on record, from when to when, and ledgers go on finding it by that.
    """
    unit = locked(unit)
    authority.check_may_manage_units(actor, unit.region.path)
    given = edits.settle(
        unit,
        units.facts(unit),
        _said(facts),
        read=read,
        actor=actor,
        verbs=("unit.edit",),
    )
    facts = UnitFacts(**given)
    _check(facts, actor, but=unit)
    if facts.parent is not None and facts.parent.path.startswith(unit.path):
        raise Invalid(MOVED_BELOW_ITSELF, {"parent": MOVED_BELOW_ITSELF})
    before = unit.name
    if before != facts.name.strip():
        _keep_name(unit, actor)
    unit.name, unit.kind = facts.name.strip(), facts.kind
    unit.region, unit.parent = facts.region, facts.parent
    unit.name_key = naming.unit_key(unit.name, _county_name(facts.region))
    unit.find_text = finding.find_text([unit.name, unit.name_key, *_former(unit)])
    unit.save(update_fields=["name", "kind", "region", "parent", "name_key", "find_text"])
    _place(unit)
    audit.record("unit.edit", unit, actor=actor, before=before, after=unit.name)
    return unit


@transaction.atomic
def close_unit(unit: Unit, *, actor: Viewer) -> Unit:
    """Nothing new comes to the unit; what it did keeps its name."""
    unit = locked(unit)
    authority.check_may_manage_units(actor, unit.region.path)
    if not unit.is_active:
        raise WrongState(f"{unit.name}已经停用，请刷新页面。")
    # Under the lock of the unit: whoever gives it something holds it open until that is written.
    rules.check_empty(unit, unit_work.of(unit, seen_by=actor))
    return _set_active(unit, False, "unit.close", actor)


@transaction.atomic
def reopen_unit(unit: Unit, *, actor: Viewer) -> Unit:
    """A unit that was taken out of use by mistake comes back."""
    unit = locked(unit)
    authority.check_may_manage_units(actor, unit.region.path)
    if unit.merged_into is not None:
        raise WrongState(f"{unit.name}已并入{unit.merged_into}，不能恢复；需要时请新增单位。")
    if unit.parent is not None and not unit.parent.is_active:
        raise WrongState(f"上级单位{unit.parent}已停用，请先恢复或改换上级单位。")
    return _set_active(unit, True, "unit.reopen", actor)


def _set_active(unit: Unit, active: bool, verb: str, actor: Viewer) -> Unit:
    unit.is_active = active
    unit.save(update_fields=["is_active"])
    audit.record(verb, unit, actor=actor)
    return unit


def locked(unit: Unit) -> Unit:
    """Lock the unit; nothing is given to it until the transaction ends."""
    return (
        Unit.objects.select_for_update(no_key=True, of=("self",))
        .select_related("region", "merged_into", "parent")
        .get(pk=unit.pk)
    )


def move_below(unit: Unit, parent: Unit, *, actor: Viewer) -> None:
    """Part of an action on the unit above: this one and all below it stand under another now."""
    unit.parent = parent
    unit.save(update_fields=["parent"])
    _place(unit)
    audit.record("unit.edit", unit, actor=actor, above=parent.pk)


def _keep_name(unit: Unit, actor: Viewer) -> None:
    """The name held until today; since when, is known where the one before it ended here."""
    last = UnitName.objects.filter(unit=unit).first()
    UnitName.objects.create(
        unit=unit,
        name=unit.name,
        name_key=unit.name_key,
        from_on=last.until_on if last else None,
        until_on=actor.today,
    )


def _former(unit: Unit) -> list[str]:
    return list(UnitName.objects.filter(unit=unit).order_by("pk").values_list("name", flat=True))


def _said(facts: UnitFacts) -> dict[str, Any]:
    return {
        "name": facts.name.strip(),
        "kind": facts.kind,
        "region": facts.region,
        "parent": facts.parent,
    }


def _check(facts: UnitFacts, actor: Viewer, but: Unit | None = None) -> None:
    authority.check_may_manage_units(actor, facts.region.path)
    if not facts.name.strip():
        raise Invalid("请填写单位名称。", {"name": "请填写单位名称。"})
    if facts.kind not in UnitKind.values:
        raise Invalid("请选择单位类别。", {"kind": "请选择单位类别。"})
    _check_name(facts, but)
    _check_parent(facts)


def _check_name(facts: UnitFacts, but: Unit | None) -> None:
    """Two units whose names mean one: a ledger would not know which it speaks of."""
    key = naming.unit_key(facts.name, _county_name(facts.region))
    others = Unit.objects.filter(region=facts.region).exclude(pk=but.pk if but else 0)
    same = others.filter(name=facts.name.strip()).first()
    same = same or others.filter(name_key=key, is_active=True).first()
    if same is not None:
        sentence = f"{facts.region.name}已经有“{same.name}”。"
        if same.name != facts.name.strip():
            sentence += "两种写法是同一个单位，请用已有的，或先给它改名。"
        raise Conflict(sentence, {"name": sentence})


def _check_parent(facts: UnitFacts) -> None:
    """The unit above stands in the same region or in one above it."""
    parent = facts.parent
    if parent is not None:
        rules.check_open(parent, field="parent")
    if parent is not None and not facts.region.path.startswith(parent.region.path):
        sentence = "上级单位不在本地区，请另选。"
        raise Invalid(sentence, {"parent": sentence})


def _place(unit: Unit) -> None:
    """Rewrite the paths of the unit and of all below it."""
    old, new = unit.path, f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
    if old == new:
        return
    Unit.objects.filter(path__startswith=old).update(
        path=Concat(Value(new), Substr(F("path"), len(old) + 1))
    )
    unit.path = new


def _county_name(region: Region) -> str:
    above = region.parent if region.level == RegionLevel.TOWNSHIP else region
    return above.name if above else ""
