"""What of a thing was written down on a phone, and when: for whoever reads its history."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from cadres.models import PhoneCommand
from cadres.offline.rules import two_clocks
from cadres.offline.rules.commands import Outcome
from cadres.pages.models.prepared import ID, WORD, Prepared


def of(kind: str, pk: int) -> dict[datetime, str]:
    """Return by the moment of arrival when it was written down, in words, of one thing that was
    found through visibility; what came at once is left out.
    """
    said: dict[datetime, list[str]] = {}
    for row in _DONE(kind, pk):
        local = timezone.localtime(row["made_at"]), timezone.localtime(row["received_at"])
        if words := two_clocks.words(*local, row["clock_off"]):
            said.setdefault(row["received_at"], []).append(words)
    return {at: "".join(dict.fromkeys(words)) for at, words in said.items()}


# Asked by every page of a ticket.
_DONE = Prepared(
    lambda kind, pk: (
        PhoneCommand.objects.filter(made_kind=kind, made_pk=pk, outcome=Outcome.DONE)
        .order_by("pk")
        .values("made_at", "received_at", "clock_off")
    ),
    *(WORD, ID),
)
