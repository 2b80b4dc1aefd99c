"""The two halves that are kept apart: what belongs to the site, and what to the locked room."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Part:
    """One half: its database, its folder of files, and the secrets without which it is mute."""

    kind: str
    name: str
    alias: str
    folder: str
    secrets: tuple[str, ...]
    restore: str

    @property
    def files(self) -> Path:
        return Path(getattr(settings, self.folder))


SITE = Part(
    "site",
    "站点",
    "default",
    "MEDIA_ROOT",
    ("SECRET_KEY", "FIELD_KEYS", "BLIND_KEY", "BULLETIN_KEYS"),
    "restore",
)
ROOM = Part("room", "线索室", "leads", "LEADS_FILES", ("LEADS_MARK_KEY",), "restore_room")
PARTS = {part.kind: part for part in (SITE, ROOM)}
