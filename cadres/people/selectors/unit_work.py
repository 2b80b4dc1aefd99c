"""What a unit still has: people, units below it, and whatever upper apps know of."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from cadres.models import Posting, Unit
from cadres.people.rules.units import Holding
from cadres.viewers.rules.viewer import Viewer

Question = Callable[[Unit, Viewer], list[Holding]]
# An upper app says what else a unit has in hand, in counts alone: who keeps units sees no content.
_questions: list[Question] = []
# What another room of this app knows of its people.
_of_people: list[Question] = []


def register(question: Question) -> None:
    _questions.append(question)


def register_people(question: Question) -> None:
    _of_people.append(question)


def of(unit: Unit, *, seen_by: Viewer) -> list[Holding]:
    """Return the kinds of which there is anything, what is worked on first."""
    asked = [holding for ask in _questions for holding in ask(unit, seen_by)]
    return [one for one in [*asked, *_people(unit, seen_by)] if one.count]


def _people(unit: Unit, viewer: Viewer) -> list[Holding]:
    not_over = Q(to_on__isnull=True) | Q(to_on__gte=viewer.today)
    posts = Posting.objects.filter(not_over, unit=unit, cadre__is_active=True)
    return [
        Holding(posts.count(), "项在岗任职"),
        *(holding for ask in _of_people for holding in ask(unit, viewer)),
        Holding(Unit.objects.filter(parent=unit, is_active=True).count(), "个在用的下级单位"),
    ]
