"""What was brought in stays on record, and its refused rows wait to be put right."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cadres.errors import Conflict, WrongState
from cadres.files.services import kept_files
from cadres.models import Region
from cadres.notifications.services import outbox
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.row_values import RowError
from cases.ledgers.rules import imports as rules
from cases.ledgers.rules.imports import Kind, Stage
from cases.ledgers.selectors import imports
from cases.ledgers.selectors.import_notices import BY_STAGE
from cases.models import ImportBatch, RefusedRow

# What of the summary belongs to which ledger.
PARTS = {
    Kind.ROSTER: ("cadres",),
    Kind.ASSIGNMENTS: ("enterprises", "assignments"),
    Kind.ISSUES: ("tickets",),
    Kind.HOTLINE: ("messages",),
    Kind.CHECKS: ("checks",),
    Kind.POLICIES: ("policies",),
    Kind.WALKS: ("measures",),
    Kind.FINDINGS: ("findings",),
}


UNCHECKED = "请先预检这份台账，核对数量后再导入。"
# What somebody else changed, without its many words.
CHANGED = {
    "columns": lambda _: "另一种栏目对应",
    "merges": lambda _: "另一种单位对应",
    "choices": lambda _: "另一种读入办法",
    "summary": lambda _: "新的预检结果",
}
DONE_FIELDS = ["summary", "stage", "finished_at", "reading"]


class File(Protocol):
    """What a batch keeps of a workbook."""

    @property
    def file_name(self) -> str: ...
    @property
    def digest(self) -> str: ...


@transaction.atomic
def receive(
    file: UploadedFile[Any], kind: str, county: Region, digest: str, *, actor: Viewer
) -> ImportBatch:
    """A file is taken in; what was corrected for the last one of its kind is proposed again."""
    rules.check_may_import(actor, county.pk)
    done = ImportBatch.objects.filter(county=county, kind=kind, stage=Stage.DONE)
    last = done.exclude(uploaded_by=None).order_by("-uploaded_at").first()
    batch = ImportBatch.objects.create(
        county=county,
        kind=kind,
        file_name=(file.name or "")[:200],
        file_digest=digest,
        columns=last.columns if last else {},
        merges=last.merges if last else {},
        uploaded_by_id=actor.cadre_id,
        uploaded_at=actor.at,
    )
    batch.file.save(f"{digest[:16]}.ledger", file)
    audit.record("ledger.upload", batch, actor=actor, kind=kind, digest=digest)
    return batch


@transaction.atomic
def settle(
    batch: ImportBatch,
    *,
    actor: Viewer,
    read: Read,
    columns: Mapping[str, str] | None = None,
    merges: Mapping[str, str] | None = None,
    choices: Mapping[str, str] | None = None,
) -> ImportBatch:
    """A person says what is meant (columns, units, rows); what was checked before is void.

    Raises EditedMeanwhile where somebody else has said something after the page was read.
    """
    batch = _open(batch, actor)
    _check_unmoved(batch, imports.said(batch), read, actor)
    batch.columns = dict(batch.columns if columns is None else columns)
    batch.merges = dict(batch.merges if merges is None else merges)
    batch.choices = dict(batch.choices if choices is None else choices)
    batch.stage, batch.summary, batch.error = Stage.UPLOADED, {}, ""
    batch.save(update_fields=["columns", "merges", "choices", "stage", "summary", "error"])
    return batch


@transaction.atomic
def ask_for(batch: ImportBatch, stage: Stage, *, actor: Viewer) -> ImportBatch:
    """Reading, check, or a person's word is asked for; nothing is written by it."""
    if stage == Stage.WRITING:
        raise WrongState(UNCHECKED)
    return _staged(_open(batch, actor), stage)


@transaction.atomic
def commit(batch: ImportBatch, *, actor: Viewer, read: Read) -> ImportBatch:
    """What the check showed is to be written, and nothing else; a worker does it."""
    batch = _open(batch, actor)
    if batch.stage != Stage.CHECKED:
        raise WrongState(UNCHECKED)
    _check_unmoved(batch, imports.shown(batch), read, actor)
    return _staged(batch, Stage.WRITING)


def _staged(batch: ImportBatch, stage: Stage) -> ImportBatch:
    batch.stage, batch.error = stage, ""
    batch.save(update_fields=["stage", "error"])
    return batch


@transaction.atomic
def keep_reading(
    batch: ImportBatch, found: Mapping[str, Any], stage: Stage, *, actor: Viewer
) -> None:
    """What was found in the file stands on its pages; the stage says whom it waits for."""
    rules.check_may_import(actor, batch.county_id)
    batch.stage, batch.reading = stage, json.dumps(found, ensure_ascii=False)
    batch.save(update_fields=["stage", "reading"])


@transaction.atomic
def keep_unreadable(batch: ImportBatch, sentence: str, *, actor: Viewer) -> None:
    """The sentence stays; the file that cannot be read does not."""
    keep_failure(batch, sentence, actor=actor)
    kept_files.remove_with_action(batch.file.name or "")
    batch.file = ""
    batch.save(update_fields=["file"])


@transaction.atomic
def keep_check(batch: ImportBatch, summary: Mapping[str, Any], *, actor: Viewer) -> None:
    """What the trial found waits for a person's word."""
    rules.check_may_import(actor, batch.county_id)
    batch.stage, batch.summary = Stage.CHECKED, dict(summary)
    batch.save(update_fields=["stage", "summary"])


@transaction.atomic
def keep_failure(batch: ImportBatch, sentence: str, *, actor: Viewer) -> None:
    """It could not be read or written; the sentence says what to do."""
    rules.check_may_import(actor, batch.county_id)
    batch.stage, batch.error = Stage.FAILED, sentence[:300]
    batch.save(update_fields=["stage", "error"])


@transaction.atomic
def record(
    books: Mapping[Kind, File],
    county: Region,
    summary: Mapping[str, Any],
    refused: Sequence[tuple[Kind, RowError]],
    accounts: Mapping[Kind, Mapping[str, Any]],
    *,
    actor: Viewer,
    batch: ImportBatch | None = None,
) -> list[ImportBatch]:
    """One batch a file with its figures and what became of its rows, one line in the trail each.

    The refused rows are kept apart, to be corrected.
    """
    rules.check_may_import(actor, county.pk)
    batches = {}
    for kind, book in books.items():
        done = batch or _new_batch(kind, book, county, actor)
        figures = {part: summary[part] for part in PARTS[kind]}
        done.summary = figures | {"rows": accounts[kind]}
        done.stage, done.finished_at, done.reading = Stage.DONE, actor.at, ""
        done.save(update_fields=None if done.pk is None else DONE_FIELDS)
        batches[kind] = done
        counts = {"read": accounts[kind]["read"], **accounts[kind]["counts"]}
        told = figures | {"kind": kind, "digest": book.digest, "rows": counts}
        audit.record("ledger.import", done, actor=actor, **told)
    _keep_refused(batches, county, refused)
    return list(batches.values())


def tell(batch: ImportBatch, *, actor: Viewer) -> None:
    """Whoever uploaded it need not wait on the page: what came of it is told."""
    kind = BY_STAGE.get(Stage(batch.stage))
    if kind is not None:
        software = Viewer.system(actor.at)
        once = actor.at.isoformat()
        outbox.queue(kind, batch.pk, to=[batch.uploaded_by_id], actor=software, once_per=once)


@transaction.atomic
def settle_row(row: RefusedRow, *, actor: Viewer, is_dropped: bool = False) -> RefusedRow:
    """A refused row was corrected and taken, or is put aside; either is on record."""
    rules.check_may_import(actor, row.county_id)
    fields = {"settled_at": actor.at, "settled_by_id": actor.cadre_id, "is_dropped": is_dropped}
    waiting = RefusedRow.objects.filter(pk=row.pk, settled_at__isnull=True)
    if not waiting.update(**fields):
        raise Conflict("这一行已经由别人处理，请刷新页面。")
    verb = "ledger.drop_row" if is_dropped else "ledger.correct_row"
    audit.record(verb, row.batch, actor=actor, sheet=row.sheet, row=row.row)
    return row


def _check_unmoved(batch: ImportBatch, now: Mapping[str, str], read: Read, actor: Viewer) -> None:
    edits.check_same(batch, now, read=read, actor=actor, verbs=(), words=CHANGED)


def _open(batch: ImportBatch, actor: Viewer) -> ImportBatch:
    """Lock by key first, then look: nothing about a finished import is changed.

    The worker holds the row as long as it works on the file: nobody's page waits for that.
    """
    rows = ImportBatch.objects.filter(pk=batch.pk)
    if not rows.select_for_update(no_key=True, skip_locked=True).values_list("pk").first():
        raise WrongState("这份台账正在处理，不能再改，请稍后刷新页面。")
    batch = ImportBatch.objects.get(pk=batch.pk)
    rules.check_may_import(actor, batch.county_id)
    if batch.stage in (*rules.AT_WORK, Stage.DONE):
        raise WrongState(f"这份台账{Stage(batch.stage).label}，不能再改，请刷新页面。")
    return batch


def _new_batch(kind: Kind, book: File, county: Region, actor: Viewer) -> ImportBatch:
    return ImportBatch(
        county=county,
        kind=kind,
        file_name=book.file_name[:200],
        file_digest=book.digest,
        uploaded_by_id=actor.cadre_id,
        uploaded_at=actor.at,
    )


def _keep_refused(
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
