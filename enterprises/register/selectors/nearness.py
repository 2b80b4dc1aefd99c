"""Who stands near an enterprise: asked here, and handed to the rules and querysets as an answer."""

from __future__ import annotations

from typing import Protocol

from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Enterprise
from enterprises.register.models.querysets import Ids
from enterprises.register.rules import visibility


class Question(Protocol):
    """Answers whether a viewer stands near an enterprise for reasons of an upper app."""

    def __call__(self, enterprise_id: int, *, seen_by: Viewer) -> bool: ...


class All(Protocol):
    """Names all the enterprises of which a `Question` would say yes, as ids or as a sub-query."""

    def __call__(self, *, seen_by: Viewer) -> Ids: ...


_questions: list[Question] = []
_all: list[All] = []


def register(question: Question, all_of_them: All) -> None:
    """An upper app says who else stands near an enterprise: the unit that handles its ticket.

    It says so of one enterprise and of all, so that a list and a page obey one rule.
    """
    _questions.append(question)
    _all.append(all_of_them)


def is_near(enterprise: Enterprise, *, seen_by: Viewer) -> bool:
    """Of the covering team, of the office, or in whatever part an upper app knows of."""
    return visibility.covers(seen_by, enterprise) or any(
        ask(enterprise.pk, seen_by=seen_by) for ask in _questions
    )


def ids(*, seen_by: Viewer) -> list[Ids]:
    """Return the enterprises near which the viewer stands by an upper app's reasons."""
    return [ask(seen_by=seen_by) for ask in _all]
