"""Letters in the one box: by number, title or unit, as in their list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cadres.search.selectors.box import Asked, Found, Kind, Place
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import organs
from cases.letters.rules.kinds import LetterKind, LetterState
from cases.letters.selectors import letters


def ask(asked: Asked, most: int, *, seen_by: Viewer) -> list[Found]:
    """Return visible letters that hold every word, the newest first."""
    found = letters.narrowed(letters.rows(seen_by=seen_by), q=asked.text)
    taken = found.values("pk", "kind", "number", "title", "state", "unit__name")[:most]
    return [
        Found(
            row["title"],
            " · ".join(filter(None, (row["number"], row["unit__name"], _standing(row)))),
            "cases:letter",
            row["pk"],
        )
        for row in taken
    ]


def is_for(viewer: Viewer) -> bool:
    """Whoever looks at a county whole, or stands in a unit that letters are written to."""
    return organs.looks_on(viewer) or bool(viewer.unit_ids)


KIND = Kind(Place.LETTERS, "文书", "文号、标题、单位", ask, "cases:letter-list", is_for)


def _standing(row: Mapping[str, Any]) -> str:
    return f"{LetterKind(row['kind']).label}，{LetterState(row['state']).label}"
