"""The chain of seals over the trail: each holds the digest of the one before and of its entries.

Writers never wait for it: a seal covers whole transactions, and stops below the oldest one that is
still running, so that nothing is committed behind it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction

from cadres.models import AuditEntry, AuditSeal

BEGINNING = "0" * 64
# Any fixed number; it is the name of the lock that allows one sealer at a time.
LOCK = 20_261_120
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the whole chain found; `broken` names the first link that does not hold."""

    seals: int
    entries: int
    unsealed: int
    last_digest: str
    broken: str = ""


@transaction.atomic
def seal_trail(at: datetime) -> AuditSeal | None:
    """Seal what was committed since the last seal; None where there is nothing to seal."""
    if not _take_lock():
        return None
    last = AuditSeal.objects.order_by("-since_xid").first()
    since, until = (last.until_xid if last else 0), horizon()
    previous = last.digest if last else BEGINNING
    entries, digest = _digest(since, until, previous)
    if not entries:
        return None
    return AuditSeal.objects.create(
        sealed_at=at,
        since_xid=since,
        until_xid=until,
        entries=entries,
        previous=previous,
        digest=digest,
    )


def verify_trail() -> Verdict:
    """Go through the chain from its beginning, and stop at the first link that does not hold."""
    since, previous, checked, sealed = 0, BEGINNING, 0, 0
    for seal in AuditSeal.objects.order_by("since_xid").iterator(CHUNK):
        broken = _fault(seal, since, previous)
        if broken:
            return Verdict(checked, sealed, 0, previous, broken)
        since, previous = seal.until_xid, seal.digest
        checked, sealed = checked + 1, sealed + seal.entries
    unsealed = AuditEntry.objects.filter(xid__gte=since).count()
    return Verdict(checked, sealed, unsealed, previous)


def horizon() -> int:
    """Return the oldest transaction still running: all below it have ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


def _take_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _fault(seal: AuditSeal, since: int, previous: str) -> str:
    name = f"第 {seal.pk} 号封签（{seal.sealed_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC）"
    if seal.since_xid != since or seal.previous != previous:
        return f"{name}与前一道封签接不上：中间的封签被删除或改动。"
    entries, digest = _digest(seal.since_xid, seal.until_xid, seal.previous)
    if entries != seal.entries:
        return f"{name}应有 {seal.entries} 条记录，现有 {entries} 条：有记录被删除或插入。"
    if digest != seal.digest:
        return f"{name}所封的记录与封签不符：有记录被改动。"
    return ""


def _digest(since: int, until: int, previous: str) -> tuple[int, str]:
    """Return how many entries the span holds, and the digest over them and the link before."""
    count, digest = 0, hashlib.sha256(f"{previous}\n{since}\n{until}\n".encode())
    for line in _lines(since, until):
        digest.update(line.encode() + b"\n")
        count += 1
    return count, digest.hexdigest()


def _lines(since: int, until: int) -> Iterator[str]:
    """One canonical line per entry; the order of writing, whatever the database returns first."""
    rows = AuditEntry.objects.filter(xid__gte=since, xid__lt=until).order_by("xid", "pk")
    for entry in rows.iterator(CHUNK):
        yield json.dumps(
            [
                entry.pk,
                entry.xid,
                entry.at.astimezone(UTC).isoformat(),
                entry.actor_id,
                entry.actor_name,
                entry.unit_name,
                entry.verb,
                entry.object_type,
                entry.object_id,
                entry.object_label,
                entry.county_id,
                entry.detail,
            ],
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
