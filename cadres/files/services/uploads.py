"""Files are sent in pieces, looked at when whole, and wait until an action takes them."""

from __future__ import annotations

import hashlib
import secrets
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Union
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet, Sum

from cadres.errors import Conflict, Invalid
from cadres.files.rules import uploads as rules
from cadres.files.rules.file_kinds import PICTURES
from cadres.files.rules.uploads import Announced, Sender
from cadres.files.selectors import uploads
from cadres.files.services import file_kinds, pictures
from cadres.files.services.kept_files import remove_with_action
from cadres.models import Upload, UploadPiece
from cadres.viewers.rules.viewer import Viewer

Incoming = Union["UploadedFile[Any]", Upload]
PURGED_AT_A_TIME = 100


@dataclass(frozen=True, slots=True)
class Whole:
    """A file that was looked at: what it is called, what is kept of it, its small picture."""

    name: str
    kind: str
    content: bytes
    thumbnail: bytes = b""


@dataclass(frozen=True, slots=True)
class Settled:
    """A file in the store, for the row that keeps it."""

    name: str
    size: int
    digest: str
    file: str
    thumbnail: str


def look(given: str | None, content: bytes, *, pixels: int = rules.OF_PERSON.pixels) -> Whole:
    """Say what a file is by its bytes, and clean a picture; raise Invalid in a sentence."""
    name = file_kinds.shown_name(given)
    kind = file_kinds.check(name, len(content), content)
    if kind not in PICTURES:
        return Whole(name, kind, content)
    picture = pictures.clean(name, content, pixels=pixels)
    stem = PurePosixPath(name).stem
    return Whole(f"{stem}.{picture.kind}", picture.kind, picture.content, picture.thumbnail)


def read(upload: UploadedFile[Any]) -> bytes:
    """All bytes of a file that came with a form, which may have been read before."""
    upload.seek(0)
    content = upload.read()
    return content if isinstance(content, bytes) else content.encode()


@transaction.atomic
def start_upload(announced: Announced, *, actor: Sender) -> Upload:
    """A file is announced; one that was begun before, or is here already, is taken up again."""
    name = file_kinds.shown_name(announced.name)
    rules.check_size(name, announced.size)
    known = _known(announced, actor)
    if known is not None:
        return known
    _check_room(announced.size, actor)
    return Upload.objects.create(
        cadre_id=actor.cadre_id,
        link=actor.link,
        place=announced.place[: rules.PLACE_LENGTH],
        name=name,
        sent_size=announced.size,
        sent_check=announced.check,
        started_at=actor.at,
    )


@transaction.atomic
def put_piece(pk: UUID, index: int, data: bytes, check: int, *, actor: Sender) -> None:
    """Keep a piece; the same piece again changes nothing."""
    upload = uploads.fetch(pk, seen_by=actor)
    rules.check_piece(upload.sent_size, index, data, check)
    if upload.finished_at is None:
        piece = UploadPiece(upload=upload, index=index, data=data)
        UploadPiece.objects.bulk_create([piece], ignore_conflicts=True)


def finish_upload(pk: UUID, *, actor: Sender) -> Upload:
    """All pieces are here: the file is looked at and waits; what may not be kept is forgotten."""
    try:
        return _finished(pk, actor)
    except Invalid:
        remove_upload(pk, actor=actor)
        raise


@transaction.atomic
def keep_upload(upload: UploadedFile[Any], place: str, *, actor: Sender) -> Upload:
    """A file that came with its form waits like one sent in pieces: a refusal loses nothing."""
    content = read(upload)
    announced = Announced(upload.name or "", len(content), zlib.crc32(content), place)
    row = start_upload(announced, actor=actor)
    return row if row.finished_at else _settle(row, content, actor)


@transaction.atomic
def remove_upload(pk: UUID, *, actor: Sender) -> None:
    """The sender does not want it any more; what is gone already needs no removing."""
    for upload in uploads.rows(seen_by=actor).select_for_update(no_key=True).filter(pk=pk):
        _forget(upload)


@transaction.atomic
def take_upload(incoming: Incoming, *, actor: Viewer, folder: str) -> Settled:
    """An action takes the file: it stays in the store, and waits no more.

    One that came with the action itself is looked at and written now. Part of what keeps it.
    """
    if not isinstance(incoming, Upload):
        return _written(look(incoming.name, read(incoming)), f"{folder}/{actor.at:%Y/%m}")
    upload = Upload.objects.select_for_update(no_key=True).filter(pk=incoming.pk).first()
    if upload is None or upload.finished_at is None:
        raise Invalid(f"《{incoming.name}》已经不在了：可能已经提交过，请刷新后再看。")
    taken = Settled(
        name=upload.name,
        size=upload.size,
        digest=upload.digest,
        file=upload.file.name or "",
        thumbnail=upload.thumbnail.name or "",
    )
    upload.delete()
    return taken


@transaction.atomic
def purge_uploads(*, actor: Viewer) -> int:
    """Forget what was sent more than a day ago and no action has taken; return how many."""
    old = Upload.objects.filter(started_at__lt=actor.at - rules.KEPT)
    rows = list(old.select_for_update(no_key=True, skip_locked=True)[:PURGED_AT_A_TIME])
    for upload in rows:
        _forget(upload)
    return len(rows)


def _known(announced: Announced, actor: Sender) -> Upload | None:
    return (
        uploads.rows(seen_by=actor)
        .filter(
            place=announced.place[: rules.PLACE_LENGTH],
            sent_size=announced.size,
            sent_check=announced.check,
        )
        .first()
    )


def _check_room(size: int, actor: Sender) -> None:
    _check_quota(uploads.rows(seen_by=actor), size, actor.quota)
    if actor.crowd:
        _check_quota(uploads.of_crowd(seen_by=actor), size, rules.OF_CROWD)


def _check_quota(rows: QuerySet[Upload], size: int, quota: rules.Quota) -> None:
    total = rows.aggregate(total=Sum("sent_size"))["total"] or 0
    rules.check_room(rows.count(), total, size, quota)


@transaction.atomic
def _finished(pk: UUID, actor: Sender) -> Upload:
    upload = uploads.fetch(pk, seen_by=actor)
    # A second call waits for the first one and finds the file whole.
    upload = Upload.objects.select_for_update(no_key=True).get(pk=upload.pk)
    if upload.finished_at is not None:
        return upload
    pieces = list(upload.pieces.order_by("index").values_list("data", flat=True))
    if len(pieces) != rules.pieces(upload.sent_size):
        raise Conflict("文件还没有传完，请继续上传。")
    content = b"".join(bytes(piece) for piece in pieces)
    if zlib.crc32(content) != upload.sent_check:
        raise Invalid(f"《{upload.name}》没有传完整，请重新选择。")
    return _settle(upload, content, actor)


def _settle(upload: Upload, content: bytes, actor: Sender) -> Upload:
    whole = look(upload.name, content, pixels=actor.quota.pixels)
    settled = _written(whole, f"uploads/{actor.at:%Y/%m}")
    upload.name, upload.size, upload.digest = settled.name, settled.size, settled.digest
    upload.file.name, upload.thumbnail.name = settled.file, settled.thumbnail
    upload.finished_at = actor.at
    upload.save(
        update_fields=["name", "size", "digest", "file", "thumbnail", "finished_at"],
    )
    upload.pieces.all().delete()
    return upload


def _written(whole: Whole, folder: str) -> Settled:
    """Names of chance: what a person typed never becomes a path."""
    name = secrets.token_hex(16)
    thumbnail = ""
    if whole.thumbnail:
        small = ContentFile(whole.thumbnail)
        thumbnail = default_storage.save(f"{folder}/{name}-small.jpg", small)
    return Settled(
        name=whole.name,
        size=len(whole.content),
        digest=hashlib.sha256(whole.content).hexdigest(),
        file=default_storage.save(f"{folder}/{name}.{whole.kind}", ContentFile(whole.content)),
        thumbnail=thumbnail,
    )


def _forget(upload: Upload) -> None:
    for name in (upload.file.name, upload.thumbnail.name):
        remove_with_action(name or "")
    upload.delete()
