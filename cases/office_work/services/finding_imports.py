"""A ledger of findings by indicator comes in by outer number; the same again changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from cadres.errors import Invalid, NotPermitted
from cadres.people.services.units_from_ledgers import Places
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.row_values import Tally
from cases.ledgers.rules import row_identity
from cases.models import Indicator, IndicatorFinding
from cases.office_work.rules import finding_rows
from cases.office_work.rules import findings as rules
from cases.office_work.rules.finding_rows import FindingRow
from cases.office_work.rules.findings import FindingState
from cases.office_work.services.findings import Found, file_finding

# Which column of the ledger a refusal of the service is about.
LABELS = {
    "indicator": "指标",
    "text": "发现的问题",
    "evaluation": "哪次评价",
    "found_on": "发现日期",
    "unit": "牵头单位",
    "due_on": "佐证时限",
}


@dataclass(slots=True)
class _Import:
    """What is known while the rows of one ledger come in."""

    places: Places
    actor: Viewer
    indicators: dict[str, Indicator]
    written: Mapping[str, list[str]]
    standing: dict[tuple[str, int], IndicatorFinding]
    tally: Tally = field(default_factory=Tally)
    first: dict[tuple[str, int], FindingRow] = field(default_factory=dict)


@transaction.atomic
def import_findings(rows: Sequence[FindingRow], places: Places, *, actor: Viewer) -> Tally:
    """Take each finding once by its number; of one that stands only the term is taken over."""
    if not (actor.is_system or rules.may_file(actor, places.county.pk)):
        raise NotPermitted(rules.FILED_BY)
    indicators = {one.path: one for one in Indicator.objects.filter(county=places.county)}
    written = finding_rows.index(indicators)
    work = _Import(places, actor, indicators, written, _standing(rows, places))
    for row in rows:
        if not _is_double(row, work):
            _take(row, work)
    made, changed = work.tally.created, work.tally.updated
    audit.record("finding.import", places.county, actor=actor, made=made, changed=changed)
    return work.tally


def _standing(
    rows: Sequence[FindingRow], places: Places
) -> dict[tuple[str, int], IndicatorFinding]:
    """The findings of these numbers by number and year; one that stands goes before withdrawn."""
    numbers = {row.key[0] for row in rows}
    found = IndicatorFinding.objects.filter(county=places.county, outer_number__in=numbers)
    found = found.select_for_update(no_key=True).order_by("pk")
    known = sorted(found, key=lambda one: one.state != FindingState.VOID)
    return {(one.outer_number, one.found_on.year): one for one in known}


def _is_double(row: FindingRow, work: _Import) -> bool:
    """A number stands once in a file: the same row again is left out, another one refused."""
    first = work.first.setdefault(row.key, row)
    if first is row:
        return False
    place = first.origin.seen_from(row.origin)
    if first.said == row.said:
        work.tally.leave_out(row.origin, finding_rows.SAME.format(place=place))
    else:
        reason = finding_rows.TWICE.format(place=place)
        work.tally.refuse(row.origin, "外部编号", row.number, reason)
    return True


def _take(row: FindingRow, work: _Import) -> None:
    path, reason = finding_rows.meant(row.indicator, work.written)
    if reason:
        work.tally.refuse(row.origin, "指标", row.indicator, reason)
        return
    standing = work.standing.get(row.key)
    if standing is None:
        _file(row, work.indicators[path], work)
    elif reason := _otherwise(row, standing, work.indicators[path], work.places):
        work.tally.refuse(row.origin, "外部编号", row.number, reason)
    elif standing.due_on == row.due_on:
        work.tally.same.append(row.origin)
    else:
        _move_term(row, standing, work)


def _file(row: FindingRow, indicator: Indicator, work: _Import) -> None:
    found = Found(
        indicator=indicator,
        evaluation=row.evaluation,
        found_on=row.found_on,
        text=row.text,
        unit=work.places.unit(row.unit) if row.unit else None,
        due_on=row.due_on,
        outer_number=row.number,
    )
    try:
        file_finding(found, actor=work.actor, county=work.places.county)
    except Invalid as refused:
        name, sentence = next(iter(refused.fields.items()), ("", refused.message))
        label = LABELS.get(name, "外部编号")
        work.tally.refuse(row.origin, label, _value(row, name), sentence.rstrip("。"))
    else:
        work.tally.made.append(row.origin)


def _value(row: FindingRow, name: str) -> str:
    return str(getattr(row, name if name in LABELS else "number"))


def _otherwise(
    row: FindingRow, standing: IndicatorFinding, indicator: Indicator, places: Places
) -> str:
    """Say why the row cannot be the finding that has its number."""
    if standing.state == FindingState.VOID:
        return finding_rows.VOIDED
    units = {places.unit(row.unit), places.unit_then(row.unit)} if row.unit else {standing.unit}
    plain = row_identity.plain
    differing = {
        "指标": standing.indicator_id != indicator.pk,
        "发现的问题": plain(standing.text) != plain(row.text),
        "哪次评价": plain(standing.evaluation) != plain(row.evaluation),
        "发现日期": standing.found_on != row.found_on,
        "牵头单位": standing.unit not in units,
    }
    label = next((name for name, differs in differing.items() if differs), "")
    return finding_rows.OTHERWISE.format(label=label) if label else ""


def _move_term(row: FindingRow, standing: IndicatorFinding, work: _Import) -> None:
    reason = finding_rows.EARLY if row.due_on < row.found_on else ""
    if standing.state != FindingState.OPEN:
        reason = finding_rows.ENDED
    if reason:
        work.tally.refuse(row.origin, "佐证时限", row.due_on.isoformat(), reason)
        return
    standing.due_on = row.due_on
    standing.save(update_fields=["due_on"])
    audit.record("finding.term", standing, actor=work.actor, due_on=row.due_on.isoformat())
    work.tally.changed.append(row.origin)
