"""Whom a deed on a letter concerns: by posting, deputies of heads included."""

from __future__ import annotations

from cadres.models import Posting
from cadres.rules.roles import Role
from cadres.rules.viewer import Viewer
from cadres.services import outbox
from cases.models import Letter
from cases.services.telling import speak_to_units


def tell_office_heads(kind: str, letter: Letter, *, actor: Viewer) -> None:
    _tell(kind, letter, _office_heads(letter, actor), actor)


def tell_office(kind: str, letter: Letter, *, actor: Viewer) -> None:
    posts = Posting.objects.in_force(actor.today).in_region(letter.county_id)
    clerks = posts.holding(Role.OFFICE_CLERK).cadre_ids()
    _tell(kind, letter, [*clerks, *_office_heads(letter, actor)], actor)


def tell_unit(kind: str, letter: Letter, *, actor: Viewer) -> None:
    """The unit that it was written to; where another took that one over, the one that answers."""
    unit_id = _answering(letter)
    clerks = speak_to_units([unit_id], letter.county_id, actor=actor)
    posts = Posting.objects.in_force(actor.today).in_units([unit_id] if unit_id else [])
    heads = posts.holding(Role.UNIT_HEAD).with_deputies(actor.at)
    _tell(kind, letter, [*clerks, *heads], actor)


def _answering(letter: Letter) -> int | None:
    return (letter.unit.merged_into_id or letter.unit_id) if letter.unit else None


def tell_person(kind: str, letter: Letter, cadre_id: int | None, *, actor: Viewer) -> None:
    _tell(kind, letter, [cadre_id] if cadre_id else [], actor)


def _office_heads(letter: Letter, actor: Viewer) -> list[int]:
    posts = Posting.objects.in_force(actor.today).in_region(letter.county_id)
    return posts.holding(Role.OFFICE_HEAD).with_deputies(actor.at)


def _tell(kind: str, letter: Letter, to: list[int], actor: Viewer) -> None:
    outbox.queue(kind, letter.pk, to=to, actor=actor, once_per=actor.at.isoformat())
