"""What becomes of the letters of steps (文书); supervision knows none, the room of letters acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from django.db.models import QuerySet

from cadres.viewers.rules.viewer import Viewer
from cases.models import LadderStep
from cases.supervision.rules.ladder import Rung

Taken = tuple[LadderStep, Rung]


class StepLetters(Protocol):
    """Acts on the letters of steps, in the transaction of the step; filled in apps.ready()."""

    def draft_all(self, taken: Sequence[Taken], *, actor: Viewer) -> None: ...

    def void_all(self, steps: QuerySet[LadderStep], *, actor: Viewer, why: str) -> None: ...

    def release_all(self, steps: QuerySet[LadderStep], *, actor: Viewer, why: str) -> None: ...

    def answer_all(
        self, steps: QuerySet[LadderStep], *, actor: Viewer, reply: str, promised_on: date
    ) -> None: ...


kept: list[StepLetters] = []


def draft_all(taken: Sequence[Taken], *, actor: Viewer) -> None:
    """The steps of a batch were taken: what they print is drafted."""
    for letters in kept:
        letters.draft_all(taken, actor=actor)


def void_all(steps: QuerySet[LadderStep], *, actor: Viewer, why: str) -> None:
    """What the steps said is said no more."""
    for letters in kept:
        letters.void_all(steps, actor=actor, why=why)


def release_all(steps: QuerySet[LadderStep], *, actor: Viewer, why: str) -> None:
    """What the steps demanded is done, or is another's now."""
    for letters in kept:
        letters.release_all(steps, actor=actor, why=why)


def answer_all(
    steps: QuerySet[LadderStep], *, actor: Viewer, reply: str, promised_on: date
) -> None:
    """One reply on the ticket answers all of the steps."""
    for letters in kept:
        letters.answer_all(steps, actor=actor, reply=reply, promised_on=promised_on)
