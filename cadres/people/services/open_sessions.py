"""Who gives up a post or leaves is signed out: the room of sign-in keeps sessions, ends them."""

from __future__ import annotations

from typing import Protocol

from cadres.models import Cadre
from cadres.viewers.rules.viewer import Viewer


class Sessions(Protocol):
    """Ends what somebody has open, in the transaction of the action."""

    def shut_all_of(self, cadre: Cadre) -> None: ...

    def end_sessions_of(self, cadre: Cadre, *, actor: Viewer, but: str = "") -> int: ...


# Filled when the site starts (`cadres/apps.py`).
kept: list[Sessions] = []


def shut_all_of(cadre: Cadre) -> None:
    """What is open is shut: it was opened with other posts."""
    for sessions in kept:
        sessions.shut_all_of(cadre)


def end_sessions_of(cadre: Cadre, *, actor: Viewer) -> None:
    """Each session ends, and is on record as ended by the actor."""
    for sessions in kept:
        sessions.end_sessions_of(cadre, actor=actor)
