"""What of a thing was written down on a phone, and when: for whoever reads its history."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from cadres.models import PhoneCommand
from cadres.offline.rules import two_clocks
from cadres.offline.rules.commands import Outcome


def of(kind: str, pk: int) -> dict[datetime, str]:
    """Return by the moment of arrival when it was written down, in words, of one thing that was
    found through visibility; what came at once is left out.
    """
    done = PhoneCommand.objects.filter(made_kind=kind, made_pk=pk, outcome=Outcome.DONE)
    rows = done.order_by("pk").values_list("made_at", "received_at", "clock_off")
    said: dict[datetime, list[str]] = {}
    for made_at, received_at, clock_off in rows:
        local = timezone.localtime(made_at), timezone.localtime(received_at)
        if words := two_clocks.words(*local, clock_off):
            said.setdefault(received_at, []).append(words)
    return {at: "".join(dict.fromkeys(words)) for at, words in said.items()}
