"""Findings by indicator and their evidence, as a viewer may see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from cadres.errors import Absent
from cadres.notifications.selectors.notices import Key, Message
from cadres.viewers.rules.viewer import Viewer
from cases.models import Evidence, EvidenceFile, Indicator, IndicatorFinding
from cases.office_work.rules import findings as rules
from cases.office_work.rules.findings import FindingState, FindingVerb

FILED = "finding_filed"
TITLE = "评价发现的问题，请本单位提交佐证"


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One finding with its evidence, and what this viewer may do."""

    row: IndicatorFinding
    evidence: list[Evidence]
    verbs: tuple[FindingVerb, ...]
    is_late: bool


def rows(*, seen_by: Viewer) -> QuerySet[IndicatorFinding]:
    """Return the visible findings with how much evidence each has, the newest first."""
    found = IndicatorFinding.objects.filter(rules.findings_for(seen_by))
    found = found.select_related("indicator", "unit", "filed_by", "ended_by")
    return found.annotate(pieces=Count("evidence")).order_by("-pk")


def fetch(pk: int, *, seen_by: Viewer) -> IndicatorFinding:
    """Return the finding; hidden and missing look the same from outside."""
    row = rows(seen_by=seen_by).filter(pk=pk).first()
    if row is None:
        raise Absent(rules.ABSENT)
    return row


def with_number(county_id: int, number: str, year: int, *, seen_by: Viewer) -> bool:
    """Whether a finding with this number stands: numbers begin anew with the year."""
    found = IndicatorFinding.objects.filter(county=county_id, outer_number=number)
    found = found.filter(found_on__year=year)
    return found.exclude(state=FindingState.VOID).exists()


def narrowed(
    found: QuerySet[IndicatorFinding], *, q: str = "", state: str = ""
) -> QuerySet[IndicatorFinding]:
    """Keep what is not withdrawn, in a state, whose indicator, words or unit hold these."""
    for word in q.split():
        said = Q(indicator__path__icontains=word) | Q(text__icontains=word)
        found = found.filter(said | Q(unit__name__icontains=word) | Q(evaluation__icontains=word))
    found = found.exclude(state=FindingState.VOID)
    return found.filter(state=state) if state else found


def page(pk: int, *, seen_by: Viewer) -> FindingPage:
    row = fetch(pk, seen_by=seen_by)
    pieces = Evidence.objects.filter(finding=row).select_related("filed_by", "unit")
    return FindingPage(
        row=row,
        evidence=list(pieces.prefetch_related("files").order_by("pk")),
        verbs=rules.verbs_for(row, seen_by),
        is_late=is_late(row, seen_by.today),
    )


def is_late(row: IndicatorFinding, today: date) -> bool:
    return row.state == FindingState.OPEN and row.due_on < today


def file(pk: int, *, seen_by: Viewer) -> EvidenceFile:
    """Return a file of a visible finding's evidence; hidden and missing look the same."""
    seen = IndicatorFinding.objects.filter(rules.findings_for(seen_by))
    found = EvidenceFile.objects.filter(pk=pk, evidence__finding__in=seen.values("pk")).first()
    if found is None:
        raise Absent("没有这个文件。")
    return found


def indicators(county_id: int, *, seen_by: Viewer) -> QuerySet[Indicator]:
    """Return the county's indicators in the order of its list, for its office."""
    if not rules.may_file(seen_by, county_id):
        return Indicator.objects.none()
    return Indicator.objects.filter(county=county_id).order_by("path")


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Return a message per finding that the reader may see; nothing for the others."""
    wanted = {pk for pks in owed.values() for pk in pks}
    texts = dict(rows(seen_by=reader).filter(pk__in=wanted).values_list("pk", "text"))
    return {
        (kind, pk): Message(TITLE, texts[pk], reverse("cases:finding", args=[pk]))
        for kind, pks in owed.items()
        for pk in pks
        if pk in texts
    }
