"""Makes folders, gives and takes back their keys, and puts pieces in; part of other actions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from cases.leads.procedure.models.leads import LeadStep
from cases.leads.procedure.models.people import KeyPair
from cases.leads.vault.models.folders import Folder, Piece, Wrap
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.rules.trust import Trust
from cases.leads.vault.selectors import roots
from cases.leads.vault.selectors.folders import OpenFolder
from cases.leads.vault.services import encrypted_files, sealing


def begin(
    kind: FolderKind, readers: Iterable[KeyPair], *, trust: Trust, at: datetime, **owner: Any
) -> OpenFolder:
    """Make a folder with a new key, wrapped for its first readers."""
    folder = Folder.objects.create(kind=kind, made_at=at, **owner)
    opened = OpenFolder(folder, crypto.new_key())
    share(opened, readers, trust=trust, at=at)
    return opened


def share(
    opened: OpenFolder,
    readers: Iterable[KeyPair],
    *,
    trust: Trust,
    at: datetime,
    ends_at: datetime | None = None,
) -> int:
    """Wrap the folder's key for more readers; what is held already is never made shorter.

    Raises UncheckedKey where one of their public keys is not what the pinned root vouches for.
    """
    chosen = [pair.pk for pair in readers]
    lent = Wrap.objects.filter(folder=opened.folder, key_pair__in=chosen, ends_at__isnull=False)
    (lent.filter(ends_at__lt=ends_at) if ends_at else lent).update(ends_at=ends_at)
    held = set(Wrap.objects.filter(folder=opened.folder).values_list("key_pair_id", flat=True))
    wanted = KeyPair.objects.filter(pk__in=set(chosen) - held).select_related("member__office")
    known = roots.checked(seen_by=trust)
    new = [
        Wrap(
            folder=opened.folder,
            key_pair=pair,
            sealed=sealing.seal_to_member(pair, opened.key, roots=known),
            made_at=at,
            ends_at=ends_at,
        )
        for pair in wanted.order_by("pk")
    ]
    Wrap.objects.bulk_create(new)
    return len(new)


def seals_for(opened: OpenFolder, readers: Iterable[KeyPair], *, trust: Trust) -> dict[int, bytes]:
    """The folder's key sealed for each, to be given to them later; by this nothing is shared yet.

    Raises UncheckedKey where one of their public keys is not what the pinned root vouches for.
    """
    known = roots.checked(seen_by=trust)
    return {pair.pk: sealing.seal_to_member(pair, opened.key, roots=known) for pair in readers}


def put(
    opened: OpenFolder,
    kind: PieceKind,
    data: bytes,
    *,
    at: datetime,
    by: int | None,
    step: LeadStep | None = None,
    file: bytes | None = None,
) -> Piece:
    """Lock a piece into an open folder; a file beside it goes locked into the room's own store."""
    place = uuid4().hex
    return Piece.objects.create(
        folder=opened.folder,
        kind=kind,
        locked=crypto.lock(opened.key, data, place),
        place=place,
        digest=crypto.keyed_digest(opened.key, data),
        file=encrypted_files.keep(opened.key, file, place) if file is not None else "",
        step=step,
        made_by_id=by,
        made_at=at,
    )
