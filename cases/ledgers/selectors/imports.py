"""Ledgers brought in, and their refused rows, as the office of a county sees them."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Count, Q, QuerySet

from cadres.errors import Absent
from cadres.models import Region
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cadres.viewers.rules.viewer import Viewer
from cases.ledgers.rules import imports
from cases.ledgers.rules.imports import Kind
from cases.models import ImportBatch, RefusedRow
from cases.tickets.rules.vocabulary import Source
from cases.tickets.selectors.sources import sources

# The kinds of sources whose messages come as a sheet.
OF_MESSAGES = (Source.HOTLINE, Source.BOARD)


def batches(*, seen_by: Viewer) -> QuerySet[ImportBatch]:
    """Return the visible imports, newest first, with how many of their rows still wait."""
    waiting = Count("refused_rows", filter=Q(refused_rows__settled_at__isnull=True))
    seen = ImportBatch.objects.filter(imports.imports_for(seen_by))
    return seen.select_related("uploaded_by").annotate(waiting=waiting).order_by("-uploaded_at")


def fetch(pk: int, *, seen_by: Viewer) -> ImportBatch:
    seen = ImportBatch.objects.filter(imports.imports_for(seen_by)).select_related("county")
    batch = seen.filter(pk=pk).first()
    if batch is None:
        raise Absent("没有这份台账。")
    return batch


def refused(
    *, seen_by: Viewer, kind: str = "", batch_id: int | None = None
) -> QuerySet[RefusedRow]:
    """Return the refused rows that wait: all of them, of one ledger, of one file."""
    seen = RefusedRow.objects.filter(imports.imports_for(seen_by), settled_at__isnull=True)
    rows = seen.filter(kind=kind) if kind in Kind.values else seen
    rows = rows if batch_id is None else rows.filter(batch_id=batch_id)
    return rows.select_related("batch").order_by("kind", "sheet", "row", "pk")


def refused_row(pk: int, *, seen_by: Viewer) -> RefusedRow:
    row = refused(seen_by=seen_by).select_related("batch", "county").filter(pk=pk).first()
    if row is None:
        raise Absent("没有这一行，或已经处理。")
    return row


def cells(row: RefusedRow) -> dict[str, str]:
    """Return the cells of a refused row, field → text."""
    found: dict[str, str] = json.loads(row.cells or "{}")
    return found


def reading(batch: ImportBatch) -> dict[str, Any]:
    """Return what the worker found in the file; nothing where it was not read yet."""
    found: dict[str, Any] = json.loads(batch.reading or "{}")
    return found


def said(batch: ImportBatch) -> dict[str, str]:
    """Return what people said of the file, as it stands; what a page of it may change."""
    names = ("columns", "merges", "choices")
    return {name: json.dumps(getattr(batch, name), sort_keys=True) for name in names}


def shown(batch: ImportBatch) -> dict[str, str]:
    """Return the same, and what the check found: all that is carried out by one word."""
    return said(batch) | {"summary": json.dumps(batch.summary, sort_keys=True)}


def read(batch: ImportBatch, *, seen_by: Viewer) -> Read:
    """Return what a page of the import reads of it now."""
    return edits.read(batch, shown(batch), seen_by=seen_by)


def counts(*, seen_by: Viewer) -> dict[str, int]:
    """How many rows wait, by ledger."""
    seen = RefusedRow.objects.filter(imports.imports_for(seen_by), settled_at__isnull=True)
    return dict(seen.order_by().values_list("kind").annotate(Count("pk")))


def counties(*, seen_by: Viewer) -> QuerySet[Region]:
    return Region.objects.filter(pk__in=seen_by.office_county_ids).order_by("path")


def next_waiting(*, seen_by: Viewer) -> ImportBatch | None:
    """Lock the oldest import that a worker shall read, check or write; None where none waits."""
    seen = ImportBatch.objects.filter(imports.imports_for(seen_by))
    asked = seen.filter(stage__in=imports.AT_WORK)
    return (
        asked.select_for_update(skip_locked=True, no_key=True, of=("self",))
        .order_by("uploaded_at")
        .first()
    )


def message_sources(batch: ImportBatch, *, seen_by: Viewer) -> list[tuple[str, str]]:
    """Return by which sources a sheet of messages may have come; nothing to ask of other ledgers,
    nor where the county has no own source of that kind.
    """
    if batch.kind != Kind.HOTLINE or batch.county_id is None:
        return []
    known = sources.of_counties([batch.county_id], seen_by=seen_by)[batch.county_id]
    found = [one for one in known if one.is_open and one.kind in OF_MESSAGES]
    has_own = any(one.is_own for one in found)
    return [(one.code, one.name) for one in found] if has_own else []
