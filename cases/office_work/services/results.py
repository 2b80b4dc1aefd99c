"""The office registers which published result was used for what, by which document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from cadres.errors import Invalid, NotPermitted
from cadres.models import Region, Unit
from cadres.people.services import open_units
from cadres.submissions.rules import text_limits
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import ResultUse
from cases.office_work.rules import results as rules
from cases.office_work.rules.results import UseKind, UseVerb
from cases.office_work.selectors import results

WANTED = {
    "result": "请填写依据的结果。",
    "used_for": "请写明用于什么。",
    "organ": "请填写决定机关。",
    "document": "请填写决定文件。",
    "document_number": "请填写文号。",
}


@dataclass(frozen=True, slots=True)
class Use:
    """What was used for what: the published result, the unit if one, the deciding document."""

    kind: str
    result: str
    result_number: str
    published_on: date
    unit: Unit | None
    used_for: str
    organ: str
    document: str
    document_number: str
    decided_on: date


@transaction.atomic
def record_use(given: Use, *, actor: Viewer, county: Region) -> ResultUse:
    """A decision that somebody else took is written down; the site draws no conclusion itself."""
    if not rules.may_record(actor, county.pk):
        raise NotPermitted(rules.WRITTEN_BY)
    _check(given, actor.today)
    _hold(given, county.pk)
    row = ResultUse.objects.create(
        county=county, filed_by_id=actor.person_id, filed_at=actor.at, **_columns(given)
    )
    audit.record(f"result_use.{UseVerb.RECORD}", row, actor=actor)
    return row


@transaction.atomic
def correct_use(row: ResultUse, *, actor: Viewer, read: Read, given: Use) -> ResultUse:
    """What was written down wrongly is put right."""
    row = _ready(row, UseVerb.CORRECT, actor)
    settled = edits.settle(
        row,
        results.facts(row),
        _columns(given),
        read=read,
        actor=actor,
        verbs=(f"result_use.{UseVerb.CORRECT}",),
    )
    _check(Use(**settled), actor.today)
    _hold(Use(**settled), row.county_id)
    for name, value in settled.items():
        setattr(row, name, value)
    row.save(update_fields=list(settled))
    audit.record(f"result_use.{UseVerb.CORRECT}", row, actor=actor)
    return row


@transaction.atomic
def void_use(row: ResultUse, *, actor: Viewer, why: str) -> ResultUse:
    """It was registered wrongly, or the document was revoked; the row stays, with the reason."""
    text_limits.require(why, "why", "请写明撤销的原因。")
    row = _ready(row, UseVerb.VOID, actor)
    row.voided_at, row.voided_by_id, row.voided_why = actor.at, actor.person_id, why.strip()
    row.save(update_fields=["voided_at", "voided_by", "voided_why"])
    audit.record(f"result_use.{UseVerb.VOID}", row, actor=actor)
    return row


def _ready(row: ResultUse, verb: UseVerb, actor: Viewer) -> ResultUse:
    """Lock it, look again, and check that the action may be done."""
    ResultUse.objects.select_for_update(no_key=True).filter(pk=row.pk).values_list("pk").first()
    row = results.fetch(row.pk, seen_by=actor)
    rules.check(verb, row, actor)
    return row


def _columns(given: Use) -> dict[str, Any]:
    found = {name: getattr(given, name) for name in results.COLUMNS}
    return {name: v.strip() if isinstance(v, str) else v for name, v in found.items()}


def _check(given: Use, today: date) -> None:
    problems = {name: said for name, said in WANTED.items() if not getattr(given, name).strip()}
    if given.kind not in UseKind.values:
        problems["kind"] = "请选择应用方式。"
    problems |= rules.day_faults(given.published_on, given.decided_on, today)
    if problems:
        raise Invalid("没有保存：" + "".join(problems.values()), problems)


def _hold(given: Use, county_id: int) -> None:
    if given.unit is not None:
        open_units.hold_open(given.unit, county_id=county_id)
