"""The register of 结果应用 as a viewer may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from cadres.errors import Absent
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules.kinds import LetterState
from cases.letters.selectors import letters
from cases.models import ResultUse
from cases.office_work.rules import results as rules
from cases.office_work.rules.results import UseVerb

COLUMNS = (
    *("kind", "result", "result_number", "published_on", "unit", "used_for", "organ"),
    *("document", "document_number", "decided_on"),
)


@dataclass(frozen=True, slots=True)
class UseLine:
    """One line; letters by their numbers, where this viewer sees a letter of that number."""

    row: ResultUse
    result_letter: int | None
    document_letter: int | None


@dataclass(frozen=True, slots=True)
class UsePage:
    line: UseLine
    verbs: tuple[UseVerb, ...]


def facts(row: ResultUse) -> dict[str, Any]:
    """Return what a correction may change of it, as it stands."""
    return {name: getattr(row, name) for name in COLUMNS}


def rows(*, seen_by: Viewer) -> QuerySet[ResultUse]:
    """Return the visible rows, withdrawn ones too, the newest first."""
    found = ResultUse.objects.filter(rules.uses_for(seen_by))
    found = found.select_related("unit", "filed_by", "voided_by")
    return found.order_by("-decided_on", "-pk")


def fetch(pk: int, *, seen_by: Viewer) -> ResultUse:
    """Return the row; hidden and missing look the same from outside."""
    row = rows(seen_by=seen_by).filter(pk=pk).first()
    if row is None:
        raise Absent(rules.ABSENT)
    return row


def narrowed(found: QuerySet[ResultUse], *, q: str = "", kind: str = "") -> QuerySet[ResultUse]:
    """Keep what stands, of a kind, whose result, use, unit or document hold these words."""
    for word in q.split():
        said = Q(result__icontains=word) | Q(used_for__icontains=word)
        papers = Q(document__icontains=word) | Q(document_number__icontains=word)
        found = found.filter(said | papers | Q(unit__name__icontains=word))
    found = found.filter(voided_at__isnull=True)
    return found.filter(kind=kind) if kind else found


def lines(found: Iterable[ResultUse], *, seen_by: Viewer) -> list[UseLine]:
    """Turn rows into lines; one query more, for the letters that the viewer sees."""
    taken = list(found)
    named = {row.result_number for row in taken} | {row.document_number for row in taken}
    issued = letters.rows(seen_by=seen_by).filter(
        number__in=sorted(named - {""}), state=LetterState.ISSUED
    )
    known = dict(issued.order_by().values_list("number", "pk")) if taken else {}
    return [
        UseLine(row, known.get(row.result_number), known.get(row.document_number)) for row in taken
    ]


def page(pk: int, *, seen_by: Viewer) -> UsePage:
    row = fetch(pk, seen_by=seen_by)
    (line,) = lines([row], seen_by=seen_by)
    return UsePage(line, rules.verbs_for(row, seen_by))
