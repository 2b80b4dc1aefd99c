"""What was arranged for a 约谈, and its record."""

from __future__ import annotations

from cadres.errors import Absent
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules.workflow import letters_for
from cases.models import Letter, Talk


def of(letter: Letter, *, seen_by: Viewer) -> Talk | None:
    """Return the meeting of a visible letter, where one is arranged."""
    seen = Letter.objects.filter(letters_for(seen_by), pk=letter.pk)
    found = Talk.objects.filter(letter__in=seen).select_related("recorded_by", "letter__unit")
    return found.first()


def recorded(letter: Letter, *, seen_by: Viewer) -> Talk:
    found = of(letter, seen_by=seen_by)
    if found is None or found.recorded_at is None:
        raise Absent("还没有登记约谈记录。")
    return found
