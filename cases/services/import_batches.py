"""What was brought in stays on record, and its refused rows wait to be put right."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.db import transaction

from cadres.models import Region
from cadres.rules.ledger import RowError
from cadres.rules.viewer import Viewer
from cadres.services import audit
from cases.models import ImportBatch, RefusedRow
from cases.rules import imports as rules
from cases.rules.imports import Kind, Stage

# What of the summary belongs to which ledger.
PARTS = {
    Kind.ROSTER: ("cadres",),
    Kind.ASSIGNMENTS: ("enterprises", "assignments"),
    Kind.ISSUES: ("tickets",),
    Kind.HOTLINE: ("messages",),
}


class File(Protocol):
    """What a batch keeps of a workbook."""

    @property
    def file_name(self) -> str: ...
    @property
    def digest(self) -> str: ...


@transaction.atomic
def record(
    books: Mapping[Kind, File],
    county: Region,
    summary: Mapping[str, Any],
    refused: Iterable[tuple[Kind, RowError]],
    *,
    actor: Viewer,
) -> list[ImportBatch]:
    """One batch a file with its figures, one line in the trail each, and the refused rows."""
    rules.check_may_import(actor, county.pk)
    batches = {
        kind: ImportBatch.objects.create(
            county=county,
            kind=kind,
            stage=Stage.DONE,
            file_name=book.file_name[:200],
            file_digest=book.digest,
            summary={part: summary[part] for part in PARTS[kind]},
            uploaded_by_id=actor.cadre_id,
            uploaded_at=actor.at,
            finished_at=actor.at,
        )
        for kind, book in books.items()
    }
    keep_refused(batches, county, refused)
    for kind, batch in batches.items():
        figures = dict(batch.summary)
        audit.record(
            "ledger.import", batch, actor=actor, kind=kind, digest=batch.file_digest, **figures
        )
    return list(batches.values())


def keep_refused(
    batches: Mapping[Kind, ImportBatch], county: Region, refused: Iterable[tuple[Kind, RowError]]
) -> None:
    """A row that was refused before, with the same cells, is not kept again."""
    rows = [_refused_row(batches[kind], kind, county, error) for kind, error in refused]
    RefusedRow.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def row_key(kind: str, cells: Mapping[str, str], error: RowError) -> str:
    """Cells and reason make the row; where it stands in the file does not."""
    words = json.dumps([kind, error.reason, dict(cells)], ensure_ascii=False, sort_keys=True)
    place = "" if cells else f"{error.origin.file}|{error.origin.sheet}"
    return hashlib.sha256(f"{words}{place}".encode()).hexdigest()


def _refused_row(batch: ImportBatch, kind: Kind, county: Region, error: RowError) -> RefusedRow:
    cells = dict(error.origin.cells)
    return RefusedRow(
        batch=batch,
        county=county,
        kind=kind,
        key=row_key(kind, cells, error),
        sheet=error.origin.sheet[:60],
        row=error.origin.row,
        column=error.column[:120],
        value=error.value,
        reason=error.reason[:600],
        cells=json.dumps(cells, ensure_ascii=False),
    )
