"""What comes sealed: anybody may bring it, nobody but the server reads it, its person has done it.

Bringing keeps the envelope and no more; the worker opens it, and so does the person's next contact
before anything newer, so that the order of their actions holds.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from cadres.errors import DomainError
from cadres.files.rules.uploads import Sender
from cadres.files.services.uploads import keep_upload
from cadres.models import DataKey, PhoneCommand, SealedDelivery, Way
from cadres.notifications.services import outbox
from cadres.offline.rules import commands as rules
from cadres.offline.rules import sealing
from cadres.offline.rules.commands import Result
from cadres.offline.rules.sealing import NotSealedHere
from cadres.offline.selectors import refused_commands
from cadres.offline.services.batches import take_commands
from cadres.offline.services.commands import PHOTO_PLACE
from cadres.people.selectors import viewers
from cadres.viewers.rules.viewer import Viewer

log = logging.getLogger(__name__)
# The lock under which one person's envelopes are opened: this, and the person.
KIND = 0x5345
# Nobody has so much waiting; more is not kept.
MOST_WAITING = 500


@dataclass(frozen=True, slots=True)
class Brought:
    """Which envelopes are kept here now, and which are none of ours, by their digests."""

    taken: list[str]
    refused: list[str]


def take_envelopes(brought: Sequence[bytes], *, at: datetime) -> Brought:
    """Keep what was sealed to this site by the person it names; what came before is taken."""
    taken: list[str] = []
    refused: list[str] = []
    for envelope in brought:
        digest = hashlib.sha256(envelope).hexdigest()
        (taken if _is_kept(digest, envelope, at) else refused).append(digest)
    return Brought(taken, refused)


def open_waiting(*, at: datetime, has_time: Callable[[], bool]) -> int:
    """Open what waits, person by person; return how many envelopes."""
    waiting = SealedDelivery.objects.filter(opened_at=None, cadre__is_active=True)
    people = waiting.order_by("cadre_id").values_list("cadre_id", flat=True).distinct()
    opened = 0
    for cadre_id in people:
        if not has_time():
            break
        viewer = viewers.of(cadre_id, at=at)
        if viewer is not None:
            opened += open_own(actor=viewer, has_time=has_time)[0]
    return opened


def open_own(*, actor: Viewer, has_time: Callable[[], bool]) -> tuple[int, bool]:
    """Open what others brought of this person's, in order; return how many, and whether that is
    all. Not all where time was over, or where somebody else is at it.
    """
    waiting = SealedDelivery.objects.filter(cadre_id=actor.person_id, opened_at=None)
    if not waiting.exists():
        return 0, True
    with _alone(actor.person_id) as is_alone:
        if not is_alone:
            return 0, False
        opened = 0
        for delivery in waiting.order_by("pk"):
            if not has_time() or not _open(delivery, actor, has_time):
                return opened, False
            opened += 1
        return opened, True


def _is_kept(digest: str, envelope: bytes, at: datetime) -> bool:
    if SealedDelivery.objects.filter(digest=digest).exists():
        return True
    said = _read(envelope)
    if said is None:
        return False
    person = int(said["person"])
    own = SealedDelivery.objects.filter(cadre_id=person, opened_at=None)
    if own.count() >= MOST_WAITING:
        return False
    row = SealedDelivery(cadre_id=person, digest=digest, envelope=envelope, received_at=at)
    SealedDelivery.objects.bulk_create([row], ignore_conflicts=True)
    return True


def _read(envelope: bytes) -> dict[str, Any] | None:
    """Return what its person has sealed; nothing where it is none of ours, or forged."""
    keys = (sealing.server_key(secret) for secret in settings.FIELD_KEYS)
    try:
        said = json.loads(sealing.opened(envelope, keys))
        person = said["person"]
        row = DataKey.objects.filter(cadre_id=person).first() if isinstance(person, int) else None
        own = base64.b64decode(row.key) if row else b""
        return said if row and sealing.is_by_owner(own, said) else None
    except (NotSealedHere, ValueError, TypeError, KeyError, RecursionError):
        return None


def _open(delivery: SealedDelivery, actor: Viewer, has_time: Callable[[], bool]) -> bool:
    """Do what is in it; return whether all of it is decided. What is done twice is done once."""
    said = _read(bytes(delivery.envelope)) or {}
    if "file" in said:
        _keep_photo(said["file"], actor)
    sent = [one for one in said.get("commands", ()) if _has_id(one)]
    results = take_commands(sent, actor=actor, way=Way.SEALED, has_time=has_time)
    if len(results) < len(sent):
        return False
    _tell_refused(results, actor)
    # The envelope is let go; its digest stays, so that it is known when it comes again.
    delivery.envelope, delivery.opened_at = b"", actor.at
    delivery.save(update_fields=["envelope", "opened_at"])
    return True


def _has_id(said: Any) -> bool:
    try:
        rules.id_of(said)
    except (DomainError, AttributeError):
        return False
    return True


def _keep_photo(file: dict[str, Any], actor: Viewer) -> None:
    """A photo waits like one that its person has sent; one that is none is left to its command."""
    try:
        content = base64.b64decode(file["data"], validate=True)
        sent = SimpleUploadedFile(str(file["name"]), content)
        sender = Sender(at=actor.at, cadre_id=actor.person_id)
        keep_upload(sent, f"{PHOTO_PLACE}{file['id']}", actor=sender)
    except (DomainError, KeyError, TypeError, binascii.Error):
        return
    except Exception:
        # Its command says that the photo is missing, and the phone still has it.
        log.exception("a photo that came sealed could not be kept")


def _tell_refused(results: Sequence[Result], actor: Viewer) -> None:
    """The phone may be far away: the person is told what did not go through."""
    ids = [one.id for one in results if not one.is_done]
    kept = PhoneCommand.objects.filter(cadre_id=actor.person_id, command__in=ids)
    told = Viewer.system(actor.at)
    for row in kept:
        outbox.queue(
            refused_commands.KIND, row.pk, to=[actor.cadre_id], actor=told, once_per=row.digest[:32]
        )


@contextmanager
def _alone(cadre_id: int) -> Iterator[bool]:
    """Hold the lock of the person's envelopes, if nobody else does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [KIND, cadre_id])
        (is_alone,) = cursor.fetchone()
    try:
        yield bool(is_alone)
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [KIND, cadre_id])
