"""An uploaded ledger on its way in: reading, check, writing; and rows that come again."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cadres.errors import DomainError, Invalid
from cadres.models import Region
from cadres.people.rules.unit_cells import ANSWER, Several
from cadres.people.selectors import viewers
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import sheets, unseen_rows, workbook_guard
from cadres.workbooks.exchange.sheets import Row, Sheet, Workbook
from cases.ledgers.exchange import imports, ledger_contents, ledger_questions
from cases.ledgers.exchange.imports import Ledgers
from cases.ledgers.exchange.ledger_contents import FIELDS, plain_heading
from cases.ledgers.exchange.ledger_questions import Questions
from cases.ledgers.rules.imports import Kind, Stage
from cases.ledgers.selectors import imports as asked
from cases.ledgers.services import import_batches
from cases.models import ImportBatch, RefusedRow

LIMITS = sheets.USUAL
log = logging.getLogger(__name__)
BROKE_OFF = "系统处理这份台账时出错，没有写入任何内容。请把文件交给系统管理员查看。"
LEFT = "上传人已不在县助企办，请由在岗的同志重新上传。"
Report = Callable[[ImportBatch, str], None]


def receive(file: UploadedFile[Any], kind: str, county: Region, *, actor: Viewer) -> ImportBatch:
    """Take a file in by its size and first bytes; the worker reads it."""
    content = file.read()
    workbook_guard.kind_of(content, file.name or "", LIMITS)
    file.seek(0)
    digest = hashlib.sha256(content).hexdigest()
    return import_batches.receive(file, kind, county, digest, actor=actor)


def run_next(at: datetime, report: Report) -> bool:
    """Read, check or write the next import that was asked for; False where none waits.

    It stays locked and asked for until it is done, so that one that a crash cut off is taken up
    again.
    """
    with transaction.atomic():
        batch = asked.next_waiting(seen_by=Viewer.system(at))
        if batch is None:
            return False
        actor = viewers.of(batch.uploaded_by_id or 0, at=at)
        _run(batch, actor or Viewer.system(at), report)
        import_batches.tell(batch, actor=Viewer.system(at))
        return True


def questions_about(row: RefusedRow, cells: Mapping[str, str], *, seen_by: Viewer) -> Questions:
    """Return what is to be said about a refused row as its cells stand now."""
    parsed, merges = imports.parse(_ledgers_of(row, cells)), row.batch.merges
    return ledger_questions.asked_by(parsed, row.county, merges=merges, seen_by=seen_by)


def send_again(row: RefusedRow, cells: Mapping[str, str], *, actor: Viewer) -> str:
    """Bring one corrected row in; return why it is refused again, or nothing."""
    ledgers = _ledgers_of(row, cells)
    with transaction.atomic():
        outcome = imports.bring_in_again(ledgers, actor=actor)
        if not outcome.refused:
            import_batches.settle_row(row, actor=actor)
    return "；".join(error.reason for _, error in outcome.refused)


def _run(batch: ImportBatch, actor: Viewer, report: Report) -> None:
    try:
        if actor.is_system or not batch.county:
            raise Invalid(LEFT)
        if batch.stage == Stage.READING:
            _read(batch, batch.county, actor, report)
        else:
            _bring_in(batch, batch.county, actor, report)
    except DomainError as refused:
        import_batches.keep_failure(batch, refused.message, actor=Viewer.system(actor.at))
    # Whatever it is, the file must not be taken up again and again; nothing of it was written.
    except Exception:
        log.exception("import %s", batch.pk)
        import_batches.keep_failure(batch, BROKE_OFF, actor=Viewer.system(actor.at))


@transaction.atomic
def _read(batch: ImportBatch, county: Region, actor: Viewer, report: Report) -> None:
    """Keep what the pages ask about; where nothing is to be asked about units, go on to check."""
    report(batch, "读取台账")
    is_first = not batch.reading
    try:
        book = _book_of(batch)
    except Invalid as refused:
        if not is_first:
            raise
        import_batches.keep_unreadable(batch, refused.message, actor=actor)
        return
    ledgers = _ledgers(batch, county, book)
    found = ledger_contents.found_in(
        book, ledgers, batch.kind, county, with_units=not is_first, seen_by=actor
    )
    stage = Stage.UPLOADED
    if not is_first:
        # Rows are asked about whatever is said about the units in their cells.
        parsed = imports.parse(replace(ledgers, merges={ANSWER: Several.FIRST_LEADS}))
        merges = batch.merges
        asked_by = ledger_questions.asked_by(parsed, county, merges=merges, seen_by=actor)
        found["questions"] = ledger_questions.kept(asked_by)
        stage = _after_units(batch, found, has_questions=bool(asked_by))
    import_batches.keep_reading(batch, found, stage, actor=actor)


def _after_units(batch: ImportBatch, found: Mapping[str, Any], *, has_questions: bool) -> Stage:
    written = [asked["written"] for asked in found["units"]]
    if not all(map(batch.merges.get, [*written, *([ANSWER] if found["several"] else [])])):
        return Stage.UNITS
    return Stage.WORDS if has_questions else Stage.CHECKING


def _bring_in(batch: ImportBatch, county: Region, actor: Viewer, report: Report) -> None:
    is_trial = batch.stage == Stage.CHECKING
    outcome = imports.bring_in(
        _ledgers(batch, county, _book_of(batch)),
        actor=actor,
        is_trial=is_trial,
        report=lambda step: report(batch, step),
    )
    if is_trial:
        found = outcome.summary | {
            "rows": outcome.accounts()[Kind(batch.kind)],
            "kept": outcome.kept,
            "new_units": outcome.new_units,
            "roles": [asdict(line) for line in outcome.roles],
        }
        import_batches.keep_check(batch, found, actor=actor)


def _book_of(batch: ImportBatch) -> Workbook:
    """Only the worker opens what somebody uploaded, and waits no longer than the limits say."""
    with batch.file.open("rb") as file:
        book = sheets.read(file.read(), batch.file_name, LIMITS)
    return book.taking(unseen_rows.taken(batch.choices))


def _ledgers(batch: ImportBatch, county: Region, book: Workbook) -> Ledgers:
    return Ledgers(
        {Kind(batch.kind): book},
        county=batch.choices.get("county", ""),
        region=county,
        columns={Kind(batch.kind): batch.columns},
        merges=batch.merges,
        source=_source(batch),
        batch=batch,
    )


def _ledgers_of(row: RefusedRow, cells: Mapping[str, str]) -> Ledgers:
    sheet = _sheet_of(row, cells)
    book = Workbook(row.batch.file_name, row.batch.file_digest, (sheet,))
    said = {"merges": row.batch.merges, "source": _source(row.batch)}
    return Ledgers({Kind(row.kind): book}, region=row.county, **said)


def _source(batch: ImportBatch) -> str:
    source: str = batch.choices.get("source", "")
    return source


def _sheet_of(row: RefusedRow, cells: Mapping[str, str]) -> Sheet:
    fields = FIELDS[row.kind]
    heads = Row(0, tuple(plain_heading(field) for field in fields))
    texts = tuple(sheets.value(cells.get(field.key, "").strip()) for field in fields)
    return Sheet(row.sheet, (heads, Row(row.row, texts)))
