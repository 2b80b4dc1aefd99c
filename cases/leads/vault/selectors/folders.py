"""Folders as a reader opens them: with its own key, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import QuerySet

from cadres.errors import Absent
from cases.leads.procedure.models.leads import Lead
from cases.leads.vault.models.folders import Folder, Piece, Wrap
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.rules.reader import Reader


@dataclass(frozen=True, slots=True)
class OpenFolder:
    """A folder and its key, for the length of one request."""

    folder: Folder
    key: bytes = field(repr=False)


def opened(folder: Folder, *, seen_by: Reader) -> OpenFolder:
    """Open a folder with the reader's own key.

    Raises Absent where it was not wrapped for the reader, or no longer is; WrongState where the
    reader's key is not open.
    """
    wraps = Wrap.objects.holding(seen_by.key_pair_id, seen_by.at).filter(folder=folder)
    sealed = wraps.values_list("sealed", flat=True).first()
    if sealed is None:
        raise Absent("没有这一卷。")
    return OpenFolder(folder, crypto.unseal(seen_by.key, bytes(sealed)))


def of_lead(lead: Lead, kind: FolderKind, *, seen_by: Reader) -> OpenFolder | None:
    """Open the lead's folder of a kind, None where it is not there or not for this reader."""
    folder = Folder.objects.filter(lead=lead, kind=kind).first()
    return opened(folder, seen_by=seen_by) if folder and is_for(folder, seen_by=seen_by) else None


def all_of_lead(lead: Lead, *, seen_by: Reader) -> list[OpenFolder]:
    """Open every folder of the lead that is wrapped for the reader, in the order of making."""
    wraps = (
        Wrap.objects.holding(seen_by.key_pair_id, seen_by.at)
        .filter(folder__lead=lead)
        .select_related("folder")
        .order_by("folder_id")
    )
    return [
        OpenFolder(wrap.folder, crypto.unseal(seen_by.key, bytes(wrap.sealed))) for wrap in wraps
    ]


def is_for(folder: Folder, *, seen_by: Reader) -> bool:
    """Whether the folder is wrapped for the reader's key."""
    held = Wrap.objects.holding(seen_by.key_pair_id, seen_by.at)
    return held.filter(folder=folder).exists()


def pieces(folder: Folder, kind: PieceKind | None = None, *, seen_by: Reader) -> QuerySet[Piece]:
    """The folder's pieces, oldest first, without those that were taken out."""
    found = Piece.objects.filter(folder=folder, removed_at__isnull=True).order_by("pk")
    return found.filter(kind=kind) if kind else found


def read(opened_folder: OpenFolder, piece: Piece) -> bytes:
    """Unlock one piece of an open folder."""
    return crypto.unlock(opened_folder.key, bytes(piece.locked), piece.place)


def latest(
    opened_folder: OpenFolder, kind: PieceKind, *, seen_by: Reader
) -> tuple[Piece, bytes] | None:
    """The newest piece of a kind, unlocked."""
    piece = pieces(opened_folder.folder, kind, seen_by=seen_by).last()
    return (piece, read(opened_folder, piece)) if piece else None
