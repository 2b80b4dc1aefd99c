"""A list leaves the house (导出): a short one at once, a long one written by the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO
from tempfile import TemporaryFile
from typing import Any, BinaryIO, TypeVar, cast

from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet

from cadres.errors import Absent, Conflict, Invalid
from cadres.files.rules import exports
from cadres.files.rules.exports import MOST_ROWS, PART, PART_NAME, PREFIX, READY
from cadres.files.services.kept_files import remove_with_action
from cadres.jobs.services import background_runs
from cadres.jobs.services.background_runs import Progress, Work
from cadres.models import BackgroundRun, ExportFile
from cadres.notifications.services import outbox
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.incomplete import Incomplete

# Progress is told so often: more would be felt in the work itself.
EVERY = 500
BUSY = "上一份{label}还在生成，请等它完成后再生成这一份。"
TOO_LONG = "一张工作表最多放 {most} 行，这份清单更长，请缩小范围后分次导出。"
Say = Callable[[int], None]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Export:
    """A list that can be taken out.

    `rows` finds it by the words behind the `?` of its address, for whoever asks, and refuses what
    is asked wrongly; `write` writes it and returns how many rows it has.
    """

    kind: str
    label: str
    name: Callable[[str, Viewer], str]
    rows: Callable[[str, Viewer], QuerySet[Any]]
    write: Callable[[BinaryIO, QuerySet[Any], Viewer, Say], int]


_exports: dict[str, Export] = {}


def register(export: Export) -> None:
    """An upper app says how one of its lists is taken out; the trail's verb is `kind`.export."""
    _exports[export.kind] = export
    work = Work(total=partial(_total, export), do=partial(_made, export))
    background_runs.register(PREFIX + export.kind, work)


def find(kind: str) -> Export:
    if kind not in _exports:
        raise Absent("没有这种清单。")
    return _exports[kind]


@transaction.atomic
def take_out(export: Export, filters: str, *, actor: Viewer) -> bytes:
    """Write a short list at once; who took how many rows, by which filters, is on record."""
    out = BytesIO()
    count = export.write(out, export.rows(filters, actor), actor, lambda _: None)
    _record(export, count, filters, actor)
    return out.getvalue()


@transaction.atomic
def ask_export(export: Export, filters: str, *, actor: Viewer) -> BackgroundRun:
    """The worker is to write the list, with what the asker may see when it is written."""
    export.rows(filters, actor)
    detail = {"filters": filters, "label": export.label}
    run = background_runs.ask(PREFIX + export.kind, detail, actor=actor)
    if run.detail != detail:
        raise Conflict(BUSY.format(label=export.label))
    return run


def counted(rows: Iterable[Row], say: Say) -> Iterator[Row]:
    """Pass the rows on, and tell now and then how many there were."""
    for number, row in enumerate(rows, 1):
        if number % EVERY == 0:
            say(number)
        yield row


def purge(before: datetime) -> int:
    """Delete the workbooks that were made before; return how many."""
    old = list(ExportFile.objects.filter(made_at__lt=before))
    for made in old:
        _remove(made)
    return len(old)


@transaction.atomic
def _remove(made: ExportFile) -> None:
    remove_with_action(made.file.name or "")
    made.delete()


def _total(export: Export, detail: Mapping[str, Any], actor: Viewer) -> int:
    total = export.rows(detail["filters"], actor).order_by().count()
    if total > MOST_ROWS:
        raise Invalid(TOO_LONG.format(most=MOST_ROWS))
    return total


def _made(
    export: Export, detail: Mapping[str, Any], actor: Viewer, progress: Progress
) -> dict[str, Any]:
    """Write the workbook; what a fall cut off is written again, what is there already stays.

    Where a row could not be had, the rows before it are kept, and marked as a part everywhere.
    """
    known = ExportFile.objects.filter(run=progress.run).first()
    if known is not None:
        return {"rows": known.rows, **progress.so_far}
    filters, so_far = detail["filters"], {}
    with TemporaryFile() as out:
        content = cast(BinaryIO, out)
        try:
            count = export.write(content, export.rows(filters, actor), actor, progress.say)
        except Incomplete as part:
            count, so_far = part.rows, {PART: True}
            progress.say(count, **so_far)
        content.seek(0)
        _keep(export, content, progress.run, count, filters, actor)
    return {"rows": count, **so_far}


@transaction.atomic
def _keep(
    export: Export, content: BinaryIO, run: BackgroundRun, rows: int, filters: str, actor: Viewer
) -> None:
    """The file, the line of the trail and the notice, together or not at all."""
    is_part = bool(run.result.get(PART))
    name = f"{PART_NAME if is_part else ''}{export.name(filters, actor)}"
    made = ExportFile(run=run, rows=rows, made_at=actor.at, name=name)
    made.file.save(f"list.{exports.ending_of(name)}", File(content), save=False)
    made.save(force_insert=True)
    _record(export, rows, filters, actor, **({PART: True} if is_part else {}))
    told = Viewer.system(actor.at)
    outbox.queue(READY, run.pk, to=[run.asked_by_id], actor=told, once_per="once")


def _record(export: Export, rows: int, filters: str, actor: Viewer, **more: bool) -> None:
    verb = f"{export.kind}.export"
    audit.record(verb, None, actor=actor, rows=rows, filters=filters[:500], **more)
