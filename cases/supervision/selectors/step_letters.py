"""What supervision asks of the letters of its steps; the room of letters answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices

from cadres.viewers.rules.viewer import Viewer
from cases.tickets.selectors.page.ticket_page import TicketPage


@dataclass(frozen=True, slots=True)
class Answers:
    """What the room of letters says of the letters of steps.

    `states` is by step the state of its letter, as far as the reader of the page sees it;
    `waiting` the letters of a county that somebody still has to do something about.
    """

    states: Callable[[TicketPage], Mapping[int, TextChoices]]
    waiting: Callable[[int, Viewer], Sequence[Any]]


_answers: list[Answers] = []


def register(answers: Answers) -> None:
    _answers.append(answers)


def states(page: TicketPage) -> dict[int, TextChoices]:
    return {step: state for one in _answers for step, state in one.states(page).items()}


def waiting(county_id: int, *, seen_by: Viewer) -> list[Any]:
    return [line for one in _answers for line in one.waiting(county_id, seen_by)]
