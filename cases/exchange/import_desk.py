"""An uploaded ledger on its way in: columns, units, check, writing; and rows that come again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cadres.errors import DomainError, Invalid
from cadres.exchange import columns, roster, sheets
from cadres.exchange.columns import Field
from cadres.exchange.sheets import Row, Sheet, Workbook
from cadres.models import Region, Unit
from cadres.rules import naming
from cadres.rules.viewer import Viewer
from cadres.selectors import viewers
from cases.exchange import hotline, imports, issues
from cases.exchange.imports import Ledgers
from cases.models import ImportBatch, RefusedRow
from cases.rules.imports import Kind, Stage
from cases.selectors import imports as asked
from cases.services import import_batches
from enterprises.exchange import assignments

FIELDS: dict[str, Sequence[Field]] = {
    Kind.ROSTER: roster.FIELDS,
    Kind.ASSIGNMENTS: assignments.FIELDS,
    Kind.ISSUES: issues.FIELDS,
    Kind.HOTLINE: hotline.FIELDS,
}
SAMPLES = 2
log = logging.getLogger(__name__)
BROKE_OFF = "系统处理这份台账时出错，没有写入任何内容。请把文件交给系统管理员查看。"
LEFT = "上传人已不在县助企办，请由在岗的同志重新上传。"
Report = Callable[[ImportBatch, str], None]


@dataclass(frozen=True, slots=True)
class Column:
    """A field that we look for, the heading it was matched with, and what stands there."""

    field: Field
    heading: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """How the columns of a file were understood; every heading may be chosen instead."""

    columns: list[Column]
    headings: list[str]
    sheets: list[str]
    hidden: tuple[str, ...]
    missing: list[str]


@dataclass(frozen=True, slots=True)
class UnitQuestion:
    """A unit as it is written, what we take it for, and what else it may be."""

    written: str
    meant: str
    is_known: bool
    others: tuple[str, ...]
    answer: str


def receive(file: UploadedFile[Any], kind: str, county: Region, *, actor: Viewer) -> ImportBatch:
    """Take a file in that can be read; what cannot is refused at once and not kept."""
    book = sheets.read(file.read(), file.name or "")
    file.seek(0)
    return import_batches.receive(file, kind, county, book.digest, actor=actor)


def book_of(batch: ImportBatch) -> Workbook:
    with batch.file.open("rb") as file:
        return sheets.read(file.read(), batch.file_name)


def proposal(batch: ImportBatch) -> Proposal:
    """Show the match of the first sheet that fits best."""
    fields, book = FIELDS[batch.kind], book_of(batch)
    matches = [(sheet, columns.locate(sheet, fields, batch.columns)) for sheet in book.sheets]
    found = [(sheet, match) for sheet, match in matches if match]
    headings = [heading for _, match in found for heading in match.headings if heading]
    if not found:
        headings = [word for sheet in book.sheets for word in columns.likely_headings(sheet)]
        return Proposal(
            [Column(field, "", ()) for field in fields],
            list(dict.fromkeys(headings)),
            [],
            book.hidden,
            [field.heading for field in fields if field.is_required],
        )
    sheet, match = max(found, key=lambda pair: len(pair[1].columns))
    return Proposal(
        [Column(f, match.heading_of(f.key), _samples(sheet, match, f)) for f in fields],
        list(dict.fromkeys(headings)),
        [each.name for each, _ in found],
        book.hidden,
        match.missing(fields),
    )


def unit_questions(batch: ImportBatch, county: Region) -> list[UnitQuestion]:
    """Ask about every unit that is not written as it is registered, before any are joined."""
    parsed = imports.parse(_ledgers(batch, county))
    units = Unit.objects.filter(region__path__startswith=county.path, is_active=True)
    known = dict(units.values_list("name_key", "name"))
    keys = {name: naming.unit_key(name, county.name) for name in parsed.unit_names()}
    full = {key: known.get(key) or naming.unit_name(key, county.name) for key in keys.values()}
    names = full | known
    questions = []
    for written, key in keys.items():
        others = tuple(name for other, name in names.items() if naming.may_be_short_for(key, other))
        if written != full[key] or (others and key not in known):
            answer = batch.merges.get(written, "")
            questions.append(UnitQuestion(written, full[key], key in known, others, answer))
    return questions


def run_next(at: datetime, report: Report) -> bool:
    """Check or write the next import that was asked for; False where none waits.

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


def send_again(row: RefusedRow, cells: Mapping[str, str], *, actor: Viewer) -> str:
    """Bring one corrected row in; return why it is refused again, or nothing."""
    sheet = _sheet_of(row, cells)
    book = Workbook(row.batch.file_name, row.batch.file_digest, (sheet,))
    kind = Kind(row.kind)
    ledgers = Ledgers({kind: book}, region=row.county, merges=row.batch.merges)
    with transaction.atomic():
        outcome = imports.bring_in_again(ledgers, actor=actor)
        if not outcome.refused:
            import_batches.settle_row(row, actor=actor)
    return "；".join(error.reason for _, error in outcome.refused)


def plain_heading(field: Field) -> str:
    """The heading of a field in one row: 企业联系人/姓名 becomes 企业联系人姓名."""
    return field.heading.replace("/", "")


def _run(batch: ImportBatch, actor: Viewer, report: Report) -> None:
    is_trial = batch.stage == Stage.CHECKING
    try:
        if actor.is_system or not batch.county:
            raise Invalid(LEFT)
        outcome = imports.bring_in(
            _ledgers(batch, batch.county),
            actor=actor,
            is_trial=is_trial,
            report=lambda step: report(batch, step),
        )
    except DomainError as refused:
        import_batches.keep_failure(batch, refused.message, actor=Viewer.system(actor.at))
        return
    # Whatever it is, the file must not be taken up again and again; nothing of it was written.
    except Exception:
        log.exception("import %s", batch.pk)
        import_batches.keep_failure(batch, BROKE_OFF, actor=Viewer.system(actor.at))
        return
    if is_trial:
        import_batches.keep_check(batch, outcome.summary, actor=actor)


def _ledgers(batch: ImportBatch, county: Region) -> Ledgers:
    return Ledgers(
        {Kind(batch.kind): book_of(batch)},
        region=county,
        columns=batch.columns,
        merges=batch.merges,
        batch=batch,
    )


def _samples(sheet: Sheet, match: columns.Match, field: Field) -> tuple[str, ...]:
    column = match.columns.get(field.key)
    if column is None:
        return ()
    rows = sheet.rows[match.first_row : match.first_row + SAMPLES]
    texts = (columns.cells.line(row.cell(column))[:30] for row in rows)
    return tuple(text for text in texts if text)


def _sheet_of(row: RefusedRow, cells: Mapping[str, str]) -> Sheet:
    fields = FIELDS[row.kind]
    heads = Row(0, tuple(plain_heading(field) for field in fields))
    texts = tuple(cells.get(field.key, "").strip() or None for field in fields)
    return Sheet(row.sheet, (heads, Row(row.row, texts)))
