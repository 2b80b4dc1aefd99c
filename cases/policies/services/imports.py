"""A list of policies comes in by outer number; the same list again changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from cadres.errors import NotPermitted
from cadres.models import Unit
from cadres.people.services import open_units
from cadres.people.services.units_from_ledgers import Places
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.row_values import Origin, Tally
from cases.models import Policy, PolicyCondition
from cases.policies.rules import policies as rules
from cases.policies.rules.policy_rows import PolicyRow, ends_before
from cases.policies.selectors import policies
from enterprises.models import Enterprise

NO_UNIT = "本县没有这个单位，请填承担这项政策的本县单位"
NO_TOWN = "本县没有“{name}”，请填本县的乡镇或不限"
NO_TRADE = "企业名录里没有“{name}”这个行业；多个行业请用分号分开"
VOIDED = "这项政策已作废，不再更新"
TWICE = "与{place}编号相同，内容不同，请只留一行"
SAME = "与{place}相同的一行"
ENDS_BEFORE = "有效期的终止日期早于起始日期"


@dataclass(slots=True)
class _Import:
    """What is known while the rows of one list come in."""

    places: Places
    actor: Viewer
    known: dict[str, Policy]
    # As they are written in the register.
    trades: frozenset[str]
    tally: Tally = field(default_factory=Tally)
    # By outer number: the row that came first, and what it said.
    first: dict[str, tuple[Origin, dict[str, Any]]] = field(default_factory=dict)


@transaction.atomic
def import_policies(rows: Sequence[PolicyRow], places: Places, *, actor: Viewer) -> Tally:
    """Rows become policies; what a row leaves blank stays as it is, nothing is taken away."""
    if not (actor.is_system or rules.may_keep(actor, places.county.pk)):
        raise NotPermitted(rules.KEPT_BY)
    numbers = [row.outer_id for row in rows]
    standing = Policy.objects.filter(county=places.county, outer_id__in=numbers)
    found = standing.select_for_update(no_key=True).prefetch_related("conditions")
    trades = Enterprise.objects.filter(county=places.county).values_list("industry", flat=True)
    known = {one.outer_id: one for one in found}
    work = _Import(places, actor, known, frozenset(trades.order_by().distinct()))
    for row in rows:
        _take(row, work)
    made, changed = work.tally.created, work.tally.updated
    audit.record("policy.import", places.county, actor=actor, made=made, changed=changed)
    return work.tally


def _take(row: PolicyRow, work: _Import) -> None:
    unit = work.places.units.get(work.places.key(row.unit))
    if unit is None:
        work.tally.refuse(row.origin, "主管单位", row.unit, NO_UNIT)
        return
    towns, wrong = _townships(row, work.places)
    if wrong:
        work.tally.refuse(row.origin, "所在乡镇", wrong, NO_TOWN.format(name=wrong))
        return
    trades, wrong = _industries(row, work.trades)
    if wrong:
        work.tally.refuse(row.origin, "行业类别", wrong, NO_TRADE.format(name=wrong))
        return
    said = {**row.said, "unit": unit}
    if trades is not None:
        said["industries"] = trades
    if towns is not None:
        said["townships"] = towns
    if not _is_double(row, said, work):
        _write(row, said, unit, work)


def _is_double(row: PolicyRow, said: dict[str, Any], work: _Import) -> bool:
    """A number stands once in a file: the same row again is left out, another one refused."""
    if row.outer_id not in work.first:
        work.first[row.outer_id] = row.origin, said
        return False
    origin, before = work.first[row.outer_id]
    place = origin.seen_from(row.origin)
    if before == said:
        work.tally.leave_out(row.origin, SAME.format(place=place))
    else:
        work.tally.refuse(row.origin, "外部编号", row.outer_id, TWICE.format(place=place))
    return True


def _write(row: PolicyRow, said: dict[str, Any], unit: Unit, work: _Import) -> None:
    policy = work.known.get(row.outer_id)
    if policy is None:
        open_units.hold_open(unit, county_id=work.places.county.pk)
        _made(row.outer_id, said, work)
        work.tally.made.append(row.origin)
        return
    if policy.voided_at is not None:
        work.tally.refuse(row.origin, "外部编号", row.outer_id, VOIDED)
        return
    now = policies.facts(policy)
    differing = {name: value for name, value in said.items() if now[name] != value}
    if not differing:
        work.tally.same.append(row.origin)
        return
    if ends_before(*({**now, **said}[name] for name in ("valid_from", "valid_to"))):
        work.tally.refuse(row.origin, "有效期到", "", ENDS_BEFORE)
        return
    _change(policy, differing, work.actor)
    work.tally.changed.append(row.origin)


def _made(outer_id: str, said: Mapping[str, Any], work: _Import) -> None:
    columns = {name: value for name, value in said.items() if name in policies.COLUMNS}
    policy = Policy.objects.create(
        county=work.places.county,
        outer_id=outer_id,
        filed_by_id=work.actor.cadre_id,
        filed_at=work.actor.at,
        **columns,
    )
    _write_conditions(policy, said)
    audit.record("policy.file", policy, actor=work.actor)


def _change(policy: Policy, differing: Mapping[str, Any], actor: Viewer) -> None:
    """What it says otherwise is written, and the trail says what that was."""
    columns = [name for name in differing if name in policies.COLUMNS]
    for name in columns:
        setattr(policy, name, differing[name])
    # Saved where only a condition changed, too: whoever follows the list asks when it was written.
    policy.save(update_fields=columns or ["title"])
    _write_conditions(policy, differing)
    audit.record("policy.correct", policy, actor=actor, changed=sorted(differing))


def _write_conditions(policy: Policy, said: Mapping[str, Any]) -> None:
    told = {kind: said[name] for name, kind in policies.FIELDS.items() if name in said}
    PolicyCondition.objects.filter(policy=policy, kind__in=list(told)).delete()
    PolicyCondition.objects.bulk_create(
        PolicyCondition(policy=policy, kind=kind, values=values)
        for kind, values in told.items()
        if values
    )


def _townships(row: PolicyRow, places: Places) -> tuple[list[str] | None, str]:
    """Return the ids of the townships, or the first name that is none."""
    if row.townships is None:
        return None, ""
    wrong = next((name for name in row.townships if name not in places.townships), "")
    return ([] if wrong else [str(places.townships[name].pk) for name in row.townships]), wrong


def _industries(row: PolicyRow, known: frozenset[str]) -> tuple[list[str] | None, str]:
    """Return the industries as the register writes them, or the first one that it does not know.

    A name of the standard may hold "、": what is no industry as a whole is one of several.
    """
    if row.industries is None:
        return None, ""
    found: list[str] = []
    for part in row.industries:
        pieces = [part] if part in known else part.split("、")
        wrong = next((one for one in pieces if one not in known), "")
        if wrong:
            return [], part
        found += pieces
    return list(dict.fromkeys(found)), ""
