"""The room's locked files are compared with its rows each night; only counts are written down."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from cadres.files.services.file_search import names_in, remove_strays
from cadres.viewers.rules.viewer import Viewer
from cases.leads.vault.models.folders import Piece
from cases.leads.vault.services import encrypted_files, trail
from cases.leads.vault.services.room_transaction import together


@together()
def search_files(*, actor: Viewer) -> int:
    """Remove locked files that stand beside no piece; return how many pieces lack theirs.

    Neither a name nor a number of a lead is told: the room's own trail holds the counts.
    """
    root = Path(settings.LEADS_FILES)
    there = set(names_in(root))
    known = {encrypted_files.place_of(name) for name in _named()}
    removed = remove_strays(root, there - known, at=actor.at)
    missing = sum(not (root / name).is_file() for name in known - there)
    if removed or missing:
        trail.record("store.check", None, actor=actor, removed=removed, missing=missing)
    return missing


def _named() -> list[str]:
    return list(Piece.objects.exclude(file="").values_list("file", flat=True))
