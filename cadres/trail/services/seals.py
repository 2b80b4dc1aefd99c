"""Chains of seals over trails: each seal holds the digest of the one before and of its entries.

Writers never wait for it: a seal covers whole transactions, and stops below the oldest one that is
still running, so that nothing is committed behind it. The site's own trail is one chain; an upper
app that keeps a trail apart registers its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connections, transaction

from cadres.models import AuditEntry, AuditSeal
from cadres.trail.models.audit import TrailEntry, TrailSeal

BEGINNING = "0" * 64
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Chain:
    """One trail and its seals. `lock` is any fixed number: it allows one sealer at a time."""

    name: str
    entries: type[TrailEntry]
    seals: type[TrailSeal]
    database: str
    lock: int


SITE = Chain("站点审计", AuditEntry, AuditSeal, "default", 20_261_120)
_chains: list[Chain] = [SITE]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the whole chain found; `broken` names the first link that does not hold."""

    seals: int
    entries: int
    unsealed: int
    last_digest: str
    broken: str = ""


def register(chain: Chain) -> None:
    """An upper app has a trail of its own, which is sealed and verified like the site's."""
    if chain not in _chains:
        _chains.append(chain)


def chains() -> tuple[Chain, ...]:
    return tuple(_chains)


def seal_trail(at: datetime, chain: Chain = SITE) -> TrailSeal | None:
    """Seal what was committed since the last seal; None where there is nothing to seal."""
    with transaction.atomic(using=chain.database):
        return _seal(at, chain) if _take_lock(chain) else None


def verify_trail(chain: Chain = SITE) -> Verdict:
    """Go through the chain from its beginning, and stop at the first link that does not hold."""
    since, previous, checked, sealed = 0, BEGINNING, 0, 0
    for seal in _all(chain.seals).order_by("since_xid").iterator(CHUNK):
        broken = _fault(chain, seal, since, previous)
        if broken:
            return Verdict(checked, sealed, 0, previous, broken)
        since, previous = seal.until_xid, seal.digest
        checked, sealed = checked + 1, sealed + seal.entries
    unsealed = _all(chain.entries).filter(xid__gte=since).count()
    return Verdict(checked, sealed, unsealed, previous)


def horizon(database: str = SITE.database) -> int:
    """Return the oldest transaction still running: all below it have ended."""
    with connections[database].cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


def _seal(at: datetime, chain: Chain) -> TrailSeal | None:
    last = _all(chain.seals).order_by("-since_xid").first()
    since, until = (last.until_xid if last else 0), horizon(chain.database)
    previous = last.digest if last else BEGINNING
    entries, digest = _digest(chain, since, until, previous)
    if not entries:
        return None
    made: TrailSeal = _all(chain.seals).create(
        sealed_at=at,
        since_xid=since,
        until_xid=until,
        entries=entries,
        previous=previous,
        digest=digest,
    )
    return made


def _all(model: type[TrailEntry] | type[TrailSeal]) -> Any:
    return model._default_manager


def _take_lock(chain: Chain) -> bool:
    with connections[chain.database].cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [chain.lock])
        return bool(cursor.fetchone()[0])


def _fault(chain: Chain, seal: TrailSeal, since: int, previous: str) -> str:
    name = f"第 {seal.pk} 号封签（{seal.sealed_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC）"
    if seal.since_xid != since or seal.previous != previous:
        return f"{name}与前一道封签接不上：中间的封签被删除或改动。"
    entries, digest = _digest(chain, seal.since_xid, seal.until_xid, seal.previous)
    if entries != seal.entries:
        return f"{name}应有 {seal.entries} 条记录，现有 {entries} 条：有记录被删除或插入。"
    if digest != seal.digest:
        return f"{name}所封的记录与封签不符：有记录被改动。"
    return ""


def _digest(chain: Chain, since: int, until: int, previous: str) -> tuple[int, str]:
    """Return how many entries the span holds, and the digest over them and the link before."""
    count, digest = 0, hashlib.sha256(f"{previous}\n{since}\n{until}\n".encode())
    for line in _lines(chain, since, until):
        digest.update(line.encode() + b"\n")
        count += 1
    return count, digest.hexdigest()


def _lines(chain: Chain, since: int, until: int) -> Iterator[str]:
    """One canonical line per entry; the order of writing, whatever the database returns first."""
    rows = _all(chain.entries).filter(xid__gte=since, xid__lt=until).order_by("xid", "pk")
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
