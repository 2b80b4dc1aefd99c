"""The office lists indicators and files findings; units answer them with evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cadres.errors import Invalid, NotPermitted
from cadres.files.services.uploads import Incoming, take_upload
from cadres.models import Region, Unit
from cadres.notifications.services import outbox
from cadres.people.services import open_units
from cadres.submissions.rules import text_limits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Evidence, EvidenceFile, Indicator, IndicatorFinding
from cases.office_work.rules import findings as rules
from cases.office_work.rules.findings import EvidenceKind, FindingState, FindingVerb
from cases.office_work.selectors import findings, indicator_leads
from cases.tickets.rules.sources.sources import plain_number
from cases.tickets.services import recipients


@dataclass(frozen=True, slots=True)
class Found:
    """What an evaluation found by which indicator, and who answers it by when."""

    indicator: Indicator
    evaluation: str
    found_on: date
    text: str
    # Without one the lead unit of the indicator answers it.
    unit: Unit | None
    due_on: date
    outer_number: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a piece of evidence shows; of 前沿数据 the value, its source and its day."""

    kind: str
    text: str
    value: str = ""
    source: str = ""
    as_of: date | None = None


@transaction.atomic
def list_indicators(text: str, basis: str, *, actor: Viewer, county: Region) -> tuple[int, int]:
    """Put pasted indicators on the county's list; return how many are new, and how many stood.

    Raises Invalid that names each row which leads nowhere; then nothing is kept.
    """
    if not rules.may_file(actor, county.pk):
        raise NotPermitted(rules.FILED_BY)
    text_limits.require(basis, "basis", "请写明依据哪份文件。")
    paths = _paths(text)
    standing = Indicator.objects.filter(county=county, path__in=paths)
    known = set(standing.values_list("path", flat=True))
    new = [
        Indicator(county=county, level=level, path=path, basis=basis.strip())
        for path, level in paths.items()
        if path not in known
    ]
    Indicator.objects.bulk_create(new)
    audit.record(f"finding.{FindingVerb.INDICATORS}", county, actor=actor, count=len(new))
    return len(new), len(known)


@transaction.atomic
def file_finding(found: Found, *, actor: Viewer, county: Region) -> IndicatorFinding:
    """What the evaluation found is written down, and the unit is to show evidence."""
    if not (actor.is_system or rules.may_file(actor, county.pk)):
        raise NotPermitted(rules.FILED_BY)
    _check_found(found, actor, county)
    unit = found.unit or indicator_leads.lead_unit(found.indicator, seen_by=actor)
    open_units.hold_open(unit, county_id=county.pk)
    row = IndicatorFinding.objects.create(
        county=county,
        indicator=found.indicator,
        outer_number=plain_number(found.outer_number),
        evaluation=found.evaluation.strip(),
        found_on=found.found_on,
        text=found.text.strip(),
        unit=unit,
        due_on=found.due_on,
        filed_by_id=actor.cadre_id,
        filed_at=actor.at,
    )
    audit.record(f"finding.{FindingVerb.FILE}", row, actor=actor)
    clerks = recipients.speak_to_units([row.unit_id], row.county_id, actor=actor)
    outbox.queue(findings.FILED, row.pk, to=clerks, actor=actor)
    return row


@transaction.atomic
def add_evidence(
    row: IndicatorFinding, shown: Shown, uploads: Sequence[Incoming], *, actor: Viewer
) -> Evidence:
    """The unit, or the office, answers the finding; the files are kept with it or not at all."""
    text_limits.require(shown.text, "text", "请说明这份材料证明什么。")
    _check(shown, actor.today)
    if len(uploads) > rules.MOST_FILES:
        sentence = f"一份佐证最多 {rules.MOST_FILES} 个文件，请分成几份提交。"
        raise Invalid(sentence, {"uploads": sentence})
    row = _ready(row, FindingVerb.EVIDENCE, actor)
    is_own = row.unit_id in {*actor.clerk_unit_ids, *actor.head_unit_ids}
    piece = Evidence.objects.create(
        finding=row,
        kind=shown.kind,
        text=shown.text.strip(),
        value=shown.value.strip(),
        source=shown.source.strip(),
        as_of=shown.as_of,
        unit_id=row.unit_id if is_own else None,
        filed_by_id=actor.person_id,
        filed_at=actor.at,
    )
    for upload in uploads:
        _attach(piece, upload, actor)
    audit.record(f"finding.{FindingVerb.EVIDENCE}", row, actor=actor, files=len(uploads))
    return piece


@transaction.atomic
def close_finding(row: IndicatorFinding, *, actor: Viewer, why: str) -> IndicatorFinding:
    """The evidence holds: the finding is answered."""
    row = _ready(row, FindingVerb.CLOSE, actor)
    if not Evidence.objects.filter(finding=row).exists():
        raise Invalid("还没有佐证，不能采信。", {"why": "还没有佐证，不能采信。"})
    return _end(row, FindingVerb.CLOSE, FindingState.CLOSED, actor, why)


@transaction.atomic
def void_finding(row: IndicatorFinding, *, actor: Viewer, why: str) -> IndicatorFinding:
    """It was filed wrongly; the row stays, with the reason."""
    row = _ready(row, FindingVerb.VOID, actor)
    return _end(row, FindingVerb.VOID, FindingState.VOID, actor, why)


def _paths(text: str) -> dict[str, int]:
    """Each named indicator once, those above it before it, with its level."""
    pasted = list(rules.indicator_rows(text))
    said = [
        f"第 {at} 行：{fault}。"
        for at, names in pasted
        if (fault := rules.indicator_faults(names, text_limits.TITLE))
    ]
    if not pasted:
        said = ["没有读到指标。请从表格里选中一级、二级、三级三列，复制后粘贴。"]
    if len(pasted) > rules.MOST_INDICATORS:
        said = [f"一次最多 {rules.MOST_INDICATORS} 行，请分次粘贴。"]
    if said:
        raise Invalid("没有列入任何一项。", {"rows": "".join(said)})
    found = {}
    for _, names in pasted:
        filled = [name for name in names if name]
        for level in range(1, len(filled) + 1):
            found[" / ".join(filled[:level])] = level
    return found


def _check_found(found: Found, actor: Viewer, county: Region) -> None:
    if found.indicator.county_id != county.pk:
        raise Invalid("请选择本县的指标。", {"indicator": "请选择本县的指标。"})
    text_limits.require(found.text, "text", "请写明发现的问题。")
    text_limits.require(found.evaluation, "evaluation", "请填写哪次评价。")
    if found.found_on > actor.today:
        raise Invalid("发现日期不能晚于今天。", {"found_on": "发现日期不能晚于今天。"})
    if found.due_on < found.found_on:
        raise Invalid("佐证时限不能早于发现日期。", {"due_on": "佐证时限不能早于发现日期。"})
    number = plain_number(found.outer_number)
    if number:
        # Two who file one number at once queue at the county.
        Region.objects.select_for_update(no_key=True).get(pk=county.pk)
    if number and findings.with_number(county.pk, number, found.found_on.year, seen_by=actor):
        raise Invalid(rules.NUMBER_TWICE, {"outer_number": rules.NUMBER_TWICE})


def _check(shown: Shown, today: date) -> None:
    problems = {}
    if shown.kind not in EvidenceKind.values:
        problems["kind"] = "请选择佐证材料或前沿数据。"
    if shown.kind == EvidenceKind.FRONTIER:
        if not shown.value.strip():
            problems["value"] = "前沿数据要填写数值和单位。"
        if not shown.source.strip():
            problems["source"] = "前沿数据要写明来源：哪个地区、哪份材料。"
        if shown.as_of is None:
            problems["as_of"] = "前沿数据要写明截至哪一天。"
    if shown.as_of is not None and shown.as_of > today:
        problems["as_of"] = "数据截至日期不能晚于今天。"
    if problems:
        raise Invalid("没有保存：" + "".join(problems.values()), problems)


def _attach(piece: Evidence, upload: Incoming, actor: Viewer) -> None:
    try:
        settled = take_upload(upload, actor=actor, folder="evidence")
    except Invalid as refused:
        raise Invalid(refused.message, {"uploads": refused.message}) from refused
    EvidenceFile.objects.create(
        evidence=piece,
        file=settled.file,
        thumbnail=settled.thumbnail,
        name=settled.name,
        size=settled.size,
        digest=settled.digest,
        uploaded_by_id=actor.cadre_id,
        uploaded_at=actor.at,
    )


def _ready(row: IndicatorFinding, verb: FindingVerb, actor: Viewer) -> IndicatorFinding:
    """Lock it, look again, and check that the action may be done."""
    locked = IndicatorFinding.objects.select_for_update(no_key=True).filter(pk=row.pk)
    locked.values_list("pk").first()
    row = findings.fetch(row.pk, seen_by=actor)
    rules.check(verb, row, actor)
    return row


def _end(
    row: IndicatorFinding, verb: FindingVerb, state: FindingState, actor: Viewer, why: str
) -> IndicatorFinding:
    text_limits.require(why, "why", "请写明说明。")
    row.state, row.ended_why = state, why.strip()
    row.ended_at, row.ended_by_id = actor.at, actor.person_id
    row.save(update_fields=["state", "ended_why", "ended_at", "ended_by"])
    audit.record(f"finding.{verb}", row, actor=actor)
    return row
