"""An approval of a letter that can be taken back for ten seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from cadres.viewers.rules.viewer import Viewer
from cases.letters.services.approving import retract_approval
from cases.models import Letter, Press


@dataclass(frozen=True, slots=True)
class OnLetter:
    """An action on a letter: a `Scope` of `cases/tickets/services/taking_back.py`."""

    letter_id: int

    @property
    def columns(self) -> dict[str, int]:
        return {"letter_id": self.letter_id}

    def changed(self) -> list[QuerySet[Any]]:
        return [Letter.objects.filter(pk=self.letter_id)]

    def made(self) -> list[QuerySet[Any]]:
        return []

    def lock(self) -> None:
        row = Letter.objects.filter(pk=self.letter_id)
        row.select_for_update(no_key=True).values_list("pk").first()

    def last_event(self) -> int:
        """Its columns alone show whether it moved on."""
        return 0

    def put_back(self, found: Press, *, actor: Viewer) -> None:
        retract_approval(Letter.objects.get(pk=self.letter_id), actor=actor)


def scope_of(found: Press) -> OnLetter | None:
    return OnLetter(found.letter_id) if found.letter_id else None
