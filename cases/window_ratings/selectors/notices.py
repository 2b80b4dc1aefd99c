"""What a message about a bad rating says to whoever may still see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from cadres.notifications.selectors.notices import Key, Message
from cadres.viewers.rules.viewer import Viewer
from cases.window_ratings.rules.notice_kinds import TITLES
from cases.window_ratings.selectors import ratings


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Return a message per rating that the reader may see; no word of the rater in it."""
    wanted = {pk for pks in owed.values() for pk in pks}
    found = ratings.rows(seen_by=reader).filter(pk__in=wanted)
    said = {
        pk: f"{number} {unit}{window}"
        for pk, number, unit, window in found.values_list("pk", "number", "unit__name", "window")
    }
    return {
        (kind, pk): Message(TITLES[kind], said[pk], reverse("cases:rating", args=[pk]))
        for kind, pks in owed.items()
        for pk in pks
        if pk in said
    }
